/**
 * What the Debug Console tells of a running system: one line an event, with its place in a source. Timer ticks that
 * change nothing become one line with a count, and so does whatever comes faster than anybody could read.
 */
import type { TraceCategory } from '../boot';
import { type Occurrence, droppedText, eventWords, lineOf, quietWords } from '../events';
import type { EventName, SystemEvent } from '../protocol';
import type { SourcePlace, ToldEvent, TraceLine } from './api';

const categories: Readonly<Record<Exclude<EventName, 'return-from-trap' | 'mode'>, TraceCategory>> = {
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
  'process-free': 'process',
  'process-start': 'process',
  main: 'process',
  'main-return': 'process',
  'process-exit': 'process',
  halt: 'boot',
};

const trapEvents: readonly EventName[] = ['trap', 'interrupt', 'return-from-trap'];

/** The kinds of events that lines of these categories are made of; a return belongs to what it returns from. */
export function traceInterest(options: ReadonlySet<TraceCategory>): EventName[] {
  const told = (Object.keys(categories) as (keyof typeof categories)[]).filter(
    name => options.has(categories[name]) || (name === 'timer-start' && options.has('port')),
  );
  const returns = (['trap', 'interrupt', 'process'] as const).some(category => options.has(category));
  return [...told, ...(returns ? trapEvents : [])];
}

/** Lines that may come at once, and how many more each second allows. */
const burst = 1000;
const perSecond = 50;
/** Milliseconds for which what is folded is held back. */
const shortestPatience = 1000;
const longestPatience = 60_000;

/** A timer interrupt in words, which are made when it comes. */
type Tick = SystemEvent & { readonly event: 'interrupt' };

export class Trace {
  /** Category of the trap whose frame this is. */
  private readonly entered = new Map<number, TraceCategory>();
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

  constructor(
    private readonly told: ReadonlySet<TraceCategory>,
    private readonly inWords: (event: Occurrence) => SystemEvent,
    private readonly placeOf: (event: SystemEvent) => SourcePlace | undefined,
    private readonly tell: (line: TraceLine) => void,
    private readonly now: () => number,
  ) {
    this.refilled = this.toldAt = now();
  }

  /** Tells an event, unless it is part of what is folded. */
  event(event: Occurrence): void {
    const category = this.categoryOf(event);
    if (category === undefined || !this.told.has(category)) return;
    const { tick } = this;
    this.tick = undefined;
    if (tick && event.event === 'return-from-trap' && event.frame === tick.frame) {
      const { first = tick, times = 0 } = this.quiet ?? {};
      this.quiet = { first, last: tick.count, times: times + 1 };
      return;
    }
    if (tick) this.sayTick(tick);
    if (event.event === 'interrupt' && event.cause === 'timer-interrupt')
      this.tick = this.inWords(event) as Tick;
    else {
      this.patience = shortestPatience;
      this.flushQuiet();
      if (this.mayTell(event.event)) this.say(this.inWords(event), category);
    }
  }

  /** Now and then, while the machine runs: ever less often while nothing but ticks happens. */
  breathe(): void {
    const now = this.now();
    if (now - this.toldAt < this.patience) return;
    if (this.quiet) this.patience = Math.min(this.patience * 2, longestPatience);
    this.flush();
    this.toldAt = now;
  }

  /** Brings out what is held back: at a stop. */
  flush(): void {
    const { tick } = this;
    this.tick = undefined;
    if (tick) this.sayTick(tick);
    this.flushQuiet();
    this.flushDropped();
  }

  private sayTick(tick: Tick): void {
    this.flushQuiet();
    if (this.mayTell(tick.event)) this.say(tick, 'interrupt');
  }

  private flushQuiet(): void {
    const { quiet } = this;
    this.quiet = undefined;
    if (!quiet || !this.mayTell('interrupt')) return;
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
    const source = this.placeOf(event);
    const text = lineOf(event, words);
    this.tell({ text, count: event.count, category, about, ...(source && { source }) });
  }

  /** False where too many lines have come of late: they are counted instead. */
  private mayTell(name: string): boolean {
    const now = this.now();
    this.allowance = Math.min(burst, this.allowance + ((now - this.refilled) * perSecond) / 1000);
    this.refilled = now;
    const may = this.allowance >= 1;
    if (may) this.allowance--;
    else this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1);
    return may;
  }

  private flushDropped(): void {
    if (this.dropped.size === 0) return;
    const text = droppedText(this.dropped);
    this.dropped.clear();
    this.tell({ text, count: 0, category: 'note' });
  }

  /** A return belongs to what it returns from. */
  private categoryOf(event: Occurrence): TraceCategory | undefined {
    if (event.event === 'mode') return undefined;
    if (event.event === 'trap' || event.event === 'interrupt')
      this.entered.set(event.frame, categories[event.event]);
    if (event.event === 'return-from-trap') return this.entered.get(event.frame) ?? 'process';
    // The kernel sets the timer anew whenever it idles; only the first time is part of booting.
    if (event.event === 'timer-start') return this.timers++ === 0 ? 'boot' : 'port';
    return categories[event.event];
  }
}
