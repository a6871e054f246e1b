/**
 * Where everything of the timeline stands, in pixels. It is told to a pen, shape by shape, so that what draws a frame
 * keeps nothing; how much there is depends on the width of the picture, not on the length of the run.
 */
import { scaleLinear } from 'd3-scale';
import type {
  TimelineArrow,
  TimelineLane,
  TimelineMark,
  TimelineState,
  TimelineTickKind,
} from '../../protocol';
import type { Gap, TimelineModel } from './model';
import { Stack } from './stack';
import { laneLabel } from './statistics';
import { timelineTickKinds } from './ticks';
import { inDigits } from '../../source';

/** What is to be seen. */
export interface TimelineView {
  /** Instants at the left and at the right. */
  readonly from: number;
  readonly to: number;
  /** Pixels: of the picture, and of the names at its left. */
  readonly width: number;
  readonly gutter: number;
  /** Of what can be seen of it; the rows begin `scroll` pixels above. */
  readonly height: number;
  readonly scroll: number;
  /** Threads that stand first, and stay when the others scroll. */
  readonly pinned: ReadonlySet<number>;
}

/** A row of the picture: of a thread, or of a device. */
export interface TimelineRow {
  readonly label: string;
  readonly lane?: TimelineLane;
  readonly device?: Device;
  readonly y: number;
  /** A number by which rows have colours. */
  readonly hue: number;
  readonly pinned: boolean;
}

type Device = 'disk' | 'console';

/** What draws. Coordinates are pixels, from the upper left corner of the picture. */
export interface TimelinePen {
  axis(x: number, label: string): void;
  row(row: TimelineRow): void;
  gap(gap: Gap, x: number, width: number): void;
  box(state: TimelineState, hue: number, x: number, y: number, width: number, height: number): void;
  /** A box of whole pixels, of which there may be thousands; where it is not told apart, it is a `box`. */
  cell?(state: TimelineState, hue: number, x: number, y: number, width: number, height: number): void;
  /** Words in a box that has room for them. */
  text(words: string, state: TimelineState, x: number, y: number, width: number): void;
  tick(kind: TimelineTickKind, x: number, y: number): void;
  /** More ticks than can be told apart: `share`, from above 0 to 1, of the most there are anywhere in the row. */
  ticks(share: number, x: number, y: number, width: number): void;
  arc(kind: Device, x1: number, x2: number, y: number): void;
  arrow(arrow: TimelineArrow, x1: number, y1: number, x2: number, y2: number): void;
  mark(mark: TimelineMark, x: number): void;
  /** All boxes and ticks of the row have been told. */
  rowEnds?(row: TimelineRow): void;
}

export const timelineSizes = {
  axis: 20,
  row: 34,
  /** From the top of a row: the line that ticks stand on, and the boxes below it. */
  ticks: 11,
  boxes: 13,
  box: 14,
} as const;

/** Pixels: of a box that stands for itself, and of those into which shorter ones are put together. */
const least = 2;
const cell = 2;
/** Between two ticks of a kind that stand for themselves, on the average. */
const apart = 7;
/** So many densities of ticks are told apart. */
const densities = 8;
/** Between two numbers of the axis, and for words in a box. */
const axisApart = 110;
const wordsFrom = 40;
/** So many arrows at most: of more nobody could follow one. */
const mostArrows = 200;

/** Heights of boxes, so that shades are not all that tells them apart. */
const heights: Readonly<Record<TimelineState, number>> = {
  user: 1,
  kernel: 0.8,
  idle: 0.3,
  ready: 0.5,
  blocked: 0.08,
};

const devices: readonly Device[] = ['disk', 'console'];

export class TimelineLayout {
  readonly rows: readonly TimelineRow[];
  /** Pixels of all rows. */
  readonly fullHeight: number;
  private readonly scale;
  private readonly end: number;

  constructor(
    private readonly model: TimelineModel,
    readonly view: TimelineView,
  ) {
    const { from, to, width, gutter } = view;
    this.scale = scaleLinear([from, to], [gutter, width]);
    this.end = Math.min(to, model.to);
    this.rows = rowsOf(model, view);
    this.fullHeight = timelineSizes.axis + this.rows.length * timelineSizes.row;
  }

