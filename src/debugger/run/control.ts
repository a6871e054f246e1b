/**
 * Runs the machine in slices, so that the host's messages come in between, and decides at every halt of the machine
 * whether that is a stop for the user: a breakpoint, a filter, the end of a step, a pause.
 */
import type { Runner, RunStop } from '../../session';
import type { Session } from '../../session';
import type { SystemEvent } from '../../protocol';
import type { StopInfo } from '../api';
import type { Points } from './points';
import type { Plan, RunRequest } from './requests';

/** What decides about stops, beside the plan of a step. All are asked while the machine stands still. */
export interface Judges {
  /** Told of every event, in the midst of an instruction; true: the machine is to halt for `atEvent`. */
  heard(event: SystemEvent): boolean;
  atEvent(event: SystemEvent): StopInfo | undefined;
  atBreakpoint(address: number): StopInfo | undefined;
  atWatchpoint(stop: Extract<RunStop, { reason: 'watchpoint' }>): StopInfo | undefined;
  /** A plan has come where it was to go. */
  arrived(plan: Plan): StopInfo;
  exited(plan: Plan): void;
  paused(): StopInfo;
  /** Nothing runs, and nothing is due. True: input may come, and the run waits for it. */
  idle(): StopInfo | 'wait' | 'go on';
  ended(stop: Final): StopInfo | undefined;
  failed(error: unknown): StopInfo;
  /** Between two slices. */
  breathe(): void;
  stopped(info: StopInfo): void;
  over(stop: Final): void;
}

export type Final = Extract<RunStop, { reason: 'off' | 'panic' | 'double-fault' }>;
export type RunState = 'new' | 'running' | 'stopped' | 'ended';

/** Instructions between two looks at the clock. */
const budget = 200_000;
/** A slice is short enough for a pause to be answered at once. */
const sliceMilliseconds = 10;

export class Control {
  state: RunState = 'new';
  private plan: Plan | undefined;
  private request: RunRequest | undefined;
  private heard: SystemEvent[] = [];
  private halts: SystemEvent[] = [];
  private satisfied = false;
  private pausing = false;
  /** How often the run was taken up: what belongs to an earlier time has no say any more. */
  private runs = 0;
  private final: Final | undefined;
  private wake: (() => void) | undefined;
  /** Where the run was taken up: a breakpoint there has been seen. */
  private start = { count: -1, pc: -1 };

  constructor(
    private readonly system: Session,
    private readonly runner: Runner,
    private readonly points: Points,
    private readonly judges: Judges,
    private readonly yieldToHost: () => Promise<void>,
  ) {
    runner.listen(event => this.hear(event));
  }

  /** Runs, by a plan or freely. */
  run(plan?: Plan): void {
    const { machine } = this.system;
    this.state = 'running';
    this.runs++;
    this.pausing = false;
    this.plan = plan;
    this.start = { count: machine.count, pc: machine.pc };
    if (plan) this.advance(plan, { events: [] });
    void this.loop();
  }

  pause(): void {
    this.pausing = true;
    this.stir();
  }

  /** Something has changed that the machine may have been waiting for. */
  stir(): void {
    this.wake?.();
    this.wake = undefined;
  }

  /** Ends for good, without a word. */
  terminate(): void {
    this.state = 'ended';
    this.runner.listen(undefined);
    this.stir();
  }

  /** A failure of the debugger itself stops the machine, and does not take the client down. */
  private async loop(): Promise<void> {
    try {
      await this.slices();
    } catch (error) {
      if (this.state === 'running') this.stop(this.judges.failed(error));
      else throw error;
    }
  }

  private async slices(): Promise<void> {
    const run = this.runs;
    const goesOn = () => this.state === 'running' && this.runs === run;
    await this.yieldToHost();
    while (goesOn()) {
      const idle = this.slice(goesOn);
      if (!goesOn()) return;
      this.judges.breathe();
      if (idle && !this.pausing) await new Promise<void>(resolve => (this.wake = resolve));
      await this.yieldToHost();
      if (this.pausing && goesOn()) this.stop(this.judges.paused());
    }
  }

