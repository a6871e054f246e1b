/**
 * Ends processes from outside, by the kernel itself: the CPU calls the kernel's own function for it, in between, as if
 * a program had asked. It does so where the kernel is at rest: in user mode, or while it idles.
 */
import { processOf, threadLabel } from '../events';
import { maskOf, roles, signalNumber, statusBits } from '../isa';
import type { Machine } from '../machine';
import type { Session } from '../session';
import { present } from '../source';
import { DebuggerError } from './errors';
import type { Processes } from './processes';

/** `int proc_kill(int pid, int signal)`, of `guest/kernel`. */
const killFunction = 'proc_kill';
const signal = signalNumber('KILL');
/** Instructions after which a function of the kernel is not waited for any more. */
const patience = 100_000;

export class Kills {
  private readonly waiting = new Set<number>();

  constructor(
    private readonly system: Session,
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
    if (this.address === undefined)
      throw new DebuggerError('not-killed', `this kernel has no function ${killFunction} that could end it`);
    // To the kernel's function 0 is a whole group.
    if (pid === 0) throw new DebuggerError('not-killed', 'the idle process cannot be ended');
    if (isAtRest(this.system.machine)) return this.end(pid);
    this.waiting.add(pid);
    this.note(
      `${threadLabel(pid)} ${process.name} will be ended as soon as the kernel has done what it is doing`,
    );
  }

  /** To be called now and then, while the machine stands still: what has had to wait. */
  carryOut(): void {
    if (this.waiting.size === 0 || !isAtRest(this.system.machine)) return;
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
    const { machine, kernel } = this.system;
    const result = callKernel(
      machine,
      present(this.address, 'function of the kernel that ends a process'),
      [processOf(pid), signal],
      kernel.entry,
    );
    if (result !== 0)
      throw new DebuggerError(
        'not-killed',
        `the kernel does not end process ${threadLabel(pid)}: error ${-result}`,
      );
  }

  private get address(): number | undefined {
    return this.system.kernel.symbols.find(({ name }) => name === killFunction)?.address;
  }
}

const isAtRest = ({ userMode, waiting }: Machine) => userMode || waiting;

/**
 * What a function of the kernel returns. It runs in kernel mode without interrupts, on the kernel stack of whoever has
 * the CPU, and afterwards the CPU is as it was; where it was waiting, it has been woken. `back` is an address that
 * the function never comes to.
 */
function callKernel(machine: Machine, address: number, args: readonly number[], back: number): number {
  const { pc, status, registers, observer } = machine;
  const saved = registers.slice();
  const resume = machine.waiting ? pc + 4 : pc;
  machine.observer = undefined;
  machine.byHand(() => {
    if (machine.userMode) registers[roles.stackPointer] = machine.ksp;
    machine.status = status & ~maskOf(statusBits, 'USER') & ~maskOf(statusBits, 'IE');
    args.forEach((value, index) => (registers[roles.firstArgument + index] = value));
    registers[roles.returnAddress] = back;
    machine.pc = address;
  });
  try {
    for (let left = patience; machine.pc !== back; left--) {
      if (left === 0)
        throw new DebuggerError('not-killed', 'the kernel does not come back from its function');
      machine.run(1);
    }
    return registers[roles.result];
  } finally {
    machine.byHand(() => {
      registers.set(saved);
      machine.status = status;
      machine.pc = resume;
    });
    machine.observer = observer;
  }
}