  x(count: number): number {
    return this.scale(count);
  }

  count(x: number): number {
    return this.scale.invert(x);
  }

  /** The row at a height. */
  rowAt(y: number): TimelineRow | undefined {
    const found = this.rows.filter(row => y >= row.y && y < row.y + timelineSizes.row);
    return found.find(({ pinned }) => pinned) ?? found[0];
  }

  /** All that can be seen; what stays when the others scroll comes last. */
  draw(pen: TimelinePen): void {
    const { view, model } = this;
    for (const gap of model.gaps)
      if (gap.to > view.from && gap.from < view.to) {
        const x = Math.max(view.gutter, this.x(gap.from));
        pen.gap(gap, x, Math.min(view.width, this.x(gap.to)) - x);
      }
    const seen = this.rows.filter(({ y }) => y + timelineSizes.row > timelineSizes.axis && y < view.height);
    for (const row of [...seen].sort((a, b) => Number(a.pinned) - Number(b.pinned))) {
      pen.row(row);
      if (row.lane) this.drawLane(row.lane.pid, row, pen);
      pen.rowEnds?.(row);
    }
    this.drawArrows(pen);
    this.drawAxis(pen);
    for (const mark of model.marks)
      if (mark.count >= view.from && mark.count <= view.to) pen.mark(mark, this.x(mark.count));
  }

  private drawAxis(pen: TimelinePen): void {
    const { width, gutter } = this.view;
    const places = this.scale.ticks(Math.max(2, Math.floor((width - gutter) / axisApart)));
    for (const count of places) if (Number.isInteger(count)) pen.axis(this.x(count), inDigits(count));
  }

  private drawLane(pid: number, row: TimelineRow, pen: TimelinePen): void {
    this.drawSpans(pid, row, pen);
    this.drawTicks(pid, row, pen);
  }

  private drawSpans(pid: number, { y, hue }: TimelineRow, pen: TimelinePen): void {
    const { model, view, end } = this;
    const spans = model.spans(pid);
    if (!spans) return;
    const perPixel = (view.to - view.from) / (view.width - view.gutter);
    const top = y + timelineSizes.boxes;
    const bottom = top + timelineSizes.box;
    const stack = new Stack(spans, timelineSizes.box, (state, x, y, width, height) => {
      if (pen.cell) pen.cell(state, hue, x, y, width, height);
      else pen.box(state, hue, x, y, width, height);
    });
    for (let index = spans.firstAfter(view.from); index < spans.length;) {
      const start = Math.max(view.from, spans.start(index));
      if (start >= end) break;
      const to = Math.min(end, spans.end(index));
      if (to - start >= least * perPixel) {
        stack.flush();
        this.drawSpan(spans.span(index), hue, this.x(start), this.x(to), top, pen);
        index++;
        continue;
      }
      const place = Math.floor((start - view.from) / perPixel / cell);
      const [cellStart, cellEnd] = [
        view.from + place * cell * perPixel,
        view.from + (place + 1) * cell * perPixel,
      ];
      const left = view.gutter + place * cell;
      // A longer one that begins in it goes on for itself from where it ends.
      index = Math.max(index + 1, stack.add(cellStart, cellEnd, end, left, left + cell, bottom, index));
    }
    stack.flush();
  }

  private drawSpan(
    { state, words }: { readonly state: TimelineState; readonly words?: string },
    hue: number,
    left: number,
    right: number,
    top: number,
    pen: TimelinePen,
  ): void {
    const height = Math.max(1, Math.round(heights[state] * timelineSizes.box));
    pen.box(state, hue, left, top + timelineSizes.box - height, right - left, height);
    const shown = state === 'kernel' || state === 'blocked' ? words : undefined;
    if (shown !== undefined && right - left >= wordsFrom) pen.text(shown, state, left, top, right - left);
  }