  /** True if there is nothing to do before the host does something. */
  private slice(goesOn: () => boolean): boolean {
    const end = Date.now() + sliceMilliseconds;
    do {
      const stop = this.runOnce();
      if (stop === 'wait') return true;
      if (stop) this.stop(stop);
    } while (goesOn() && Date.now() < end);
    return false;
  }

  private runOnce(): StopInfo | 'wait' | undefined {
    this.heard = [];
    this.halts = [];
    this.satisfied = false;
    const before = this.system.machine.count;
    const stop = this.runner.run(this.request?.kind === 'instruction' ? 1 : budget);
    if (stop.reason === 'off' || stop.reason === 'panic' || stop.reason === 'double-fault')
      return this.end(stop);
    const info = this.judge(stop);
    if (info) return info;
    if (stop.reason === 'idle') {
      const idle = this.judges.idle();
      return idle === 'go on' ? undefined : idle;
    }
    return this.proceed(stop, before);
  }

  private judge(stop: RunStop): StopInfo | undefined {
    for (const event of this.halts) {
      const info = this.judges.atEvent(event);
      if (info) return info;
    }
    if (stop.reason === 'watchpoint') return this.judges.atWatchpoint(stop);
    const { machine } = this.system;
    const seen = machine.count === this.start.count && machine.pc === this.start.pc;
    return stop.reason === 'breakpoint' && !seen ? this.judges.atBreakpoint(stop.address) : undefined;
  }

  /** Gives the plan what it has asked for, once it has happened. */
  private proceed(stop: RunStop, before: number): StopInfo | undefined {
    const { plan, request } = this;
    if (!plan || !request || !this.isAnswered(stop, before)) return undefined;
    const end = this.advance(plan, { events: this.heard });
    if (end === 'arrived') return this.judges.arrived(plan);
    if (end === 'exited') this.judges.exited(plan);
    return undefined;
  }

  private isAnswered(stop: RunStop, before: number): boolean {
    const request = this.request!;
    if (this.heard.length > 0) return true;
    switch (request.kind) {
      case 'instruction':
        return stop.reason !== 'breakpoint' || this.system.machine.count > before;
      case 'address':
        return stop.reason === 'breakpoint' && request.addresses.includes(stop.address) && request.when();
      case 'event':
        return this.satisfied;
    }
  }

  private advance(plan: Plan, answer: { events: SystemEvent[] }): 'arrived' | 'exited' | undefined {
    const next = plan.steps.next(answer);
    this.request = next.done ? undefined : next.value;
    if (next.done) this.plan = undefined;
    this.points.pass(this.request?.kind === 'address' ? this.request.addresses : []);
    return next.done ? next.value : undefined;
  }

  /** Called by the machine at every event; true halts it after the instruction. */
  private hear(event: SystemEvent): boolean {
    const { plan, request } = this;
    let halt = this.judges.heard(event);
    if (halt) this.halts.push(event);
    if (!plan || !request) return halt;
    if (plan.ends(event) || (request.kind === 'instruction' && plan.watch(event))) {
      this.heard.push(event);
      halt = true;
    }
    if (request.kind === 'event' && request.when(event)) halt = this.satisfied = true;
    return halt;
  }

  private stop(info: StopInfo): void {
    this.state = 'stopped';
    this.plan = undefined;
    this.request = undefined;
    this.points.pass([]);
    this.judges.stopped(info);
  }

  /** The last look at a machine that has gone down comes first. */
  private end(stop: Final): StopInfo | undefined {
    const info = this.final ? undefined : this.judges.ended(stop);
    this.final = stop;
    if (info) return info;
    this.state = 'ended';
    this.judges.over(stop);
    return undefined;
  }
}
