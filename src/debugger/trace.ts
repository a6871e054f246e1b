/**
 * What the Debug Console tells of a running system: one line an event, with its place in a source. Timer ticks that
 * change nothing become one line with a count, and so does whatever comes faster than anybody could read: of that the
 * machine tells nothing, but counts it.
 */
import type { TraceCategory } from '../boot';
import { causes } from '../isa';
import { type Occurrence, droppedText, eventWords, lineOf, quietWords } from '../events';
import type { EventName, SystemEvent } from '../protocol';
import type { SourcePlace, ToldEvent, TraceLine } from './api';

/** Those without one have no line. */
const categories: Readonly<Record<Exclude<EventName, 'return-from-trap'>, TraceCategory | undefined>> = {
  mode: undefined,
  'thread-ready': undefined,
  'pipe-read': undefined,
  'pipe-write': undefined,
  'trap-table': 'boot',
  'timer-start': 'boot',
  trap: 'trap',
  interrupt: 'interrupt',
  'disk-command': 'port',
  'console-want': 'port',
  port: 'port',
  wait: 'port',
  'context-switch': 'switch',
  'process-create': 'boot',
  'memory-allocate': 'boot',
  'program-load': 'boot',
  arguments: 'boot',
  'kernel-stack-fill': 'boot',
  'process-fault': 'process',
  'signal-handler': 'process',
  'process-free': 'process',
  'process-start': 'process',
  main: 'process',
  'main-return': 'process',
  'process-exit': 'process',
  'thread-exit': 'process',
  halt: 'boot',
};

const trapEvents: readonly EventName[] = ['trap', 'interrupt', 'return-from-trap'];

/** The kinds of events that lines of these categories are made of; a return belongs to what it returns from. */
export function traceInterest(options: ReadonlySet<TraceCategory>): EventName[] {
  const told = (Object.keys(categories) as (keyof typeof categories)[]).filter(name => {
    const category = categories[name];
    return category && (options.has(category) || (name === 'timer-start' && options.has('port')));
  });
  const returns = (['trap', 'interrupt', 'process'] as const).some(category => options.has(category));
  return [...told, ...(returns ? trapEvents : [])];
}

/** Lines that may come at once, how many more each second allows, and with how many it goes on after too many. */
const burst = 1000;
const perSecond = 50;
const atLeast = 25;
/** Milliseconds for which what is folded is held back. */
const shortestPatience = 1000;
const longestPatience = 60_000;

/** A timer interrupt in words, which are made when it comes. */
type Tick = SystemEvent & { readonly event: 'interrupt' };

export interface TraceSources {
  readonly told: ReadonlySet<TraceCategory>;
  /** The machine's counts of traps, by cause. */
  readonly trapCounts: Readonly<Uint32Array>;
  /** Called in the midst of an event when no more are wanted; `breathe` says when they are again. */
  readonly flooded: () => void;
  readonly inWords: (event: Occurrence) => SystemEvent;
  readonly placeOf: (event: SystemEvent) => SourcePlace | undefined;
  readonly tell: (line: TraceLine) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

export class Trace {
  /** Category of the trap whose frame this is. */
  private readonly entered = new Map<number, TraceCategory | undefined>();
  /** A timer interrupt that has come, and whose return may show that it changed nothing. */
  private tick: Tick | undefined;
  /** Ticks that changed nothing, since the last line. */
  private quiet: { readonly first: Tick; readonly last: number; readonly times: number } | undefined;
  private timers = 0;
  private toldAt: number;
  private patience = shortestPatience;
  private allowance = burst;
  private refilled: number;
  private readonly dropped = new Map<string, number>();
  private hasDropped = false;
  /** Too many lines have come: the machine's counts of traps when nothing was told any more. */
  private flood: Uint32Array | undefined;

  constructor(private readonly sources: TraceSources) {
    this.refilled = this.toldAt = sources.now();
  }

  /** What is to be told of at present. */
  get interest(): readonly EventName[] {
    return this.flood ? [] : traceInterest(this.sources.told);
  }

