/**
 * Runs a system's machine. It knows which stop at the place where the CPU stands has been reported already, keeps
 * breakpoints of its own for the milestones of the trace, which neither the count nor its client ever sees, and tells
 * what occurs to who wants it.
 */
import { type CallMade, type Interest, type Occurrence, type TraceState, Tracer, Words } from '../events';
import { History, type MachineEvent, type MachineState, type Part, type Stop } from '../machine';
import type { SystemEvent } from '../protocol';
import type { Session } from './session';

export type RunStop =
  | Exclude<Stop, { reason: 'event' | 'fault' }>
  | { readonly reason: 'event'; readonly event: Occurrence }
  /** It is about to occur: the instruction at the PC will fault. */
  | { readonly reason: 'fault'; readonly event: Occurrence };

/** Told in the midst of an instruction; true: the machine is to halt after it. */
export type EventListener = (event: Occurrence) => boolean | void;

/** An arrival of the CPU: the clock makes it one of its kind. */
interface Arrival {
  readonly count: number;
  readonly pc: number;
}

/** All that a running system is, for going back to it. */
export interface RunState {
  readonly machine: MachineState;
  readonly trace: TraceState;
  readonly reported: Arrival | undefined;
}

/** Instructions before an instant from where it is reached at once: whoever goes to one looks around there. */
const neighbourhoods = [50_000, 2500];

/** What stands beside the machine at each checkpoint of the history; `client`: what the client keeps there. */
interface Beside {
  readonly trace: TraceState;
  readonly reported: Arrival | undefined;
  readonly client: unknown;
}

export class Runner {
  /** Where the machine has been, if that is kept. */
  history: History<Beside> | undefined;
  /** Executing again what has been executed: nobody is told. */
  private silent = false;
  private readonly tracer: Tracer;
  private readonly words: Words;
  private listener: EventListener = () => false;
  private readonly breakpoints = new Set<number>();
  /** The breakpoints in the machine that are not the client's. */
  private hidden: ReadonlySet<number> = new Set();
  /** What stops the CPU here has been reported. This is the only place that says so. */
  private reported: Arrival | undefined;
  private stopEvent: Occurrence | undefined;

  /** `keepsCalls`: `callAt` knows system calls with texts as they were made. */
  constructor(
    readonly system: Session,
    keepsCalls = false,
  ) {
    this.tracer = new Tracer(system, keepsCalls);
    this.words = new Words(system);
  }

  /** Tells the listener the events that it wants from now on; where it wants none, the machine is not watched. */
  listen(interest: Interest, listener: EventListener): void {
    this.listener = listener;
    this.tracer.attend(interest);
    this.attend();
  }

  /** Tells less than that until the next `listen`. It may be called by the listener. */
  tellOnly(interest: Interest): void {
    this.tracer.attend(interest);
    this.observe();
  }

  /** An event in words; the machine must not have gone on since. */
  inWords(event: Occurrence): SystemEvent {
    return this.words.of(event);
  }

  /** The system call with texts whose trap frame is there, as the process made it. */
  callAt(frame: number, pid: number): CallMade | undefined {
    return this.tracer.callAt(frame, pid);
  }

  /** The interrupt that was taken last, while `pid` had the CPU, whether anybody was told or not. */
  lastInterrupt(pid: number): Occurrence | undefined {
    return this.tracer.lastInterrupt(pid);
  }

  setBreakpoint(address: number): void {
    this.breakpoints.add(address);
    this.system.machine.setBreakpoint(address);
  }

  clearBreakpoint(address: number): void {
    this.breakpoints.delete(address);
    if (!this.hidden.has(address)) this.system.machine.clearBreakpoint(address);
  }

  /** The client has seen where the CPU stands: what would stop it here does so at the next arrival only. */
  leave(): void {
    const { pc } = this.system.machine;
    if (this.isUnreported()) this.arrive(pc);
    else this.report();
  }

  /** As `Machine.run`, but that it stops at a breakpoint at the PC unless that has been reported. */
  run(budget: number): RunStop {
    const { history } = this;
    const { machine } = this.system;
    const end = machine.count + Math.floor(budget);
    for (;;) {
      history?.keepUp();
      const length = Math.min(end - machine.count, history?.room ?? Infinity);
      const stop = this.isUnreported() ? this.here() : machine.run(length);
      const shown = stop.reason === 'budget' ? undefined : this.show(stop);
      if (shown) return shown;
      if (machine.count >= end) return { reason: 'budget' };
    }
  }

