/**
 * A program that computes is interrupted by the timer again and again, and nothing changes. After some of these the machine
 * counts them alone, at no cost, until anything else happens: that is told with the interrupt that it has come in.
 */
import { type Occurrence, type Wish } from '../../events';
import { causeNamed, causes } from '../../isa';
import type { EventName } from '../../protocol';
import type { Runner } from '../../session';
import type { Missed } from './flood';

/** Quiet timer interrupts in a row that are followed one by one. */
const most = 200;
/** Milliseconds from one time that it is told how many there were to the next: twice as many each time. */
const shortestPatience = 250;
const longestPatience = 60_000;

const timer = causeNamed('timer-interrupt');
const otherInterrupts = causes
  .filter(({ kind, number }) => kind === 'interrupt' && number !== timer.number)
  .map(({ name }): Wish => `cause ${name}`);

const isTick = (event: Occurrence): boolean => event.event === 'interrupt' && event.cause === timer.name;

/** Where it is over, or is told of. */
export interface Quiet {
  /** Nothing where there has been none. */
  readonly missed: Missed | undefined;
  /** A timer interrupt that the kernel is in the midst of. */
  readonly tick: Occurrence | undefined;
}

export class Lull {
  /** Of a timer interrupt that may have changed nothing, its trap frame. */
  private frame: number | undefined;
  private inRow = 0;
  private since: { readonly from: number; readonly times: number } | undefined;
  private toldAt = 0;
  private patience = shortestPatience;

  constructor(
    private readonly runner: Pick<Runner, 'system' | 'lastInterrupt'>,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  get isOn(): boolean {
    return this.since !== undefined;
  }

  /** What is to be told of, for who wants these. */
  interestIn(wanted: readonly EventName[]): Wish[] {
    if (!this.isOn) return [...wanted];
    const quietly: Partial<Record<EventName, readonly Wish[]>> = {
      interrupt: otherInterrupts,
      'return-from-trap': [],
    };
    return wanted.flatMap(name => quietly[name] ?? [name]);
  }

  /** It is part of what is counted. */
  covers(event: Occurrence): boolean {
    return this.isOn && (isTick(event) || event.event === 'return-from-trap');
  }

  /** After each event. True: from now on they are counted. */
  beginsAfter(event: Occurrence): boolean {
    if (isTick(event) && event.mode === 'user' && event.event === 'interrupt') {
      this.frame = event.frame;
      return false;
    }
    const isQuiet = event.event === 'return-from-trap' && event.frame === this.frame;
    this.frame = undefined;
    this.inRow = isQuiet ? this.inRow + 1 : 0;
    if (this.inRow < most) return false;
    this.since = { from: event.count + 1, times: this.times };
    this.toldAt = this.now();
    this.patience = shortestPatience;
    return true;
  }

  /** It is over at an instant: something happens, or somebody looks. `pid` has the CPU, and had it all the time. */
  end(at: number, pid: number, isInKernel: boolean): Quiet {
    const quiet = this.soFar(at, pid, isInKernel);
    this.since = undefined;
    this.inRow = 0;
    return quiet;
  }

  /** Now and then, while it goes on. Nothing where it is too early, or an interrupt is under way. */
  tell(pid: number): Quiet | undefined {
    const { machine } = this.runner.system;
    if (!machine.userMode || this.now() - this.toldAt < this.patience) return undefined;
    const quiet = this.soFar(machine.count, pid, false);
    this.since = { from: machine.count, times: this.times };
    this.toldAt = this.now();
    this.patience = Math.min(2 * this.patience, longestPatience);
    return quiet;
  }

  private soFar(at: number, pid: number, isInKernel: boolean): Quiet {
    const { since, runner } = this;
    if (!since) return { missed: undefined, tick: undefined };
    const last = runner.lastInterrupt(pid);
    const tick = isInKernel ? last : undefined;
    const to = tick?.count ?? at;
    const times = ((this.times - since.times) >>> 0) - (tick ? 1 : 0);
    const lasts = last && times > 0 && !tick ? { last: last.count } : {};
    const missed: Missed = { from: since.from, to, traps: [[timer.name, times]], quietOf: pid, ...lasts };
    return { missed: to > since.from ? missed : undefined, tick };
  }

  private get times(): number {
    return this.runner.system.machine.trapCounts[timer.number] ?? 0;
  }
}
