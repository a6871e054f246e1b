/**
 * What one thread does, span by span. Beside each stands how long the thread has been in each state before it, so that
 * the shares of any stretch of time cost two searches, however long it is.
 */
import type { TimelineSpan, TimelineState } from '../../protocol';
import { Rows, type Texts, bytes, indices, numbers } from './columns';

export const timelineStates = [
  'user',
  'kernel',
  'idle',
  'ready',
  'blocked',
] as const satisfies readonly TimelineState[];

const stateNumber = new Map<TimelineState, number>(timelineStates.map((state, index) => [state, index]));

/** A span of a thread that is known. */
type Span = Omit<TimelineSpan, 'pid'>;

/** Instructions by state. */
export type Times = Readonly<Record<TimelineState, number>>;

export class Spans {
  private readonly from = numbers();
  private readonly to = numbers();
  private readonly states = bytes();
  private readonly words = indices();
  private readonly rows = new Rows<Span>(
    [this.from, row => row.from],
    [this.to, row => row.to],
    [this.states, row => stateNumber.get(row.state) ?? 0],
    [this.words, row => this.texts.numberOf(row.words ?? '')],
  );
  /** How long it has been in each state before the span: side by side, since they are read together. */
  private readonly before = numbers();

  constructor(private readonly texts: Texts) {}

  get length(): number {
    return this.from.length;
  }

  span(index: number): Span {
    const state = timelineStates[this.states.at(index)] ?? 'idle';
    const words = this.texts.text(this.words.at(index));
    return { from: this.from.at(index), to: this.to.at(index), state, ...(words !== '' && { words }) };
  }

  start(index: number): number {
    return this.from.at(index);
  }

  end(index: number): number {
    return this.to.at(index);
  }

  state(index: number): number {
    return this.states.at(index);
  }

  /** The first span that ends after an instant. */
  firstAfter(count: number): number {
    const index = this.from.countBelow(count);
    return index > 0 && this.to.at(index - 1) > count ? index - 1 : index;
  }

  /**
   * How long it has been in each state up to an instant, by the place of the state in the list; the result is the first span
   * that ends after it. `low`: none of those before begins later.
   */
  timesUntil(count: number, into: Float64Array, low = 0): number {
    const next = this.from.countBelow(count, low);
    const index = next - 1;
    if (index < 0) {
      into.fill(0);
      return next;
    }
    const place = index * timelineStates.length;
    for (let state = 0; state < timelineStates.length; state++) into[state] = this.before.at(place + state);
    const last = this.states.at(index);
    const to = this.to.at(index);
    into[last] = (into[last] ?? 0) + Math.min(count, to) - this.from.at(index);
    return to > count ? index : next;
  }

  /** How long it is in each state from one instant to another. */
  times(from: number, to: number): Times {
    const [start, end] = [new Float64Array(timelineStates.length), new Float64Array(timelineStates.length)];
    this.timesUntil(from, start);
    this.timesUntil(to, end);
    const entries = timelineStates.map((state, index) => [state, (end[index] ?? 0) - (start[index] ?? 0)]);
    return Object.fromEntries(entries) as Times;
  }

  /** Takes spans in the place of what there is from one instant to another. */
  put(from: number, to: number, spans: readonly Span[]): void {
    const rows = joined(this.cut(from, to, spans));
    const start = this.firstAfter(from);
    const end = Math.max(start, this.from.countBelow(to));
    this.splice(start, end, rows);
    this.join(start + rows.length);
    this.join(start);
    this.sum(Math.max(0, start - 1));
  }

  /** These, and what reaches over their ends from before and after. */
  private *cut(from: number, to: number, spans: readonly Span[]): Generator<Span> {
    const first = this.firstAfter(from);
    const last = this.from.countBelow(to) - 1;
    if (first < this.length && this.from.at(first) < from) yield { ...this.span(first), to: from };
    yield* spans;
    if (last >= 0 && this.to.at(last) > to) yield { ...this.span(last), from: to };
  }

  /** The span there goes on with what the one before it was at. */
  private join(index: number): void {
    if (index === 0 || index >= this.length || this.to.at(index - 1) !== this.from.at(index)) return;
    if (
      this.states.at(index - 1) !== this.states.at(index) ||
      this.words.at(index - 1) !== this.words.at(index)
    )
      return;
    this.to.set(index - 1, this.to.at(index));
    this.splice(index, index + 1, []);
  }

  private splice(start: number, end: number, rows: readonly Span[]): void {
    const states = timelineStates.length;
    this.rows.splice(start, end, rows);
    this.before.splice(start * states, end * states, new Float64Array(rows.length * states));
  }

  private sum(start: number): void {
    const states = timelineStates.length;
    if (start === 0) for (let state = 0; state < states; state++) this.before.set(state, 0);
    for (let index = Math.max(1, start); index < this.length; index++) {
      const place = index * states;
      for (let state = 0; state < states; state++)
        this.before.set(place + state, this.before.at(place - states + state));
      const last = place - states + this.states.at(index - 1);
      this.before.set(last + states, this.before.at(last) + this.to.at(index - 1) - this.from.at(index - 1));
    }
  }
}

/** One span where one goes on with what the one before it was at. */
function joined(spans: Iterable<Span>): readonly Span[] {
  const rows: Span[] = [];
  for (const span of spans) {
    const last = rows.at(-1);
    if (last?.to === span.from && last.state === span.state && last.words === span.words)
      rows[rows.length - 1] = { ...last, to: span.to };
    else rows.push(span);
  }
  return rows;
}
