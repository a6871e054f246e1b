/** Tells before a page of a memory changes for the first time since it was guarded, so that somebody can keep what it was. */
import { pageShift } from './constants';

/** The bit in a page's mark. */
const guardMark = 4;

export class Guard {
  /** Called before the first change of a guarded page. */
  changes: (page: number) => void = () => {};

  constructor(
    /** By page. */
    private readonly marks: Uint8Array,
    /** Called when pages have been guarded. */
    private readonly guarded: () => void = () => {},
  ) {}

  protect(pages: Iterable<number>): void {
    for (const page of pages) this.marks[page] = this.markOf(page) | guardMark;
    this.guarded();
  }

  protectAll(): void {
    this.protect(this.marks.keys());
  }

  /** To be called before bytes change. */
  changing(place: number, length: number): void {
    for (let page = place >>> pageShift; page <= (place + length - 1) >>> pageShift; page++) {
      const mark = this.markOf(page);
      if (!(mark & guardMark)) continue;
      this.marks[page] = mark & ~guardMark;
      this.changes(page);
    }
  }

  private markOf(page: number): number {
    return this.marks[page] ?? 0;
  }
}
