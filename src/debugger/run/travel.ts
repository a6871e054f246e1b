/**
 * Looks for the last of something before an instant. The past is executed again in stretches, the latest first; in each
 * the last that is found counts.
 */
import type { Occurrence, Wish } from '../../events';
import type { Halt, Runner } from '../../session';

/** What is looked for, and where the machine stops for it to be looked at. */
export interface Search<Found> {
  /** The kinds of events that `hears` wants. */
  readonly interest: Iterable<Wish>;
  /** Instructions before the instant at which the first stretches start: what is looked for is near as a rule. */
  readonly near: readonly number[];
  /** Instructions after which it wants to look, halt or not. */
  readonly stride: number;
  /** True: the machine is to halt after it. */
  hears(event: Occurrence): boolean;
  /** False if there is nothing between a checkpoint and the next. */
  mayBeAfter?(checkpoint: number): boolean;
  /** At a halt; `at` is its instant. */
  look(halt: Halt, at: number): void;
  /** A stretch begins: what was found in another is not of it. */
  begin(at: number): void;
  /** What the stretch up to now has; undefined: nothing. */
  result(): Found | undefined;
}

/** A search was ended before it came to anything. */
export class SearchEnded extends Error {}

const sliceMilliseconds = 10;
/** Instructions between two looks at the host's clock. */
const slice = 200_000;

export class Travel {
  /** When the host is to have a turn again: stretches may be shorter than that. */
  private breath = 0;
  /** How much of the way lies behind at an instant. */
  private doneAt: (instant: number) => number = () => 0;

  constructor(
    private readonly runner: Runner,
    /** Lets the host's messages in; false: the search is to end. `done`: how much of what it may take, from 0 to 1. */
    private readonly breathe: (done: number) => Promise<boolean>,
  ) {}

  /** The result of the last stretch that has one; undefined: there is none. Throws SearchEnded. */
  async last<Found>(until: number, search: Search<Found>): Promise<Found | undefined> {
    const { runner } = this;
    const { history } = runner;
    if (!history) return undefined;
    runner.listen(new Set(search.interest), event => search.hears(event));
    let end = until;
    this.doneAt = at => (until - at) / Math.max(1, until - history.first);
    this.breath = Date.now() + sliceMilliseconds;
    for (const distance of search.near) {
      const start = until - distance;
      if (start < history.first) break;
      const found = await this.stretch(start, end, search);
      if (found !== undefined) return found;
      end = start;
    }
    // From checkpoint to checkpoint, of which there may be more by now.
    for (let start = history.before(end); start !== undefined; start = history.before(end)) {
      const found = (search.mayBeAfter?.(start) ?? true) ? await this.stretch(start, end, search) : undefined;
      if (found !== undefined) return found;
      end = start;
    }
    return undefined;
  }

  /** The result of a search forward from one instant to another, as soon as it has one. Throws SearchEnded. */
  async first<Found>(start: number, end: number, search: Search<Found>): Promise<Found | undefined> {
    this.runner.listen(new Set(search.interest), event => search.hears(event));
    this.breath = Date.now() + sliceMilliseconds;
    this.doneAt = at => (at - start) / Math.max(1, end - start);
    this.runner.goTo(start);
    search.begin(start);
    await this.execute(end, search, () => search.result() !== undefined);
    return search.result();
  }

  private async stretch<Found>(
    start: number,
    end: number,
    search: Search<Found>,
  ): Promise<Found | undefined> {
    this.runner.goTo(start);
    search.begin(start);
    await this.execute(end, search);
    return search.result();
  }

  private async execute(end: number, search: Search<unknown>, isOver = () => false): Promise<void> {
    const { machine } = this.runner.system;
    for (let still = 0; machine.count < end && still < 4 && !isOver();) {
      const before = machine.count;
      const stop = this.runner.run(Math.min(slice, search.stride, end - before));
      if (!isFinal(stop) && (stop.reason !== 'budget' || search.stride === 1))
        search.look(stop, machine.count);
      still = machine.count > before ? 0 : still + 1;
      if (Date.now() < this.breath) continue;
      if (!(await this.breathe(this.doneAt(machine.count)))) throw new SearchEnded();
      this.breath = Date.now() + sliceMilliseconds;
    }
  }
}

const isFinal = (stop: { readonly reason: string }): stop is Exclude<ReturnType<Runner['run']>, Halt> =>
  ['off', 'panic', 'double-fault'].includes(stop.reason);
