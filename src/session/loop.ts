/**
 * The run loop: runs a system in slices, between which its host breathes, gives it console input, and goes on until
 * it is off, at its limit, interrupted, or nothing can happen any more; or until one who was asked says stop.
 */
import type { FinalStop } from '../machine';
import type { KernelView } from '../events';
import { type ConsoleInput, Feeder } from './console';
import { waitsForEver } from './for-ever';
import type { RunStop, Runner } from './runner';
import type { Session } from './session';

export interface Host {
  readonly input: ConsoleInput;
  /** Bytes that the guest has printed; called within a slice. */
  output(byte: number): void;
  /** Called between slices: brings output to where it goes, and lets the host's own events happen. */
  breathe(): Promise<void>;
  /** The host wants the run to end; looked at between slices. */
  readonly interrupted: boolean;
}

/** A halt of the machine that is not its end. */
export type Halt = Exclude<RunStop, FinalStop>;

/** Decides at each halt of the machine whether the run ends there, and with which answer. */
export interface Stops<Answer> {
  /** Instructions after which it wants to be asked again, halt or not. */
  readonly stride: number;
  at(halt: Halt): Answer | undefined;
}

export type Outcome =
  | FinalStop
  | { readonly reason: 'limit' }
  | { readonly reason: 'interrupted' }
  /** Every process waits for something that cannot come. */
  | { readonly reason: 'deadlock' };

/** The first program has not ended by itself: its exit status would be another than that of a signal. */
export const endsBadly = (outcome: Outcome): boolean =>
  outcome.reason !== 'off' || (outcome.status & 0xff) > signalled;

/** What is added to the number of a signal, in the status of what it has ended. */
const signalled = 128;

export interface Stopped<Answer> {
  readonly reason: 'stopped';
  readonly answer: Answer;
}

/** Runs a system to its end, or until the clock stands at the limit; `stops` only looks on. */
export function runToEnd(
  runner: Runner,
  host: Host,
  limit = Infinity,
  stops: Stops<never> = nowhere,
): Promise<Outcome> {
  return new RunLoop<never>(runner, host, limit, stops).run() as Promise<Outcome>;
}

/** Runs a system until one who is asked at each halt has an answer, or until the clock stands at the limit. */
export function runToStop<Answer>(
  runner: Runner,
  host: Host,
  stops: Stops<Answer>,
  limit = Infinity,
): Promise<Outcome | Stopped<Answer>> {
  return new RunLoop(runner, host, limit, stops).run();
}

const nowhere: Stops<never> = { stride: Infinity, at: () => undefined };

/** A slice ends after so long: an interruption is answered at once. */
const sliceMilliseconds = 10;
/** Instructions between two looks at the host's clock. */
const stretch = 200_000;
/** While all wait for a person at the console, the machine's clock keeps to real time: instructions in a slice. */
const idleSlice = 10_000;
/** Instructions from one look whether all wait for ever to the next: twice as many each time, since they sleep. */
const shortestPatience = 500_000;
const longestPatience = 100_000_000;

/** Why a slice was over, where the run is not: there is input to wait for, a person's time to keep, or nothing. */
type Pause = 'input' | 'person' | undefined;

class RunLoop<Answer> {
  private readonly feeder: Feeder;
  private patience = shortestPatience;
  private nextLook: number;

  constructor(
    private readonly runner: Runner,
    private readonly host: Host,
    private readonly limit: number,
    private readonly stops: Stops<Answer>,
  ) {
    const { machine } = runner.system;
    this.feeder = new Feeder(machine, host.input);
    this.nextLook = machine.count + this.patience;
    machine.console.output = byte => host.output(byte);
    machine.stopOnInputWanted = !host.input.live;
  }

  async run(): Promise<Outcome | Stopped<Answer>> {
    for (;;) {
      const end = this.slice();
      if (typeof end === 'object') return end;
      await this.host.breathe();
      if (end === 'input' && !this.host.interrupted) await this.feeder.answer();
      if (end === 'person' && !this.host.interrupted) await this.host.input.arrival(sliceMilliseconds);
      if (this.host.interrupted) return { reason: 'interrupted' };
    }
  }

  private slice(): Outcome | Stopped<Answer> | Pause {
    const { machine } = this.runner.system;
    if (this.host.input.live) this.feeder.feedAll();
    const longest = this.waitsForPerson ? idleSlice : stretch;
    const end = Date.now() + sliceMilliseconds;
    do {
      if (machine.count >= this.limit) return { reason: 'limit' };
      const budget = Math.min(longest, this.stops.stride, this.limit - machine.count);
      const decided = this.decide(this.runner.run(budget));
      if (decided) return decided;
      if (this.waitsForPerson) return 'person';
    } while (Date.now() < end);
    return undefined;
  }

  private get waitsForPerson(): boolean {
    const { system } = this.runner;
    return this.host.input.live && !system.machine.playsInput && waitsForInput(system);
  }

  private decide(stop: RunStop): Outcome | Stopped<Answer> | Pause {
    if (isFinal(stop)) return stop;
    const answer = this.stops.at(stop);
    if (answer !== undefined) return { reason: 'stopped', answer };
    if (stop.reason === 'input') return 'input';
    if (stop.reason === 'idle') return this.rest();
    return stop.reason === 'budget' && this.isTimeToLook() ? this.look() : undefined;
  }

  /** Nothing is due: only input can wake the machine. */
  private rest(): Outcome | Stopped<Answer> | Pause {
    if (this.host.input.live && this.feeder.feedAll()) return undefined;
    return this.runner.system.machine.console.wanted ? 'input' : { reason: 'deadlock' };
  }

  private isTimeToLook(): boolean {
    const { machine } = this.runner.system;
    if (this.stops.stride < stretch || !machine.waiting || machine.count < this.nextLook) return false;
    // The disk has something to do beside the timer: that will come.
    return !machine.console.wanted && machine.deadlines.length === 1;
  }

  /** The timer wakes the CPU again and again: for nothing? */
  private look(): Outcome | Stopped<Answer> | Pause {
    const { machine } = this.runner.system;
    let other: RunStop | undefined;
    const run = (budget: number) => {
      const stop = machine.count + budget > this.limit ? undefined : this.runner.run(budget);
      if (stop?.reason === 'budget') return true;
      other = stop;
      return false;
    };
    const forEver = waitsForEver(machine, run);
    this.patience = Math.min(this.patience * 2, longestPatience);
    this.nextLook = machine.count + this.patience;
    if (other) return this.decide(other);
    return forEver ? { reason: 'deadlock' } : undefined;
  }
}

const isFinal = (stop: RunStop): stop is FinalStop => ['off', 'panic', 'double-fault'].includes(stop.reason);

/** True if a process waits for console input, and no other could use the CPU. */
export function waitsForInput({ machine, view }: Session): boolean {
  return machine.console.wanted && isResting(view);
}

const atRest: ReadonlySet<string> = new Set(['blocked', 'zombie', 'ended']);

/** True if no process could use the CPU. */
function isResting(view: KernelView): boolean {
  const processes = view.processes().filter(({ pid }) => pid !== 0);
  return processes.length > 0 && processes.every(({ state }) => atRest.has(state));
}
