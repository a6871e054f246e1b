/** Ends processes from outside, by the kernel itself: see `KernelFunctions`. */
import { processOf, threadLabel } from '../events';
import { signalNumber } from '../isa';
import { DebuggerError } from './errors';
import type { KernelFunctions } from './kernel-functions';
import type { Processes } from './processes';

/** `int proc_kill(int pid, int signal)`, of `guest/kernel`. */
const killFunction = 'proc_kill';
const signal = signalNumber('KILL');

export class Kills {
  private readonly waiting = new Set<number>();

  constructor(
    private readonly kernel: KernelFunctions,
    private readonly processes: Processes,
    private readonly note: (text: string) => void,
  ) {}

  /** Throws a DebuggerError where that can never be done, or the kernel refuses; what has to wait is told. */
  ask(pid: number): void {
    const process = this.processes.find(pid);
    if (!process || !this.processes.isAlive(pid))
      throw new DebuggerError(
        'unknown-process',
        `there is no process ${threadLabel(pid)} that could be ended`,
      );
    if (!this.kernel.has(killFunction))
      throw new DebuggerError('not-killed', `this kernel has no function ${killFunction} that could end it`);
    // To the kernel's function 0 is a whole group.
    if (pid === 0) throw new DebuggerError('not-killed', 'the idle process cannot be ended');
    if (this.kernel.isAtRest) return this.end(pid);
    this.waiting.add(pid);
    this.note(
      `${threadLabel(pid)} ${process.name} will be ended as soon as the kernel has done what it is doing`,
    );
  }

  /** To be called now and then, while the machine stands still: what has had to wait. */
  carryOut(): void {
    if (this.waiting.size === 0 || !this.kernel.isAtRest) return;
    const pids = [...this.waiting];
    this.waiting.clear();
    for (const pid of pids) if (this.processes.isAlive(pid)) this.endLate(pid);
  }

  private endLate(pid: number): void {
    try {
      this.end(pid);
    } catch (error) {
      if (!(error instanceof DebuggerError)) throw error;
      this.note(error.message);
    }
  }

  private end(pid: number): void {
    const result = this.kernel.call(killFunction, [processOf(pid), signal]);
    if (result !== 0)
      throw new DebuggerError(
        'not-killed',
        `the kernel does not end process ${threadLabel(pid)}: error ${-result}`,
      );
  }
}