  /** Tells an event, unless it is part of what is folded. */
  event(event: Occurrence): void {
    if (this.flood) return;
    const category = this.categoryOf(event);
    if (category === undefined || !this.sources.told.has(category)) return;
    const { tick } = this;
    this.tick = undefined;
    if (tick && event.event === 'return-from-trap' && event.frame === tick.frame) {
      const { first = tick, times = 0 } = this.quiet ?? {};
      this.quiet = { first, last: tick.count, times: times + 1 };
      return;
    }
    if (tick) this.sayTick(tick);
    if (event.event === 'interrupt' && event.cause === 'timer-interrupt')
      this.tick = this.sources.inWords(event) as Tick;
    else {
      this.patience = shortestPatience;
      this.flushQuiet();
      if (this.mayTell(event)) this.say(this.sources.inWords(event), category);
    }
  }

  /** Now and then, while the machine runs: ever less often while nothing but ticks happens. True: events are wanted again. */
  breathe(): boolean {
    const now = this.sources.now();
    this.refill();
    const wanted = this.flood !== undefined && this.allowance >= atLeast;
    if (wanted) this.flush();
    if (now - this.toldAt < this.patience) return wanted;
    if (this.quiet) this.patience = Math.min(this.patience * 2, longestPatience);
    this.tellHeld();
    this.toldAt = now;
    return wanted;
  }

  /** Brings out what is held back: at a stop. From then on events are wanted. */
  flush(): void {
    this.endFlood();
    this.tellHeld();
  }

  private tellHeld(): void {
    const { tick } = this;
    this.tick = undefined;
    if (tick) this.sayTick(tick);
    this.flushQuiet();
    this.flushDropped();
  }

  private sayTick(tick: Tick): void {
    this.flushQuiet();
    if (this.mayTell(tick)) this.say(tick, 'interrupt');
  }

  private flushQuiet(): void {
    const { quiet } = this;
    this.quiet = undefined;
    if (!quiet || !this.mayTell(quiet.first)) return;
    const { first, last, times } = quiet;
    const words = quietWords(first, times, last);
    this.tellEvent('interrupt', { event: first, words, quiet: true });
  }

  private say(event: SystemEvent, category: TraceCategory): void {
    const words = eventWords(event);
    if (words !== undefined) this.tellEvent(category, { event, words });
  }

  private tellEvent(category: TraceCategory, about: ToldEvent): void {
    const { event, words } = about;
    const source = this.sources.placeOf(event);
    const text = lineOf(event, words);
    this.sources.tell({ text, count: event.count, category, about, ...(source && { source }) });
  }

  private refill(): void {
    const now = this.sources.now();
    this.allowance = Math.min(burst, this.allowance + ((now - this.refilled) * perSecond) / 1000);
    this.refilled = now;
  }

  /** False where too many lines have come of late: what happens is counted instead. */
  private mayTell(event: Occurrence | SystemEvent): boolean {
    this.refill();
    const may = this.allowance >= 1;
    if (may) this.allowance--;
    else if (event.event === 'trap' || event.event === 'interrupt') this.drop(event.cause, 1);
    if (may) return true;
    this.hasDropped = true;
    if (this.flood) return false;
    this.flood = this.sources.trapCounts.slice();
    this.sources.flooded();
    return false;
  }

  private drop(what: string, times: number): void {
    if (times === 0) return;
    this.hasDropped = true;
    this.dropped.set(what, (this.dropped.get(what) ?? 0) + times);
  }

  /** Takes over what the machine has counted meanwhile. */
  private endFlood(): void {
    const { flood } = this;
    this.flood = undefined;
    if (!flood) return;
    for (const { number, name, kind } of causes)
      if (this.sources.told.has(kind === 'interrupt' ? 'interrupt' : 'trap'))
        this.drop(name, ((this.sources.trapCounts[number] ?? 0) - (flood[number] ?? 0)) >>> 0);
  }

  private flushDropped(): void {
    if (!this.hasDropped) return;
    const text = droppedText(this.dropped);
    this.dropped.clear();
    this.hasDropped = false;
    this.sources.tell({ text, count: 0, category: 'note' });
  }

  /** A return belongs to what it returns from. */
  private categoryOf(event: Occurrence): TraceCategory | undefined {
    if (event.event === 'trap' || event.event === 'interrupt')
      this.entered.set(event.frame, categories[event.event]);
    if (event.event === 'return-from-trap') return this.entered.get(event.frame) ?? 'process';
    // The kernel sets the timer anew whenever it idles; only the first time is part of booting.
    if (event.event === 'timer-start') return this.timers++ === 0 ? 'boot' : 'port';
    return categories[event.event];
  }
}
