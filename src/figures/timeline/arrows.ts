/** What led to what, in the order in which it ended. */
import type { TimelineArrow, TimelineArrowKind } from '../../protocol';
import { Rows, type Texts, bytes, indices, numbers } from './columns';

const kinds = ['disk', 'console', 'wake', 'pipe'] as const satisfies readonly TimelineArrowKind[];
const kindNumber = new Map<TimelineArrowKind, number>(kinds.map((kind, index) => [kind, index]));

export class Arrows {
  private readonly froms = numbers();
  private readonly fromPids = numbers();
  private readonly tos = numbers();
  private readonly toPids = numbers();
  private readonly kinds = bytes();
  private readonly words = indices();
  private readonly rows = new Rows<TimelineArrow>(
    [this.froms, row => row.from],
    [this.fromPids, row => row.fromPid],
    [this.tos, row => row.to],
    [this.toPids, row => row.toPid],
    [this.kinds, row => kindNumber.get(row.kind) ?? 0],
    [this.words, row => this.texts.numberOf(row.words)],
  );
  private longest = 0;

  constructor(private readonly texts: Texts) {}

  arrow(index: number): TimelineArrow {
    return {
      kind: kinds[this.kinds.at(index)] ?? 'wake',
      from: this.froms.at(index),
      fromPid: this.fromPids.at(index),
      to: this.tos.at(index),
      toPid: this.toPids.at(index),
      words: this.texts.text(this.words.at(index)),
    };
  }

  /** Those that touch a stretch of time; undefined: more than so many. */
  between(from: number, to: number, most: number): readonly TimelineArrow[] | undefined {
    const end = this.tos.countBelow(to + this.longest + 1);
    const start = this.tos.countBelow(from);
    // What may be looked at in vain is bounded too.
    if (end - start > 8 * most) return undefined;
    const found: TimelineArrow[] = [];
    for (let index = start; index < end; index++)
      if (this.froms.at(index) <= to) found.push(this.arrow(index));
    return found.length > most ? undefined : found;
  }

  put(from: number, to: number, arrows: readonly TimelineArrow[]): void {
    const start = this.tos.countBelow(from);
    const end = Math.max(start, this.tos.countBelow(to));
    const sorted = [...arrows].sort((a, b) => a.to - b.to);
    this.rows.splice(start, end, sorted);
    for (const row of sorted) this.longest = Math.max(this.longest, row.to - row.from);
  }
}
