/**
 * Many short spans in one place: the share of each state, one upon the other, in whole pixels. Neighbours that are alike
 * become one box.
 */
import type { TimelineState } from '../../protocol';
import { type Spans, timelineStates } from './spans';

type Box = (state: TimelineState, x: number, y: number, width: number, height: number) => void;

/** From the bottom up. */
const order = ['kernel', 'user', 'ready', 'idle'] as const satisfies readonly TimelineState[];
const places = order.map(state => timelineStates.indexOf(state));
const blocked = timelineStates.indexOf('blocked');

/** A box that may grow to the right. */
interface Growing {
  left: number;
  right: number;
  y: number;
  height: number;
}

export class Stack {
  private before = new Float64Array(timelineStates.length);
  private after = new Float64Array(timelineStates.length);
  private reached = NaN;
  private readonly boxes = [...order, 'blocked' as const].map((): Growing => ({
    left: 0,
    right: 0,
    y: 0,
    height: 0,
  }));

  /** `height`: of all, in pixels; `box` draws. */
  constructor(
    private readonly spans: Spans,
    private readonly height: number,
    private readonly box: Box,
  ) {}

  /**
   * A cell: instants, where it stands, and where its lower edge is. `end`: the last instant that anything is known of; `low`: a
   * span that begins in it. The result is the first one that ends after it.
   */
  add(
    from: number,
    to: number,
    end: number,
    left: number,
    right: number,
    bottom: number,
    low: number,
  ): number {
    if (from !== this.reached) this.spans.timesUntil(from, this.before);
    const next = this.spans.timesUntil(Math.min(to, end), this.after, low);
    this.reached = to;
    let sum = 0;
    let base = 0;
    // This is done for each cell of each frame: iterators would take longer than the sums.
    for (let index = 0; index < places.length; index++) {
      const place = places[index] ?? 0;
      sum += ((this.after[place] ?? 0) - (this.before[place] ?? 0)) / (to - from);
      const top = Math.round(sum * this.height);
      this.put(index, left, right, bottom - top, top - base);
      base = top;
    }
    const waits = (this.after[blocked] ?? 0) > (this.before[blocked] ?? 0);
    this.put(order.length, left, right, bottom - 1, waits && base === 0 ? 1 : 0);
    const { before } = this;
    this.before = this.after;
    this.after = before;
    return next;
  }

  /** Draws what has grown so far. */
  flush(): void {
    for (let index = 0; index < this.boxes.length; index++) this.draw(index);
  }

  private put(index: number, left: number, right: number, y: number, height: number): void {
    const box = this.boxes[index];
    if (!box) return;
    if (box.height === height && box.y === y && box.right === left) {
      box.right = right;
      return;
    }
    this.draw(index);
    box.left = left;
    box.right = right;
    box.y = y;
    box.height = height;
  }

  private draw(index: number): void {
    const box = this.boxes[index];
    if (!box || box.height === 0) return;
    this.box(order[index] ?? 'blocked', box.left, box.y, box.right - box.left, box.height);
    box.height = 0;
  }
}