  private drawTicks(pid: number, { y }: TimelineRow, pen: TimelinePen): void {
    const { model, view, end } = this;
    const { ticks } = model;
    const room = (view.width - view.gutter) / apart;
    const base = y + timelineSizes.ticks;
    const first = ticks.before(view.from);
    const last = ticks.before(end + 1);
    const many: TimelineTickKind[] = [];
    for (const kind of timelineTickKinds) {
      const places = ticks.of(pid, kind);
      if (!places) continue;
      const start = places.countBelow(first);
      const stop = places.countBelow(last);
      if (stop - start > room) many.push(kind);
      else
        for (let index = start; index < stop; index++)
          pen.tick(kind, this.x(ticks.instant(places.at(index))), base);
    }
    if (many.length > 0) this.drawDensity(pid, many, base, pen);
  }

  private drawDensity(pid: number, kinds: readonly TimelineTickKind[], base: number, pen: TimelinePen): void {
    const { edges } = this;
    const counts = new Float64Array(edges.length - 1);
    for (const kind of kinds) {
      const places = this.model.ticks.of(pid, kind);
      if (!places) continue;
      let before = places.countBelow(edges[0] ?? 0);
      for (let index = 0; index < counts.length; index++) {
        const next = places.countBelow(edges[index + 1] ?? 0, before);
        counts[index] = (counts[index] ?? 0) + next - before;
        before = next;
      }
    }
    const most = counts.reduce((max, count) => Math.max(max, count), 1);
    const levels = counts.map(count => Math.ceil((count / most) * densities));
    for (let index = 0, next = 0; index < levels.length; index = next) {
      const level = levels[index] ?? 0;
      for (next = index + 1; next < levels.length && levels[next] === level; next++);
      if (level > 0)
        pen.ticks(level / densities, this.view.gutter + index * cell, base, (next - index) * cell);
    }
  }

  private edgePlaces: Float64Array | undefined;

  /** How many ticks of all come before each cell. */
  private get edges(): Float64Array {
    if (this.edgePlaces) return this.edgePlaces;
    const { view, model, end } = this;
    const cells = Math.ceil((view.width - view.gutter) / cell);
    const at = (index: number) => Math.min(end + 1, this.count(view.gutter + index * cell));
    return (this.edgePlaces = Float64Array.from({ length: cells + 1 }, (_, index) =>
      model.ticks.before(at(index)),
    ));
  }

  private drawArrows(pen: TimelinePen): void {
    const { view, model, rows } = this;
    const list = model.arrows.between(view.from, Math.min(view.to, this.end), mostArrows) ?? [];
    const middle = timelineSizes.boxes + timelineSizes.box / 2;
    const rowOf = new Map(rows.flatMap(row => (row.lane ? [[row.lane.pid, row]] : [])));
    const inside = (y: number) => Math.max(timelineSizes.axis, Math.min(view.height, y));
    for (const arrow of list) {
      const [x1, x2] = [this.x(arrow.from), this.x(arrow.to)];
      const device = rows.find(row => row.device === arrow.kind);
      const [from, to] = [rowOf.get(arrow.fromPid), rowOf.get(arrow.toPid)];
      if (device)
        pen.arc(device.device ?? 'disk', x1, x2, device.y + timelineSizes.boxes + timelineSizes.box);
      else if (from && to) pen.arrow(arrow, x1, inside(from.y + middle), x2, inside(to.y + middle));
    }
  }
}

/** Threads that are pinned, then the others, then the devices that were ever told to do something. */
function rowsOf(model: TimelineModel, { pinned, scroll }: TimelineView): readonly TimelineRow[] {
  const { lanes } = model;
  const sorted = [...lanes].sort((a, b) => Number(pinned.has(b.pid)) - Number(pinned.has(a.pid)));
  const row = (index: number, isPinned: boolean) => ({
    y: timelineSizes.axis + index * timelineSizes.row - (isPinned ? 0 : scroll),
    pinned: isPinned,
  });
  const ofLanes = sorted.map(lane => ({ label: laneLabel(lane), lane, hue: lanes.indexOf(lane) }));
  const ofDevices = devices.flatMap(device =>
    lanes.some(({ pid }) => model.ticks.of(pid, device)) ? [{ label: device, device, hue: 0 }] : [],
  );
  return [...ofLanes, ...ofDevices].map((each, index) => ({
    ...each,
    ...row(index, 'lane' in each && pinned.has(each.lane.pid)),
  }));
}