  /** From now on it is kept where the machine has been, in so many bytes; `client` is kept and brought back with it. */
  remember<Kept>(budget: number, client: Part<Kept>): void {
    const beside: Part<Beside> = {
      save: () => ({ trace: this.tracer.save(), reported: this.reported, client: client.save() }),
      restore: saved => {
        this.tracer.restore(saved.trace);
        this.reported = saved.reported;
        this.stopEvent = undefined;
        client.restore(saved.client as Kept);
      },
    };
    this.history = new History(this.system.machine, beside, { budget });
  }

  /** The machine does again what it has done, and which has been told. */
  get isReplaying(): boolean {
    return this.history?.isPast ?? false;
  }

  /** The machine stands before an instant that it has come to already. */
  get isPast(): boolean {
    return this.system.machine.count < (this.history?.present ?? 0);
  }

  /** Brings the machine to an instant that it has come to before; what it does on the way is not told again. */
  goTo(instant: number): void {
    const { history } = this;
    const { machine } = this.system;
    history?.back(instant);
    const { stopOnInputWanted } = machine;
    this.silent = true;
    machine.stopOnInputWanted = false;
    machine.unstopped(this.hidden, () => {
      for (const distance of neighbourhoods) {
        if (instant - machine.count <= 4 * distance) continue;
        this.replay(instant - distance);
        history?.mark();
      }
      this.replay(instant);
    });
    this.silent = false;
    machine.stopOnInputWanted = stopOnInputWanted;
    this.stopEvent = undefined;
    this.report();
    this.attend();
  }

  save(): RunState {
    return { machine: this.system.machine.save(), trace: this.tracer.save(), reported: this.reported };
  }

  restore({ machine, trace, reported }: RunState): void {
    this.system.machine.restore(machine);
    this.tracer.restore(trace);
    this.reported = reported;
    this.stopEvent = undefined;
    this.attend();
  }

  private replay(instant: number): void {
    const { machine } = this.system;
    // A stop at which the clock stands still is followed by one at which it does not.
    for (let still = 0; machine.count < instant && still < 4;) {
      const before = machine.count;
      this.run(instant - before);
      still = machine.count > before ? 0 : still + 1;
    }
  }

  private isUnreported(): boolean {
    const { breakpoints, pc, count, waiting } = this.system.machine;
    if (waiting || !breakpoints.has(pc)) return false;
    return this.reported?.count !== count || this.reported.pc !== pc;
  }

  private report(): void {
    const { count, pc } = this.system.machine;
    this.reported = { count, pc };
  }

  private here(): Stop {
    return { reason: 'breakpoint', address: this.system.machine.pc };
  }

  /** What the client is to know of a stop; nothing if the run goes on. */
  private show(stop: Stop): RunStop | undefined {
    if (stop.reason === 'breakpoint') return this.arrive(stop.address);
    if (stop.reason === 'fault') return { reason: 'fault', event: this.tracer.foreseen(stop.trap) };
    if (stop.reason !== 'event') return stop;
    this.attend();
    return this.takeStopEvent();
  }

  private arrive(address: number): RunStop | undefined {
    this.report();
    if (this.hidden.has(address)) {
      this.tell(this.tracer.arrive(address));
      this.attend();
    }
    const asked = this.takeStopEvent();
    return asked ?? (this.breakpoints.has(address) ? { reason: 'breakpoint', address } : undefined);
  }

  /** Has the machine tell, and stop at, what the tracer wants. */
  private attend(): void {
    this.observe();
    this.placeHidden();
  }

  private observe(): void {
    const { machine } = this.system;
    const { attention, isIdle } = this.tracer;
    const hear = (event: MachineEvent): boolean => {
      const halt = this.tell(this.tracer.fold(event));
      return this.tracer.takeMoved() || halt;
    };
    machine.observer = isIdle ? undefined : Object.assign(hear, { attention });
  }

  private tell(events: readonly Occurrence[]): boolean {
    let halt = false;
    for (const event of this.silent ? [] : events) {
      if (this.listener(event) !== true) continue;
      this.stopEvent ??= event;
      halt = true;
    }
    return halt;
  }

  private takeStopEvent(): RunStop | undefined {
    const event = this.stopEvent;
    this.stopEvent = undefined;
    return event && { reason: 'event', event };
  }

  /** Brings the hidden breakpoints of the machine in line with what the tracer wants. */
  private placeHidden(): void {
    const { machine } = this.system;
    const wanted = this.tracer.isIdle ? new Set<number>() : this.tracer.breakpoints;
    for (const address of this.hidden)
      if (!wanted.has(address) && !this.breakpoints.has(address)) machine.clearBreakpoint(address);
    for (const address of wanted) if (!this.hidden.has(address)) machine.setBreakpoint(address);
    this.hidden = wanted;
  }
}
