/**
 * The timeline of the run so far, for a client that follows it: in parts, as it comes. Of what came too fast stands only
 * how much it was, until somebody looks closely: then it is executed once more for them.
 */
import type { Occurrence, Process } from '../../events';
import { type ThreadNow, TimelineFold, timelineEvents } from '../../figures';
import {
  type EventName,
  type SystemEvent,
  type TimelineBatch,
  type TimelineMark,
  type TimelinePart,
  type TimelineWishes,
  closeLook,
} from '../../protocol';
import type { Session } from '../../session';
import { type Missed, missedText } from './flood';
import type { Picture } from './picture';
import type { Latecomer } from './retell';

/** Spans and ticks that are kept for a client that begins to follow, and those of a stretch that is looked at closely. */
const mostKept = 200_000;
const mostInClose = 20_000;
/** Milliseconds between two batches of a machine that runs. */
const patience = 100;

const everything: ReadonlySet<EventName> = new Set(timelineEvents);
const nothing: ReadonlySet<EventName> = new Set();

export interface TimelineSources {
  readonly system: Session;
  readonly inWords: (event: Occurrence) => SystemEvent;
  /** The latest instant that the machine has come to. */
  readonly present: () => number;
  readonly waitText: (process: Process) => string;
  readonly marks: () => readonly TimelineMark[];
  readonly tell: (batch: TimelineBatch) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

export class TimelineLog implements Picture {
  isBehind = false;
  private follows = false;
  private fold = new TimelineFold();
  private parts: TimelinePart[] = [];
  private kept = 0;
  /** Those that the client has. */
  private settled = 0;
  /** What the client has from here on is not true any more. */
  private forgotten: number | undefined;
  private toldAt = 0;
  private wish: TimelineWishes = {};

  constructor(private readonly sources: TimelineSources) {}

  get interest(): ReadonlySet<EventName> {
    return this.follows && !this.isBehind ? everything : nothing;
  }

  follow(follows: boolean, hasRun: boolean, wish: TimelineWishes): void {
    const isKnown = follows && this.follows;
    this.follows = follows;
    this.wish = wish;
    if (isKnown && wish.from !== undefined) return;
    if (!isKnown) this.begin();
    this.isBehind ||= !isKnown && follows && hasRun;
    this.settled = 0;
    this.forgotten = this.parts[0]?.from ?? 0;
  }

  begin(): void {
    this.parts = [];
    this.kept = this.settled = 0;
    this.isBehind = false;
    this.forgotten = 0;
    this.start(this.fold);
  }

  take(event: Occurrence): void {
    this.fold.take(this.inWords(event));
  }

  missed(missed: Missed): void {
    const { from, to, quietOf } = missed;
    const gap = missedText(missed);
    this.keep(this.fold.part(from));
    if (quietOf !== undefined) return this.keep({ ...this.fold.part(to), gap });
    this.keep({ from, to, lanes: [], spans: [], ticks: [], arrows: [], gap });
    this.start(this.fold);
  }

  cut(instant: number): void {
    if (!this.follows) return;
    this.parts = this.parts.filter(({ from }) => from < instant);
    this.settled = Math.min(this.settled, this.parts.length);
    this.start(this.fold);
    this.sources.tell({ forgotten: instant, parts: [], count: instant });
  }

  /** A stretch of the past that the client looks at closely, to be told once more. */
  get closely(): Latecomer | undefined {
    const { from = 0, to = 0 } = this.wish;
    const end = Math.min(to, this.sources.present());
    if (!this.follows || this.isBehind || from >= end || end - from > closeLook) return undefined;
    const fold = new TimelineFold();
    let events = 0;
    let last = end;
    return {
      from,
      to: end,
      interest: everything,
      begin: () => this.start(fold),
      take: event => {
        if (events++ < mostInClose) fold.take(this.inWords(event));
        else last = Math.min(last, event.count);
      },
      end: () => {
        this.wish = {};
        this.keep(fold.part(last));
      },
    };
  }

  flush(atStop: boolean): void {
    const { sources } = this;
    const now = sources.now();
    if (!this.follows || this.isBehind || (!atStop && now - this.toldAt < patience)) return;
    this.toldAt = now;
    this.keep(this.fold.part(sources.present()));
    const { settled, parts, forgotten } = this;
    this.settled = parts.length;
    this.forgotten = undefined;
    sources.tell({
      ...(forgotten !== undefined && { forgotten }),
      parts: parts.slice(settled),
      ...(atStop && { marks: sources.marks() }),
      count: sources.system.machine.count,
    });
  }

  /** What comes most often needs few words here, which are made at once. */
  private inWords(event: Occurrence): SystemEvent {
    const { inWords, system } = this.sources;
    if (event.event !== 'interrupt' && event.event !== 'return-from-trap' && event.event !== 'wait')
      return inWords(event);
    const { pid, name } = system.view.identity() ?? { pid: 0, name: '' };
    return pid === event.pid ? { ...event, name } : inWords(event);
  }

  /** Has a fold begin with what the machine is now. */
  private start(fold: TimelineFold): void {
    const { machine } = this.sources.system;
    fold.begin(machine.count, machine.count === 0 ? undefined : this.threads());
  }

  private threads(): readonly ThreadNow[] {
    const { view, machine } = this.sources.system;
    const running = view.currentPid() ?? 0;
    return view.processes().flatMap((process): ThreadNow[] => {
      const { pid, name, state } = process;
      if (pid === running) return [{ pid, name, state: machine.userMode ? 'user' : 'kernel' }];
      if (state === 'ready' && pid !== 0) return [{ pid, name, state }];
      return state === 'blocked' ? [{ pid, name, state, words: this.sources.waitText(process) }] : [];
    });
  }

  private keep(part: TimelinePart): void {
    const size = ({ spans, ticks }: TimelinePart) => 1 + spans.length + ticks.length;
    if (part.from === part.to && size(part) === 1) return;
    this.parts.push(part);
    this.kept += size(part);
    let first = 0;
    for (; this.kept > mostKept && first < this.parts.length - 1; first++)
      this.kept -= size(this.parts[first] ?? part);
    if (first === 0) return;
    this.parts.splice(0, first);
    this.settled = Math.max(0, this.settled - first);
  }
}
