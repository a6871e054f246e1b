/**
 * The protocol of the run so far, for a client that follows it: the sections that have been told, and those that have
 * grown since. What comes too fast is counted by the machine, and stands as one section.
 */
import { type Occurrence, droppedText } from '../../events';
import { ProtocolFold, protocolEvents } from '../../figures';
import { causes, trapFrameSize } from '../../isa';
import type { EventName, ProtocolBatch, ProtocolSection, SystemEvent } from '../../protocol';
import type { Session } from '../../session';
import type { Picture } from './picture';

/** Events that may come at once, and how many more each second allows. */
const burst = 10_000;
const perSecond = 2000;
/** After too many it goes on when in such a time (milliseconds) fewer traps have come than that allows: each has a return. */
const lull = 500;
const trapsInLull = (perSecond / 2 / 1000) * lull;
/** Sections that are kept for a client that begins to follow. */
const mostSections = 2000;

const everything: ReadonlySet<EventName> = new Set(protocolEvents);
const nothing: ReadonlySet<EventName> = new Set();

export interface ProtocolSources {
  readonly system: Session;
  readonly inWords: (event: Occurrence) => SystemEvent;
  /** The latest instant that the machine has come to. */
  readonly present: () => number;
  /** Called in the midst of an event when no more are wanted; `breathe` says when they are again. */
  readonly flooded: () => void;
  readonly tell: (batch: ProtocolBatch) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

export class ProtocolLog implements Picture {
  isBehind = false;
  private follows = false;
  private fold: ProtocolFold;
  /** Those that are over, but for the first ones, which have been given up. */
  private sections: ProtocolSection[] = [];
  private givenUp = 0;
  /** Sections that the client has as they will remain. */
  private settled = 0;
  private hasNews = false;
  private allowance = burst;
  private refilled: number;
  /** Since when too much has come, and the machine's counts of traps then. */
  private flood: { readonly from: number; readonly counts: Uint32Array } | undefined;
  /** When the flood was looked at last, and how many traps there had been. */
  private looked = { at: 0, traps: 0 };

  constructor(private readonly sources: ProtocolSources) {
    this.fold = this.newFold();
    this.refilled = sources.now();
  }

  get interest(): ReadonlySet<EventName> {
    return this.follows && !this.isBehind && !this.flood ? everything : nothing;
  }

  follow(follows: boolean, hasRun: boolean): void {
    if (follows && !this.follows) this.begin();
    this.isBehind ||= follows && !this.follows && hasRun;
    this.follows = follows;
    this.settled = 0;
    this.hasNews = follows;
  }

  begin(): void {
    this.fold = this.newFold();
    this.sections = [];
    this.givenUp = this.settled = 0;
    this.flood = undefined;
    this.isBehind = false;
  }

  cut(instant: number): void {
    if (!this.follows) return;
    this.sections = this.sections.filter(({ rows }) => (rows[0]?.count ?? 0) < instant);
    this.settled = Math.min(this.settled, this.end);
    this.sources.tell({ from: this.end, sections: [], count: this.sources.system.machine.count });
    this.isBehind = true;
  }

  event(event: Occurrence): void {
    if (!this.interest.has(event.event)) return;
    if (this.mayTake()) return this.take(event);
    this.flood = { from: event.count, counts: this.sources.system.machine.trapCounts.slice() };
    this.looked = { at: this.sources.now(), traps: this.traps };
    this.sources.flooded();
  }

  take(event: Occurrence): void {
    this.keep(this.fold.take(this.sources.inWords(event)));
    this.hasNews = true;
  }

  breathe(): boolean {
    const { flood, looked, sources } = this;
    const passed = sources.now() - looked.at;
    if (!flood || passed < lull) return false;
    const came = this.traps - looked.traps;
    this.looked = { at: sources.now(), traps: this.traps };
    if (came > (trapsInLull * passed) / lull) return false;
    this.endFlood();
    return true;
  }

  /** Tells what there is since; at a stop also what has come too fast. */
  flush(atStop: boolean): void {
    if (atStop) this.endFlood();
    if (!this.follows || !this.hasNews || this.isBehind) return;
    const { settled, givenUp, sections, sources } = this;
    const from = Math.max(settled, givenUp);
    const growing = this.fold.rest(sources.present());
    this.hasNews = false;
    this.settled = this.end;
    const { count } = sources.system.machine;
    sources.tell({ from, sections: [...sections.slice(from - givenUp), ...growing], count });
  }

  /** So many have been taken so far. */
  private get traps(): number {
    return this.sources.system.machine.trapCounts.reduce((sum, times) => sum + times, 0);
  }

  private get end(): number {
    return this.givenUp + this.sections.length;
  }

  private newFold(): ProtocolFold {
    return new ProtocolFold({
      trapFrame: trapFrameSize,
      context: this.sources.system.view.contextSize,
    });
  }

  private keep(sections: readonly ProtocolSection[]): void {
    this.sections.push(...sections);
    // Not one by one: what stands in front moves the rest.
    if (this.sections.length < 2 * mostSections) return;
    this.givenUp += this.sections.splice(0, this.sections.length - mostSections).length;
  }

  private mayTake(): boolean {
    if (this.allowance < 1) this.refill();
    if (this.allowance < 1) return false;
    this.allowance--;
    return true;
  }

  private refill(): void {
    const now = this.sources.now();
    this.allowance = Math.min(burst, this.allowance + ((now - this.refilled) * perSecond) / 1000);
    this.refilled = now;
  }

  private endFlood(): void {
    const { flood } = this;
    this.flood = undefined;
    if (!flood) return;
    const { machine } = this.sources.system;
    const traps = causes.flatMap(({ number, name }): [string, number][] => {
      const times = ((machine.trapCounts[number] ?? 0) - (flood.counts[number] ?? 0)) >>> 0;
      return times > 0 ? [[name, times]] : [];
    });
    this.keep(this.fold.skip(flood.from, machine.count, droppedText(traps)));
    this.hasNews = true;
  }
}
