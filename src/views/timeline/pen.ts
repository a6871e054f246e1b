/** Draws the timeline on a canvas. */
import {
  type Gap,
  type TimelinePen,
  type TimelineRow,
  type TimelineView,
  tickPaths,
  timelineSizes,
} from '../../figures';
import type { TimelineArrow, TimelineMark, TimelineState, TimelineTickKind } from '../../protocol';
import type { Colours } from './colours';
import type { Strip } from './strip';

const ticks = new Map(Object.entries(tickPaths).map(([kind, path]) => [kind, new Path2D(path)]));
/** Pixels of a letter, roughly: what is cut is cut a little early. */
const letter = 6.5;

export class CanvasPen implements TimelinePen {
  private fill = '';
  private top = 0;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly colours: Colours,
    private readonly view: TimelineView,
    private readonly strip: Strip,
  ) {}

  axis(x: number, label: string): void {
    const { context, colours, view } = this;
    this.use(colours.border);
    context.fillRect(Math.round(x), timelineSizes.axis - 5, 1, view.height);
    this.use(colours.faint);
    context.fillText(label, x + 3, 12);
  }

  row({ y, label, pinned }: TimelineRow): void {
    const { context, colours, view } = this;
    this.top = y;
    if (pinned) {
      this.use(colours.background);
      context.fillRect(0, y, view.width, timelineSizes.row);
    }
    this.use(colours.border);
    context.fillRect(0, y + timelineSizes.row - 1, view.width, 1);
    this.use(colours.foreground);
    const text = pinned ? `• ${label}` : label;
    context.fillText(cut(text, view.gutter - 4), 2, y + timelineSizes.boxes + 11);
  }

  gap(_gap: Gap, x: number, width: number): void {
    const { context, colours, view } = this;
    context.save();
    context.beginPath();
    context.rect(x, timelineSizes.axis, width, view.height);
    context.clip();
    context.strokeStyle = colours.border;
    context.beginPath();
    for (let at = x - view.height; at < x + width; at += 8) {
      context.moveTo(at, view.height);
      context.lineTo(at + view.height, 0);
    }
    context.stroke();
    context.restore();
  }

  box(state: TimelineState, hue: number, x: number, y: number, width: number, height: number): void {
    const { boxes } = this.colours;
    this.use(boxes[hue % boxes.length]?.[state] ?? '');
    this.context.fillRect(x, y, width, height);
  }

  cell(state: TimelineState, hue: number, x: number, y: number, width: number, height: number): void {
    const { cells } = this.colours;
    this.strip.box(cells[hue % cells.length]?.[state] ?? 0, x, y - this.top, width, height);
  }

  rowEnds(): void {
    this.strip.flush(this.context, this.top);
  }

  text(words: string, state: TimelineState, x: number, y: number, width: number): void {
    const { context, colours } = this;
    this.use(state === 'kernel' ? colours.background : colours.foreground);
    context.fillText(cut(words, width - 4), x + 3, y + 11);
  }

  tick(kind: TimelineTickKind, x: number, y: number): void {
    const { context, colours } = this;
    const path = ticks.get(kind);
    if (!path) return;
    context.strokeStyle = colours.foreground;
    context.translate(x, y);
    context.stroke(path);
    context.translate(-x, -y);
  }

  ticks(share: number, x: number, y: number, width: number): void {
    const height = 1 + share * 8;
    this.strip.box(this.colours.manyTicks, x, y - height - this.top, width, height);
  }

  arc(_kind: string, x1: number, x2: number, y: number): void {
    const { context, colours } = this;
    context.strokeStyle = colours.foreground;
    context.beginPath();
    context.moveTo(x1, y);
    context.bezierCurveTo(x1, y - 24, Math.max(x1 + 1, x2), y - 24, Math.max(x1 + 1, x2), y);
    context.stroke();
  }

  arrow(_arrow: TimelineArrow, x1: number, y1: number, x2: number, y2: number): void {
    const { context, colours } = this;
    context.strokeStyle = colours.arrow;
    context.setLineDash([4, 2]);
    context.beginPath();
    context.moveTo(x1, y1);
    context.bezierCurveTo(x1 + 8, y2, x2 - 12, y2, x2, y2);
    context.stroke();
    context.setLineDash([]);
    this.use(colours.arrow);
    context.beginPath();
    context.moveTo(x2, y2);
    context.lineTo(x2 - 6, y2 - 3.5);
    context.lineTo(x2 - 6, y2 + 3.5);
    context.fill();
  }

  mark({ kind, words }: TimelineMark, x: number): void {
    const { context, colours, view } = this;
    this.use(colours.mark);
    context.beginPath();
    if (kind === 'stop') context.arc(x, timelineSizes.axis - 5, 4, 0, 2 * Math.PI);
    else context.rect(x - 3, timelineSizes.axis - 9, 6, 8);
    context.fill();
    context.fillRect(x, timelineSizes.axis, 1, view.height);
    if (kind === 'bookmark') context.fillText(words, x + 6, view.height - 4);
  }

  /** An instant that answers a question: a tip below the axis, and a line through all rows. */
  answer(x: number): void {
    const { context, colours, view } = this;
    this.use(colours.answer);
    context.beginPath();
    context.moveTo(x, timelineSizes.axis + 4);
    context.lineTo(x - 4, timelineSizes.axis - 3);
    context.lineTo(x + 4, timelineSizes.axis - 3);
    context.fill();
    context.fillRect(Math.round(x), timelineSizes.axis, 1, view.height);
  }

  /** A frame around the name of a row that is pointed at. */
  pointed({ y }: TimelineRow): void {
    const { context, colours, view } = this;
    context.strokeStyle = colours.foreground;
    context.strokeRect(0.5, y + timelineSizes.boxes - 1.5, view.gutter - 3, timelineSizes.box + 4);
  }

  /** A line through all rows at an instant, with a sign at its top. */
  cursor(x: number, colour: string, sign: string): void {
    const { context, view } = this;
    this.use(colour);
    context.fillRect(Math.round(x), sign === '' ? timelineSizes.axis : 4, sign === '' ? 1 : 2, view.height);
    if (sign !== '') context.fillText(sign, x + 3, timelineSizes.axis - 8);
  }

  /** A stretch of time, framed from top to bottom; `marked`: by a bar at the top alone. */
  stretch(from: number, to: number, marked: boolean): void {
    const { context, colours, view } = this;
    this.use(colours.selection);
    const width = Math.max(1, to - from);
    if (marked) return context.fillRect(from, timelineSizes.axis - 3, width, 3);
    context.globalAlpha = 0.18;
    context.fillRect(from, 0, width, view.height);
    context.globalAlpha = 1;
    context.fillRect(from, 0, 1, view.height);
    context.fillRect(from + width - 1, 0, 1, view.height);
  }

  private use(colour: string): void {
    if (colour === this.fill) return;
    this.fill = colour;
    this.context.fillStyle = colour;
  }
}

function cut(words: string, width: number): string {
  const room = Math.floor(width / letter);
  return words.length <= room ? words : `${words.slice(0, Math.max(0, room - 1))}…`;
}
