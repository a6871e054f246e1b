/** Instants that somebody may want to come back to: the stops that have been shown, and those that are kept with a word. */
import type { TimelineMark } from '../protocol';
import { DebuggerError } from './errors';

export interface Bookmark {
  readonly count: number;
  readonly text: string;
}

export class Visits {
  /** In their order of time. */
  bookmarks: readonly Bookmark[] = [];
  /** Of stops, in the order in which they came, and which of them is the one that is shown. */
  private readonly stops: number[] = [];
  private index = -1;
  /** Of stops at breakpoints, what they were, by instant. */
  private readonly hits = new Map<number, string>();

  constructor(
    private readonly now: () => number,
    private readonly present: () => number,
  ) {}

  /** The machine has stopped; `hit`: at a breakpoint, in words. */
  note(hit?: string): void {
    const count = this.now();
    if (hit !== undefined) this.hits.set(count, hit);
    if (this.stops[this.index] === count) return;
    this.stops.length = this.index + 1;
    this.index = this.stops.push(count) - 1;
  }

  /** The stop before the one that is shown, or after it. Throws DebuggerError where there is none. */
  beside(which: 'earlier' | 'later'): { readonly count: number; readonly index: number } {
    const index = this.index + (which === 'earlier' ? -1 : 1);
    const count = this.stops[index];
    if (count === undefined || count > this.present())
      throw new DebuggerError('bad-instant', `there is no ${which} stop to go to`);
    return { count, index };
  }

  /** That one is shown next. */
  goTo(index: number): void {
    this.index = index;
  }

  /** Keeps this instant with a word to it, in the place of what is kept of it. */
  bookmark(text: string): void {
    const count = this.now();
    const others = this.bookmarks.filter(each => each.count !== count);
    this.bookmarks = [...others, { count, text }].sort((a, b) => a.count - b.count);
  }

  /** What is kept, and where breakpoints have been hit. */
  get marks(): readonly TimelineMark[] {
    const present = this.present();
    const hits = [...this.hits].filter(([count]) => count <= present);
    return [
      ...this.bookmarks.map(({ count, text }) => ({ count, kind: 'bookmark' as const, words: text })),
      ...hits.map(([count, words]) => ({ count, kind: 'stop' as const, words })),
    ];
  }

  /** All of them, in their order of time. */
  get instants(): readonly { readonly count: number; readonly text?: string }[] {
    const kept = new Set(this.bookmarks.map(({ count }) => count));
    const stops = [...new Set(this.stops)].filter(count => !kept.has(count) && count <= this.present());
    return [...this.bookmarks, ...stops.map(count => ({ count }))].sort((a, b) => a.count - b.count);
  }
}
