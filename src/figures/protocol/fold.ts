/**
 * The protocol of limited direct execution, from events as they come: rows in sections, one for booting, for the birth of
 * a process, for each system call, fault and interrupt of a program, and for its end. What `init`, the idle process and
 * one without a program do belongs to the section that it falls into, as an aside.
 */
import type { ProtocolRow, ProtocolSection, SystemEvent } from '../../protocol';
import { Section } from './section';
import { type Entry, type Of, type SaveSizes, type Step, plain, stepsOf, who } from './steps';
import { inDigits } from '../../source';

export type { SaveSizes } from './steps';

const init = 1;

/** What a process is in the midst of in the kernel. */
interface Doing {
  readonly cause: string;
  readonly call?: string;
}

/** A part of the run that is known by a few words alone. */
interface Skipped {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** It has changed nothing. */
  readonly isQuiet: boolean;
}

export class ProtocolFold {
  private current = new Section('boot');
  /** Timer interrupts that changed nothing, while more of them may come. */
  private quiet: Section | undefined;
  private readonly over: Section[] = [];
  private readonly seen = new Set<number>();
  /** Processes that have been created and not been seen yet. */
  private expected = 0;
  /** Processes without a program of their own. */
  private readonly newborn = new Set<number>();
  /** Their kernel stack has been filled for a program that has not begun. */
  private readonly filled = new Set<number>();
  private readonly doing = new Map<number, Doing>();
  /** Who was in user mode last. */
  private lastUser = 0;
  private isFirstTimer = true;

  constructor(private readonly sizes: SaveSizes) {}

  /** Takes the next event; the result are sections that it has brought to their end. */
  take(event: SystemEvent): readonly ProtocolSection[] {
    this.getToKnow(event);
    const starts = event.event === 'return-from-trap' && this.filled.has(event.pid);
    const steps = stepsOf(event, {
      sizes: this.sizes,
      starts,
      comesFromOther: event.pid !== this.lastUser,
      isFirstTimer: this.isFirstTimer,
      callOf: pid => this.doing.get(pid)?.call,
    });
    if (steps.length > 0) {
      const before = this.current;
      this.choose(event);
      before.spend(event.count);
      if (before !== this.current) this.finish(before);
    }
    const aside = this.isAside(event, starts);
    for (const step of steps) this.add(event, step, aside);
    this.follow(event, starts);
    return this.over.splice(0).map(section => section.data);
  }

  /** Goes over it; the result is the sections that are over. */
  skip({ from, to, words, isQuiet }: Skipped): readonly ProtocolSection[] {
    this.current.spend(from);
    this.finish(this.current);
    this.current = new Section('gap', { what: words, who: '' });
    const numbers = `up to instruction ${inDigits(to)}`;
    this.current.add({ count: from, pid: 0, column: 'system', words, numbers, cost: 0 }, false);
    if (!isQuiet) this.forget();
    return this.over.splice(0).map(section => section.data);
  }

  private forget(): void {
    for (const known of [this.doing, this.filled, this.newborn]) known.clear();
    this.expected = 0;
  }

  /** The run ends, or is looked at, at this instant: what there is beside the sections that are over. */
  rest(count: number): readonly ProtocolSection[] {
    this.current.spend(count);
    return [...(this.quiet ? [this.quiet] : []), this.current].map(section => section.data);
  }

  private getToKnow(event: SystemEvent): void {
    const pid = event.event === 'context-switch' ? event.to : event.pid;
    if (event.event === 'process-create') this.expected++;
    if (pid <= init || this.seen.has(pid)) return;
    this.seen.add(pid);
    if (this.expected === 0) return;
    this.expected--;
    this.newborn.add(pid);
  }

  private isOfSystem(pid: number): boolean {
    return pid <= init || this.newborn.has(pid);
  }

  /** Begins another section, if the event does. */
  private choose(event: SystemEvent): void {
    const { current } = this;
    const makes = current.phase === 'run' && current.started.length === 0;
    if (event.event === 'process-create' && event.pid === 0 && !makes) this.current = new Section('run');
    if (event.event === 'main-return' && !this.isOfSystem(event.pid)) this.begin('end', event, '');
    if ((event.event !== 'trap' && event.event !== 'interrupt') || event.mode !== 'user') return;
    const call = event.event === 'trap' ? event.call : undefined;
    if (!this.isOfSystem(event.pid)) return this.enter(event, call);
    if ((call === 'fork' || call === 'exec') && !makes) this.begin('run', event, '');
    if (call === 'exit' && current.phase !== 'end') this.begin('end', event, '');
  }

