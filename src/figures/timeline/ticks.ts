/** What has happened, in the order of time: of all threads, and by thread and kind to count them. */
import type { TimelineTick, TimelineTickKind } from '../../protocol';
import { type Column, Rows, type Texts, bytes, indices, numbers } from './columns';

export const timelineTickKinds = [
  'call',
  'fault',
  'interrupt',
  'switch',
  'disk',
  'console',
  'pipe',
  'start',
  'end',
] as const satisfies readonly TimelineTickKind[];

const kindNumber = new Map<TimelineTickKind, number>(timelineTickKinds.map((kind, index) => [kind, index]));

const key = (pid: number, kind: number) => pid * timelineTickKinds.length + kind;

export class Ticks {
  private readonly counts = numbers();
  private readonly pids = numbers();
  private readonly kinds = bytes();
  private readonly words = indices();
  private readonly rows = new Rows<TimelineTick>(
    [this.counts, row => row.count],
    [this.pids, row => row.pid],
    [this.kinds, row => kindNumber.get(row.kind) ?? 0],
    [this.words, row => this.texts.numberOf(row.words)],
  );
  /** Their places among all, by thread and kind. */
  private readonly places = new Map<number, Column<Int32Array>>();

  constructor(private readonly texts: Texts) {}

  get length(): number {
    return this.counts.length;
  }

  tick(index: number): TimelineTick {
    return {
      count: this.counts.at(index),
      pid: this.pids.at(index),
      kind: timelineTickKinds[this.kinds.at(index)] ?? 'call',
      words: this.texts.text(this.words.at(index)),
    };
  }

  instant(index: number): number {
    return this.counts.at(index);
  }

  /** How many have come before an instant. */
  before(count: number): number {
    return this.counts.countBelow(count);
  }

  /** The places among all of a thread's ticks of a kind. */
  of(pid: number, kind: TimelineTickKind): Column<Int32Array> | undefined {
    return this.places.get(key(pid, kindNumber.get(kind) ?? 0));
  }

  /** How many of a thread's ticks of a kind have come before an instant. */
  countBefore(pid: number, kind: TimelineTickKind, count: number): number {
    return this.of(pid, kind)?.countBelow(this.before(count)) ?? 0;
  }

  put(from: number, to: number, ticks: readonly TimelineTick[]): void {
    const start = this.before(from);
    const end = Math.max(start, this.before(to));
    const isLast = end === this.length;
    const sorted = [...ticks].sort((a, b) => a.count - b.count);
    this.rows.splice(start, end, sorted);
    this.index(isLast && start === end ? start : 0);
  }

  private index(start: number): void {
    if (start === 0) this.places.clear();
    for (let index = start; index < this.length; index++) {
      const number = key(this.pids.at(index), this.kinds.at(index));
      let column = this.places.get(number);
      if (!column) this.places.set(number, (column = indices()));
      column.push(index);
    }
  }
}
