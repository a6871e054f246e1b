/** The picture: a canvas that is drawn when something has changed, at most once a frame. */
import {
  type Subject,
  TimelineLayout,
  type TimelineModel,
  type TimelineRow,
  type Viewport,
  timelineSizes,
} from '../../figures';
import { element } from '../dom';
import { type Colours, coloursOf } from './colours';
import type { Listing } from './listing';
import { CanvasPen } from './pen';
import { Strip } from './strip';

/** A place in it: an instant, and a row. */
export interface Place {
  readonly count: number;
  readonly row: TimelineRow | undefined;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Names have a share of the width at most. */
const widestNames = 130;

export class Picture {
  readonly canvas = element('canvas', {});
  readonly element: HTMLElement;
  /** Where the keys and the list stand, and the pointer. */
  cursor: { readonly count: number; readonly pid: number } | undefined;
  pointer: number | undefined;
  /** What is pointed at here or in another picture. */
  pointed: Subject | undefined;
  /** What a question was answered: it is marked. */
  answered: Listing | undefined;
  selection: Span | undefined;
  readonly marked: Span[] = [];
  readonly pinned = new Set<number>();
  scroll = 0;
  private readonly strip = new Strip();
  private colours: Colours | undefined;
  private isDue = false;
  private width = 0;
  private height = 0;

  constructor(
    private readonly model: TimelineModel,
    private readonly viewport: Viewport,
    /** Called before each frame, with what is drawn. */
    private readonly before: () => void,
  ) {
    this.element = element(
      'div',
      { class: 'picture', tabindex: 0, role: 'group', 'aria-roledescription': 'timeline' },
      this.canvas,
    );
    new ResizeObserver(() => this.resize()).observe(this.element);
    // Another theme changes the body's attributes.
    const themes = new MutationObserver(() => {
      this.colours = undefined;
      this.due();
    });
    themes.observe(document.body, { attributes: true });
    themes.observe(document.documentElement, { attributes: true });
  }

  /** Something has changed. */
  due(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  get layout(): TimelineLayout {
    const { viewport, width, height, scroll, pinned } = this;
    const gutter = Math.min(widestNames, Math.round(width / 4));
    const { from, to } = viewport;
    return new TimelineLayout(this.model, { from, to, width, gutter, height, scroll, pinned });
  }

  /** What stands at a place of the element, in pixels. */
  place(x: number, y: number): Place {
    const { layout } = this;
    return { count: layout.count(x), row: y < timelineSizes.axis ? undefined : layout.rowAt(y) };
  }

  /** By so many pixels down. */
  scrollBy(pixels: number): boolean {
    const most = Math.max(0, this.layout.fullHeight - this.height);
    const before = this.scroll;
    this.scroll = Math.max(0, Math.min(most, this.scroll + pixels));
    if (this.scroll === before) return false;
    this.due();
    return true;
  }

  /** So that the lane of a thread is seen. */
  revealLane(pid: number): void {
    const row = this.layout.rows.find(({ lane }) => lane?.pid === pid);
    if (!row || row.pinned) return;
    if (row.y < timelineSizes.axis) this.scrollBy(row.y - timelineSizes.axis);
    else this.scrollBy(Math.max(0, row.y + timelineSizes.row - this.height));
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.element;
    const scale = window.devicePixelRatio;
    this.width = clientWidth;
    this.height = clientHeight;
    this.canvas.width = Math.max(1, Math.round(clientWidth * scale));
    this.canvas.height = Math.max(1, Math.round(clientHeight * scale));
    this.canvas.getContext('2d')?.scale(scale, scale);
    this.strip.resize(clientWidth, timelineSizes.row, scale);
    this.scrollBy(0);
    this.draw();
  }

  private draw(): void {
    this.before();
    const context = this.canvas.getContext('2d');
    if (!context || this.width === 0) return;
    const { viewport, model, cursor, pointer, pointed, selection } = this;
    const colours = (this.colours ??= coloursOf(this.element));
    context.clearRect(0, 0, this.width, this.height);
    context.font = colours.font;
    const { layout } = this;
    const pen = new CanvasPen(context, colours, layout.view, this.strip);
    layout.draw(pen);
    const x = (count: number) => Math.max(layout.view.gutter, Math.min(this.width, layout.x(count)));
    const isSeen = (count: number) => count >= viewport.from && count <= viewport.to;
    if (this.answered) this.drawAnswers(this.answered, layout, pen);
    for (const { from, to } of this.marked) pen.stretch(x(from), x(to), true);
    if (selection) pen.stretch(x(selection.from), x(selection.to), false);
    for (const row of layout.rows) if (row.lane && row.lane.pid === pointed?.pid) pen.pointed(row);
    const there = pointed?.count;
    if (there !== undefined && isSeen(there)) pen.cursor(x(there), colours.foreground, '\u25c7');
    if (pointer !== undefined && isSeen(pointer)) pen.cursor(x(pointer), colours.faint, '');
    if (cursor && isSeen(cursor.count)) pen.cursor(x(cursor.count), colours.selection, '◆');
    if (isSeen(model.count)) pen.cursor(x(model.count), colours.accent, '▼');
  }

  /** At most one for each pixel. */
  private drawAnswers(answered: Listing, layout: TimelineLayout, pen: CanvasPen): void {
    const end = answered.before(this.viewport.to + 1);
    for (let index = answered.before(this.viewport.from); index < end;) {
      const x = layout.x(answered.row(index).count);
      pen.answer(x);
      index = Math.max(index + 1, answered.before(layout.count(x + 1)));
    }
  }
}
