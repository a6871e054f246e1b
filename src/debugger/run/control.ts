/**
 * Has the run loop of the session run the machine, and decides at every halt whether that is a stop for the user: a
 * breakpoint, a filter, the end of a step.
 */
import type { Occurrence, Wish } from '../../events';
import type { FinalStop } from '../../machine';
import {
  type Halt,
  type Host,
  type Outcome,
  type Runner,
  type Stopped,
  type Stops,
  runToStop,
} from '../../session';
import type { StopInfo } from '../api';
import type { Points } from './points';
import type { Happened, Plan, PlanEnd, RunRequest } from './requests';

/** What decides about stops, beside the plan of a step. All but `heard` are asked while the machine stands still. */
export interface Judges {
  /** The kinds of events that `heard` wants. */
  readonly interest: Iterable<Wish>;
  /** Told of these, in the midst of an instruction; true: the machine is to halt for `atEvent`. */
  heard(event: Occurrence): boolean;
  atEvent(event: Occurrence): StopInfo | undefined;
  atBreakpoint(address: number): StopInfo | undefined;
  atWatchpoint(stop: Extract<Halt, { reason: 'watchpoint' }>): StopInfo | undefined;
  /** A plan has come where it was to go. */
  arrived(plan: Plan): StopInfo;
  exited(plan: Plan): void;
  /** `stepping`: a step is under way, and goes on with the machine. */
  paused(stepping: boolean): StopInfo;
  /** Nothing can happen any more. */
  stuck(): StopInfo;
  /** A last look at a machine that has gone down; nothing if it has only been switched off. */
  down(stop: FinalStop): StopInfo | undefined;
  /** The clock stands at the limit. */
  atLimit(): StopInfo;
  failed(error: unknown): StopInfo;
  stopped(info: StopInfo): void;
  over(stop: FinalStop): void;
}

export type RunState = 'new' | 'running' | 'stopped' | 'ended';

export class Control implements Stops<StopInfo> {
  state: RunState = 'new';
  private plan: Plan | undefined;
  private request: RunRequest | undefined;
  /** Since the last halt: what the plan wanted to hear, and what the machine was halted for. */
  private heard: Occurrence[] = [];
  private halts: Occurrence[] = [];
  private satisfied = false;
  private pausing = false;
  /** The clock at the last halt. */
  private before = 0;
  private down = false;

  constructor(
    private readonly runner: Runner,
    private readonly points: Points,
    private readonly judges: Judges,
    private readonly host: Host,
    private readonly yieldToHost: () => Promise<void>,
    /** The next instant to stop at, whatever is there. */
    private readonly limit: () => number,
  ) {}

  /** The run is to end between two slices. */
  get interrupted(): boolean {
    return this.pausing || this.state !== 'running';
  }

  /** The plan that the machine runs by; after a pause, that it goes on with. */
  get underway(): Plan | undefined {
    return this.plan;
  }

  /** Runs, by a plan, by the one that a pause has come into, or freely. */
  run(plan?: Plan): void {
    this.state = 'running';
    this.pausing = false;
    if (plan) this.plan = plan;
    this.attend();
    this.runner.leave();
    this.begin();
    if (plan) this.advance(plan, { events: [] });
    void this.loop();
  }

  /** Runs to the limit, by all that would stop it before. */
  pass(): void {
    this.state = 'running';
    this.attend();
    void this.loop({ stride: Infinity, at: () => undefined });
  }

  /** Goes to another instant, and stops there, or runs on from there by a plan; a step under way is given up. */
  async travel(work: () => Promise<StopInfo | Plan>): Promise<void> {
    this.state = 'running';
    this.pausing = false;
    this.plan = undefined;
    this.request = undefined;
    this.down = false;
    try {
      await this.yieldToHost();
      const next = await work();
      if (this.state !== 'running') return;
      if ('steps' in next) this.run(next);
      else this.arrive(next);
    } catch (error) {
      if (this.state !== 'running') throw error;
      this.arrive(this.judges.failed(error));
    }
  }

  pause(): void {
    this.pausing = true;
    this.host.input.interrupt();
  }

  /** Ends for good, without a word. */
  terminate(): void {
    this.state = 'ended';
    this.runner.listen(new Set(), () => false);
    this.host.input.interrupt();
  }

  /** To be called when other events are wanted than before. */
  attend(): void {
    this.runner.listen(this.interest(), event => this.hear(event));
  }

