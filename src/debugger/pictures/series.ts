/** Amounts that grow with time, so that their sums by any instant are at hand: for going back. */
import { lastAtMost } from '../../source';

/** Entries that are kept one by one; of more, every second one of the older half goes, and with it the exact time of some. */
const most = 100_000;

interface Entry {
  readonly instant: number;
  /** Of all up to this one. */
  readonly sums: readonly number[];
}

export class Series {
  private entries: Entry[] = [];

  add(instant: number, amounts: readonly number[]): void {
    const before = this.entries.at(-1)?.sums;
    this.entries.push({ instant, sums: amounts.map((amount, index) => amount + (before?.[index] ?? 0)) });
    if (this.entries.length <= most) return;
    const half = most / 2;
    this.entries = this.entries.filter((_, index) => index >= half || index % 2 === 1);
  }

  /** The sums of what came before an instant, and when the last of it did; undefined if nothing did. */
  before(instant: number): Entry | undefined {
    return this.entries[lastAtMost(this.entries, instant - 1, entry => entry.instant)];
  }
}
