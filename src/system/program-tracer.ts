/** Follows user programs through what no hardware event shows: their first instruction, `main`, and its return. */
import type { EventDetails } from './events';
import type { Process } from './kernel-view';
import { type System, executableOf } from './system';
import { addressOf } from './symbols';

interface Identity {
  readonly pid: number;
  readonly name: string;
}

const returnAddress = 1;
const firstArgument = 4;

export class ProgramTracer {
  private readonly entries = new Set<number>();
  /** Where `main` returns to, for the processes that are in it. */
  private readonly returns = new Map<number, number>();
  /** Processes that have been in user mode. */
  private readonly begun = new Set<number>();
  /** Processes with a program that has not been in user mode yet. */
  private readonly loaded = new Set<number>();

  constructor(private readonly system: System) {
    for (const executable of system.programs.values()) {
      const main = addressOf(executable(), 'main');
      if (main !== undefined) this.entries.add(main);
    }
  }

  /** Where the machine has to stop for `arrive`. */
  get breakpoints(): Iterable<number> {
    return [...this.entries, ...this.returns.values()];
  }

  /** True the first time that a process goes to user mode. A copy of a process is in `main` where that one is. */
  starts(process: Process | undefined): boolean {
    if (!process || this.begun.has(process.pid)) return false;
    this.begun.add(process.pid);
    const origin = this.returns.get(process.parent);
    const copied = !this.loaded.delete(process.pid);
    if (copied && origin !== undefined) this.returns.set(process.pid, origin);
    return true;
  }

  /** A process gets a new program, which starts from the beginning. */
  replaced(pid: number): void {
    this.forget(pid);
    this.loaded.add(pid);
  }

  /** A process is gone. */
  forget(pid: number): void {
    this.begun.delete(pid);
    this.returns.delete(pid);
    this.loaded.delete(pid);
  }

  /** What it means that a process in user mode is at this address. */
  arrive(address: number, process: Identity): EventDetails | undefined {
    const { machine } = this.system;
    if (this.returns.get(process.pid) === address) {
      this.returns.delete(process.pid);
      return { event: 'main-return', value: machine.registers[firstArgument]! };
    }
    const executable = this.entries.has(address) && executableOf(this.system, process.name);
    if (!executable || this.returns.has(process.pid) || addressOf(executable, 'main') !== address)
      return undefined;
    this.returns.set(process.pid, machine.registers[returnAddress]! >>> 0);
    return { event: 'main', argv: this.argv() };
  }

  /** The texts of argv, from the registers at the entry of `main(argc, argv)`. */
  private argv(): string[] {
    const { machine } = this.system;
    const count = Math.min(machine.registers[firstArgument]!, 64);
    const list = machine.registers[firstArgument + 1]! >>> 0;
    return Array.from({ length: Math.max(0, count) }, (_, index) => {
      const bytes = machine.readMemory(machine.readWord(list + index * 4) ?? 0, 256);
      const end = bytes.indexOf(0);
      return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
    });
  }
}
