/**
 * Runs a system to its end for a host: in slices, with console output out and console input in, until it is off,
 * stuck, at its limit or interrupted.
 */
import type { Stop } from '../machine';
import type { KernelView } from '../events';
import type { Runner } from './runner';

export interface ConsoleInput {
  /**
   * True: input goes to the guest as it arrives, as from a person. False: the machine waits for it when the guest
   * asks, so that the same input gives the same run.
   */
  readonly live: boolean;
  /** The next piece of what has arrived. */
  take(): Uint8Array | 'end' | undefined;
  /** Resolves once `take` has something, after so many milliseconds, or when the host is interrupted. */
  arrival(milliseconds?: number): Promise<void>;
}

export interface PumpHost {
  readonly input: ConsoleInput;
  /** Bytes that the guest has printed; called within a slice. */
  output(byte: number): void;
  /** Called between slices: brings output to where it goes, and lets the host's own events happen. */
  breathe(): Promise<void>;
  readonly interrupted: boolean;
}

export type Outcome =
  | Extract<Stop, { reason: 'off' | 'panic' | 'double-fault' }>
  | { readonly reason: 'limit' }
  | { readonly reason: 'interrupted' }
  /** Every process waits for something that cannot come. */
  | { readonly reason: 'deadlock' };

/** Instructions between two breaths: about ten milliseconds. */
const slice = 1_000_000;
/** While all wait for a person at the console, the machine's clock keeps to real time. */
const idleSlice = 10_000;
const idleMilliseconds = 10;

export async function pump(runner: Runner, host: PumpHost, limit = Infinity): Promise<Outcome> {
  const { machine, view } = runner.system;
  const feeder = new Feeder(runner, host.input);
  machine.console.output = byte => host.output(byte);
  machine.stopOnInputWanted = !host.input.live;
  for (;;) {
    if (host.interrupted) return { reason: 'interrupted' };
    if (machine.count >= limit) return { reason: 'limit' };
    if (host.input.live) feeder.feedAll();
    const forPerson = host.input.live && machine.console.wanted && isResting(view);
    const stop = runner.run(Math.min(forPerson ? idleSlice : slice, limit - machine.count));
    await host.breathe();
    switch (stop.reason) {
      case 'off':
      case 'panic':
      case 'double-fault':
        return stop;
      case 'input':
        await feeder.answer();
        break;
      case 'idle':
        if (!(await feeder.answer())) return { reason: 'deadlock' };
        break;
      case 'budget':
        if (forPerson) await host.input.arrival(idleMilliseconds);
        else if (isStuck(view)) return { reason: 'deadlock' };
        break;
      default:
      // Nothing here asks for the other stops.
    }
  }
}

/** Gives host input to the console. */
class Feeder {
  private ended = false;

  constructor(
    private readonly runner: Runner,
    private readonly input: ConsoleInput,
  ) {}

  /** Gives all that has arrived. */
  feedAll(): void {
    while (this.feed());
  }

  /** Waits for input that the guest has asked for; false if it has not. After the end, the answer is the end again. */
  async answer(): Promise<boolean> {
    const { console } = this.runner.system.machine;
    if (!console.wanted) return false;
    if (this.ended) console.end();
    else {
      await this.input.arrival();
      this.feed();
    }
    return true;
  }

  private feed(): boolean {
    const piece = this.ended ? undefined : this.input.take();
    if (piece === undefined) return false;
    const { console } = this.runner.system.machine;
    if (piece === 'end') {
      this.ended = true;
      console.end();
    } else console.input(piece);
    return true;
  }
}

/** True if no process could use the CPU. */
function isResting(view: KernelView): boolean {
  const processes = view.processes().filter(({ pid }) => pid !== 0);
  return processes.length > 0 && processes.every(({ state }) => state === 'blocked' || state === 'zombie');
}

/**
 * True if no process will ever run again although the kernel lets the timer tick: it idles, and each process waits
 * for another one. Goes by the kernel's own words; a wait that it has other words for may end.
 */
function isStuck(view: KernelView): boolean {
  if (view.current()?.pid !== 0 || !isResting(view)) return false;
  return view
    .processes()
    .filter(({ pid, state }) => pid !== 0 && state !== 'zombie')
    .every(({ why }) => /\b(child|pipe)\b/.test(why));
}
