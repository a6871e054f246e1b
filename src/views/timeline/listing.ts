/** What the list beside the picture has, in the order of time: all that happens, or what a question was answered. */
import { type TimelineModel, laneLabel, lastAtMost, tickWords } from '../../figures';
import type { Answer, AnswerInstant } from '../../protocol';

export interface ListedRow {
  readonly count: number;
  readonly pid: number;
  readonly kind: string;
  readonly words: string;
}

export interface Listing {
  readonly length: number;
  /** How many come before an instant. */
  before(count: number): number;
  row(index: number): ListedRow;
}

export class Everything implements Listing {
  constructor(private readonly model: TimelineModel) {}

  get length(): number {
    return this.model.ticks.length;
  }

  before(count: number): number {
    return this.model.ticks.before(count);
  }

  row(index: number): ListedRow {
    const { count, pid, kind, words } = this.model.ticks.tick(index);
    const lane = this.model.lane(pid);
    const named = kind === 'call' || kind === 'interrupt' ? words : `${tickWords[kind]}: ${words}`;
    return { count, pid, kind, words: `${lane ? laneLabel(lane) : pid}: ${named}` };
  }
}

export class Answered implements Listing {
  private readonly instants: readonly AnswerInstant[];

  constructor({ instants }: Answer) {
    this.instants = [...instants].sort((a, b) => a.count - b.count);
  }

  get length(): number {
    return this.instants.length;
  }

  before(count: number): number {
    // Instants are whole numbers, the edges of what is seen are not.
    return lastAtMost(this.instants, Math.ceil(count) - 1, instant => instant.count) + 1;
  }

  row(index: number): ListedRow {
    const { count = 0, pid = 0, who = '', text = '' } = this.instants[index] ?? {};
    return { count, pid, kind: 'answer', words: `${who}: ${text}` };
  }
}
