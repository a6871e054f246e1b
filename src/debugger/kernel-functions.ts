/**
 * Functions of the kernel, called from outside: the CPU calls them in between, as if a program had asked. It does so
 * where the kernel is at rest: in user mode, or while it idles.
 */
import { maskOf, roles, statusBits } from '../isa';
import type { Session } from '../session';
import { present } from '../source';
import { DebuggerError } from './errors';

/** Instructions after which a function of the kernel is not waited for any more. */
const patience = 100_000;

export class KernelFunctions {
  constructor(private readonly system: Session) {}

  get isAtRest(): boolean {
    const { userMode, waiting } = this.system.machine;
    return userMode || waiting;
  }

  has(name: string): boolean {
    return this.addressOf(name) !== undefined;
  }

  /**
   * What the function returns. It runs in kernel mode without interrupts, on the kernel stack of whoever has the CPU,
   * and afterwards the CPU is as it was; where it was waiting, it has been woken. Throws a DebuggerError if it does not
   * come back.
   */
  call(name: string, args: readonly number[]): number {
    const { machine, kernel } = this.system;
    const address = present(this.addressOf(name), `function ${name} of the kernel`);
    const { pc, status, registers, observer } = machine;
    const saved = registers.slice();
    const resume = machine.waiting ? pc + 4 : pc;
    // An address that the function never comes to.
    const back = kernel.entry;
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
          throw new DebuggerError('no-return', `the kernel does not come back from its function ${name}`);
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

  private addressOf(name: string): number | undefined {
    return this.system.kernel.symbols.find(symbol => symbol.name === name)?.address;
  }
}
