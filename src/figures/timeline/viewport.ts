/** The stretch of time that can be seen, and how it moves: by zooming, by going along, and with the run while it grows. */

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Instructions that are seen at least. */
const least = 12;

export class Viewport implements Stretch {
  from = 0;
  to = least;
  /** All that there is. */
  private limits: Stretch = { from: 0, to: least };
  /** It shows all that there is, or the end of it, and goes on to do so when there is more. */
  private follows: 'all' | 'end' | 'no' = 'all';

  get length(): number {
    return this.to - this.from;
  }

  /** There is so much by now. */
  grow(from: number, to: number): void {
    this.limits = { from, to: Math.max(to, from + least) };
    if (this.follows === 'all') this.show(this.limits);
    else if (this.follows === 'end') this.show({ from: this.limits.to - this.length, to: this.limits.to });
    else this.show(this);
  }

  /** As it is, as far as it lies within what there is. */
  show({ from, to }: Stretch): void {
    const { limits } = this;
    const whole = limits.to - limits.from;
    const length = Math.min(whole, Math.max(least, to - from));
    // Too short a stretch keeps its middle.
    const start = to - from < least ? (from + to - length) / 2 : from;
    this.from = Math.max(limits.from, Math.min(limits.to - length, start));
    this.to = this.from + length;
    const atEnd = this.to >= limits.to;
    this.follows = length >= whole ? 'all' : atEnd ? 'end' : 'no';
  }

  showAll(): void {
    this.show(this.limits);
  }

  /** So many times closer, or less than one time; an instant stays where it is. */
  zoom(factor: number, around: number): void {
    const length = Math.min(this.limits.to - this.limits.from, Math.max(least, this.length / factor));
    const from = around - ((around - this.from) / this.length) * length;
    this.show({ from, to: from + length });
  }

  /** Along by a share of what is seen. */
  pan(share: number): void {
    const by = share * this.length;
    this.show({ from: this.from + by, to: this.to + by });
  }

  /** So that an instant is seen. */
  reveal(count: number): void {
    if (count >= this.from && count <= this.to) return;
    this.show({ from: count - this.length / 2, to: count + this.length / 2 });
  }

  /** Where it stands in all that there is, from 0 to 1. */
  get share(): Stretch {
    const { from, to } = this.limits;
    return { from: (this.from - from) / (to - from), to: (this.to - from) / (to - from) };
  }

  /** The instant at a share of all that there is. */
  at(share: number): number {
    return this.limits.from + share * (this.limits.to - this.limits.from);
  }
}
