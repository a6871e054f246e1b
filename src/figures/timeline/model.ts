/** The timeline as a client has it: lanes with their spans, what happened, what led to what, gaps and marks. */
import type {
  TimelineBatch,
  TimelineLane,
  TimelineMark,
  TimelinePart,
  TimelineSpan,
  TimelineTick,
} from '../../protocol';
import { lastAtMost } from '../../source';
import { Arrows } from './arrows';
import { Texts } from './columns';
import { Spans } from './spans';
import { Ticks } from './ticks';

/** A stretch of time of which is known only how much happened. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

interface Lane {
  data: TimelineLane;
  readonly spans: Spans;
}

export class TimelineModel {
  private readonly texts = new Texts();
  private lanesByPid = new Map<number, Lane>();
  ticks = new Ticks(this.texts);
  arrows = new Arrows(this.texts);
  gaps: readonly Gap[] = [];
  marks: readonly TimelineMark[] = [];
  /** The stretch of time that it has something of. */
  from = 0;
  to = 0;
  /** The machine's clock. */
  count = 0;

  apply({ forgotten, parts, marks, count }: TimelineBatch): void {
    if (forgotten !== undefined) this.forget(forgotten);
    for (const part of parts) this.put(part);
    if (marks) this.marks = marks;
    this.count = count;
  }

  clear(): void {
    this.lanesByPid = new Map();
    this.ticks = new Ticks(this.texts);
    this.arrows = new Arrows(this.texts);
    this.gaps = this.marks = [];
    this.from = this.to = this.count = 0;
  }

  put(part: TimelinePart): void {
    if (this.lanesByPid.size === 0 && this.gaps.length === 0) this.from = this.to = part.from;
    const { from, to } = part;
    for (const lane of part.lanes) this.meet(lane);
    const spans = new Map<number, TimelineSpan[]>();
    for (const span of part.spans) {
      const list = spans.get(span.pid);
      if (list) list.push(span);
      else spans.set(span.pid, [span]);
    }
    for (const pid of spans.keys()) if (!this.lanesByPid.has(pid)) this.meet({ pid, name: '' });
    for (const [pid, { spans: known }] of this.lanesByPid) known.put(from, to, spans.get(pid) ?? []);
    this.ticks.put(from, to, part.ticks);
    this.arrows.put(from, to, part.arrows);
    this.putGap(part);
    this.to = Math.max(this.to, to);
    this.from = Math.min(this.from, from);
  }

  /** In their order: by number, the kernel's idle one last. */
  get lanes(): readonly TimelineLane[] {
    const rank = ({ pid }: TimelineLane) => (pid === 0 ? Infinity : pid);
    return [...this.lanesByPid.values()].map(({ data }) => data).sort((a, b) => rank(a) - rank(b));
  }

  lane(pid: number): TimelineLane | undefined {
    return this.lanesByPid.get(pid)?.data;
  }

  spans(pid: number): Spans | undefined {
    return this.lanesByPid.get(pid)?.spans;
  }

  /** What a thread is at, at an instant. */
  spanAt(pid: number, count: number): TimelineSpan | undefined {
    const spans = this.spans(pid);
    const index = spans?.firstAfter(count) ?? 0;
    if (!spans || index >= spans.length || spans.start(index) > count) return undefined;
    return { pid, ...spans.span(index) };
  }

  /** Who has the CPU at an instant. */
  running(count: number): TimelineSpan | undefined {
    for (const pid of this.lanesByPid.keys()) {
      const span = this.spanAt(pid, count);
      if (span && (span.state === 'user' || span.state === 'kernel' || span.state === 'idle')) return span;
    }
    return undefined;
  }

  /** The last thing that has happened by an instant. */
  tickAt(count: number): TimelineTick | undefined {
    const index = this.ticks.before(count + 1) - 1;
    return index < 0 ? undefined : this.ticks.tick(index);
  }

  gapAt(count: number): Gap | undefined {
    const gap = this.gaps[lastAtMost(this.gaps, count, ({ from }) => from)];
    return gap && count < gap.to ? gap : undefined;
  }

  private meet(lane: TimelineLane): void {
    const known = this.lanesByPid.get(lane.pid);
    if (known) known.data = { ...known.data, ...lane, name: lane.name === '' ? known.data.name : lane.name };
    else this.lanesByPid.set(lane.pid, { data: lane, spans: new Spans(this.texts) });
  }

  private putGap({ from, to, gap }: TimelinePart): void {
    const rest = this.gaps.flatMap(known => {
      if (known.to <= from || known.from >= to) return [known];
      const pieces = [
        { ...known, to: from },
        { ...known, from: to },
      ];
      return pieces.filter(piece => piece.from < piece.to);
    });
    if (gap !== undefined) rest.push({ from, to, words: gap });
    this.gaps = rest.sort((a, b) => a.from - b.from);
  }

  /** What comes from an instant on has not happened. */
  private forget(from: number): void {
    this.put({ from, to: Math.max(from, this.to), lanes: [], spans: [], ticks: [], arrows: [] });
    this.to = Math.min(this.to, from);
    this.marks = this.marks.filter(({ count }) => count <= from);
    for (const [pid, lane] of this.lanesByPid) {
      const { data } = lane;
      if (data.born !== undefined && data.born >= from) this.lanesByPid.delete(pid);
      else if (data.ended !== undefined && data.ended >= from) {
        lane.data = alive(data);
      }
    }
  }
}

const alive = ({ pid, name, born }: TimelineLane): TimelineLane =>
  born === undefined ? { pid, name } : { pid, name, born };