  /** A program comes into the kernel. */
  private enter(event: Entry, call: string | undefined): void {
    const { phase, subject } = this.current;
    if (phase === 'end' && subject.who === who(event.pid, event.name)) return;
    if (event.event === 'interrupt') this.begin('interrupt', event, plain(event.cause));
    else if (call === undefined) this.begin('fault', event, plain(event.cause));
    else this.begin(call === 'exit' ? 'end' : 'call', event, event.shown ?? call);
  }

  private begin(phase: Section['phase'], { pid, name }: SystemEvent, what: string): void {
    this.current = new Section(phase, { what, who: who(pid, name) });
  }

  private finish(section: Section): void {
    const { quiet } = this;
    if (section.isQuiet && quiet?.subject.who === section.subject.who) return quiet.absorb(section);
    if (quiet) this.over.push(quiet);
    this.quiet = section.isQuiet ? section : undefined;
    if (!section.isQuiet) this.over.push(section);
  }

  private add(event: SystemEvent, { sleeps = false, after = false, ...step }: Step, aside: boolean): void {
    const count = event.count + (after ? 1 : 0);
    const row: ProtocolRow = { count, pid: event.pid, ...step, cost: 0, ...(aside && { aside }) };
    this.current.spend(count);
    this.current.add(row, step.column !== 'hardware' || sleeps);
  }

  /** A step of the phase is none, whoever takes it. */
  private isAside(event: SystemEvent, starts: boolean): boolean {
    switch (event.event) {
      case 'context-switch':
        return [event.from, event.to].every(pid => this.isOfSystem(pid));
      case 'trap':
      case 'interrupt':
      case 'disk-command':
      case 'wait':
        return this.isOthers(event);
      case 'return-from-trap':
        return !starts && this.isOthers(event);
      case 'main':
      case 'main-return':
        return event.pid <= init;
      default:
        return false;
    }
  }

  /** Done by the system of its own accord; what the idle process waits for on behalf of a program is not. */
  private isOthers(event: SystemEvent): boolean {
    const { phase } = this.current;
    if (event.pid !== 0) return this.isOfSystem(event.pid);
    if (phase === 'boot') return false;
    const cause = event.event === 'interrupt' ? event.cause : this.doing.get(0)?.cause;
    return phase === 'run' || phase === 'end' || (event.event !== 'wait' && cause === 'timer-interrupt');
  }

  /** What is known after it. */
  private follow(event: SystemEvent, starts: boolean): void {
    switch (event.event) {
      case 'timer-start':
        this.isFirstTimer = false;
        break;
      case 'kernel-stack-fill':
        this.filled.add(event.pid === 0 ? init : event.pid);
        break;
      case 'trap':
      case 'interrupt':
        this.entered(event);
        break;
      case 'return-from-trap':
        this.returned(event, starts);
        break;
      case 'context-switch':
        this.current.from ??= who(event.from, event.fromName);
        this.current.to = who(event.to, event.toName);
        break;
      case 'process-exit':
        this.doing.delete(event.pid);
        if (event.pid > init) this.current.ended.push(who(event.pid, event.name));
        break;
      default:
        break;
    }
  }

  private entered(event: Entry): void {
    const { pid, cause, mode } = event;
    const call = event.event === 'trap' ? event.call : undefined;
    if (mode === 'kernel' && pid !== 0) return;
    this.doing.set(pid, { cause, ...(call !== undefined && { call }) });
    if (mode === 'kernel') return;
    this.lastUser = pid;
    if (call !== undefined && call !== 'exec') this.newborn.delete(pid);
  }

  private returned({ pid, name, to, call, shown }: Of<'return-from-trap'>, starts: boolean): void {
    const { current } = this;
    const self = who(pid, name);
    this.doing.delete(pid);
    if (to !== 'user') return;
    this.lastUser = pid;
    if (current.subject.who === self) {
      current.isOver = true;
      if (call !== undefined && current.phase === 'call') current.result ??= shown;
    }
    if (!starts) return;
    this.filled.delete(pid);
    this.newborn.delete(pid);
    current.started.push(self);
  }
}