  /** The same in the midst of an event, where nothing else is wanted of the kernel's functions. */
  attendAtOnce(): void {
    this.runner.tellOnly(this.interest());
  }

  private interest(): ReadonlySet<Wish> {
    return new Set([...this.judges.interest, ...(this.plan?.interest ?? [])]);
  }

  /** A failure of the debugger itself stops the machine, and does not take the client down. */
  private async loop(stops: Stops<StopInfo> = this): Promise<void> {
    try {
      await this.yieldToHost();
      if (this.state !== 'running') return;
      this.conclude(await runToStop(this.runner, this.host, stops, this.limit()));
    } catch (error) {
      if (this.state !== 'running') throw error;
      this.stop(this.judges.failed(error));
    }
  }

  private conclude(outcome: Outcome | Stopped<StopInfo>): void {
    if (this.state !== 'running') return;
    switch (outcome.reason) {
      case 'stopped':
        return this.stop(outcome.answer);
      case 'interrupted':
        return this.pauseAt(this.judges.paused(this.plan?.reason === 'step'));
      case 'deadlock':
        return this.stop(this.judges.stuck());
      case 'limit':
        return this.stop(this.judges.atLimit());
      default:
        return this.end(outcome);
    }
  }

  /** A plan that goes by instructions is asked after each. */
  get stride(): number {
    return this.request?.kind === 'instruction' ? 1 : Infinity;
  }

  /** Called by the run loop at each halt. */
  at(halt: Halt): StopInfo | undefined {
    const { before } = this;
    const info = this.judge(halt) ?? (halt.reason === 'idle' ? undefined : this.proceed(halt, before));
    this.begin();
    return info;
  }

  /** What is heard from now on belongs to the next halt. */
  private begin(): void {
    this.heard = [];
    this.halts = [];
    this.satisfied = false;
    this.before = this.runner.system.machine.count;
  }

  private judge(halt: Halt): StopInfo | undefined {
    for (const event of this.halts) {
      const info = this.judges.atEvent(event);
      if (info) return info;
    }
    if (halt.reason === 'fault') return this.judges.atEvent(halt.event);
    if (halt.reason === 'watchpoint') return this.judges.atWatchpoint(halt);
    return halt.reason === 'breakpoint' ? this.judges.atBreakpoint(halt.address) : undefined;
  }

  /** Gives the plan what it has asked for, once it has happened. */
  private proceed(halt: Halt, before: number): StopInfo | undefined {
    const { plan, request } = this;
    if (!plan || !request || !this.isAnswered(request, halt, before)) return undefined;
    const end = this.advance(plan, { events: this.heard });
    if (end === 'arrived') return this.judges.arrived(plan);
    if (end === 'exited') {
      this.judges.exited(plan);
      this.attend();
    }
    return undefined;
  }

  private isAnswered(request: RunRequest, halt: Halt, before: number): boolean {
    if (this.heard.length > 0) return true;
    if (halt.reason === 'fault') return false;
    switch (request.kind) {
      case 'instruction':
        return halt.reason !== 'breakpoint' || this.runner.system.machine.count > before;
      case 'address':
        return halt.reason === 'breakpoint' && request.addresses.includes(halt.address) && request.when();
      case 'event':
        return this.satisfied;
    }
  }

  private advance(plan: Plan, answer: Happened): PlanEnd | undefined {
    const next = plan.steps.next(answer);
    this.request = next.done ? undefined : next.value;
    if (next.done) this.plan = undefined;
    this.points.pass(this.request?.kind === 'address' ? this.request.addresses : []);
    return next.done ? next.value : undefined;
  }

  /** Called by the machine at every event that is wanted; true halts it after the instruction. */
  private hear(event: Occurrence): boolean {
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

  private arrive(info: StopInfo): void {
    this.stop(info);
    this.attend();
  }

  /** The plan stays as it is. */
  private pauseAt(info: StopInfo): void {
    this.state = 'stopped';
    this.judges.stopped(info);
  }

  private stop(info: StopInfo): void {
    this.state = 'stopped';
    this.plan = undefined;
    this.request = undefined;
    this.points.pass([]);
    this.judges.stopped(info);
  }

  /** The last look at a machine that has gone down comes first. */
  private end(stop: FinalStop): void {
    const info = this.down ? undefined : this.judges.down(stop);
    this.down = true;
    if (info) return this.stop(info);
    this.state = 'ended';
    this.judges.over(stop);
  }
}
