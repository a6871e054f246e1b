/**
 * Runs a system's machine. While somebody listens to system events it keeps breakpoints of its own for the
 * milestones, which neither the count nor the client of this class ever sees.
 */
import type { Stop } from '../machine';
import type { SystemEvent } from '../protocol';
import type { Session } from './session';
import { type EventListener, Tracer } from '../events';

export type RunStop =
  Exclude<Stop, { reason: 'event' }> | { readonly reason: 'event'; readonly event: SystemEvent };

export class Runner {
  private tracer: Tracer | undefined;
  private readonly breakpoints = new Set<number>();
  /** The breakpoints in the machine that are not the client's. */
  private hidden = new Set<number>();
  /** The run ended before the instruction at the PC was looked at for a breakpoint. */
  private unseen = true;
  private stopEvent: SystemEvent | undefined;

  constructor(readonly system: Session) {}

  /** Tells the listener every event from now on; it can stop the run by returning true. */
  listen(listener: EventListener | undefined): void {
    const { machine } = this.system;
    this.tracer =
      listener &&
      new Tracer(this.system, event => {
        const stop = listener(event) === true;
        if (stop) this.stopEvent ??= event;
        return stop;
      });
    machine.observer = this.tracer?.observe;
    this.placeHidden();
  }

  setBreakpoint(address: number): void {
    this.breakpoints.add(address);
    this.system.machine.setBreakpoint(address);
  }

  clearBreakpoint(address: number): void {
    this.breakpoints.delete(address);
    if (!this.hidden.has(address)) this.system.machine.clearBreakpoint(address);
  }

  /** As `Machine.run`. A run that ends for another reason than a breakpoint stops at one at its PC the next time. */
  run(budget: number): RunStop {
    const { machine } = this.system;
    const end = machine.count + budget;
    for (;;) {
      const stop = this.unseen && machine.breakpoints.has(machine.pc) ? this.here() : this.step(end);
      const shown = this.show(stop);
      if (shown) return shown;
      if (machine.count >= end) return { reason: 'budget' };
    }
  }

  private here(): Stop {
    this.unseen = false;
    return { reason: 'breakpoint', address: this.system.machine.pc };
  }

  private step(end: number): Stop {
    const { machine } = this.system;
    const stop = machine.run(end - machine.count);
    this.unseen = stop.reason !== 'breakpoint' && stop.reason !== 'idle';
    return stop;
  }

  /** What the client is to know of a stop; nothing if the run goes on. */
  private show(stop: Stop): RunStop | undefined {
    if (stop.reason === 'breakpoint') return this.arrive(stop.address);
    if (stop.reason !== 'event') return stop;
    this.placeHidden();
    return this.takeStopEvent();
  }

  private arrive(address: number): RunStop | undefined {
    if (this.hidden.has(address)) {
      this.tracer!.arrive(address);
      this.placeHidden();
    }
    const asked = this.takeStopEvent();
    return asked ?? (this.breakpoints.has(address) ? { reason: 'breakpoint', address } : undefined);
  }

  private takeStopEvent(): RunStop | undefined {
    const event = this.stopEvent;
    this.stopEvent = undefined;
    return event && { reason: 'event', event };
  }

  /** Brings the hidden breakpoints of the machine in line with what the tracer wants. */
  private placeHidden(): void {
    const { machine } = this.system;
    const wanted = this.tracer?.breakpoints ?? new Set<number>();
    for (const address of this.hidden)
      if (!wanted.has(address) && !this.breakpoints.has(address)) machine.clearBreakpoint(address);
    for (const address of wanted) if (!this.hidden.has(address)) machine.setBreakpoint(address);
    this.hidden = new Set(wanted);
  }
}
