/** Follows user programs through what no hardware event shows: their first instruction, `main`, and its return. */
import { roles } from '../isa';
import type { EventDetails } from '../protocol';
import type { Process } from './kernel-view';
import type { Watched } from './watched';
import { addressOf } from './symbols';

const { returnAddress, result, firstArgument } = roles;

interface Place {
  readonly what: 'main' | 'return';
  readonly address: number;
}

export class ProgramTracer {
  /**
   * Where each process is awaited next: at the entry of `main`, then where that returns to. Only until it comes
   * there, since to another program the address may be the hottest of all.
   */
  private readonly awaited = new Map<number, Place>();
  /** Processes that have been in user mode. */
  private readonly begun = new Set<number>();
  /** Processes with a program that has not been in user mode yet. */
  private readonly loaded = new Set<number>();

  constructor(private readonly system: Watched) {}

  /** Where the machine has to stop for `arrive`. */
  get breakpoints(): Iterable<number> {
    return [...this.awaited.values()].map(({ address }) => address);
  }

  /** True the first time that a process goes to user mode. A copy of a process is where that one is. */
  starts(process: Process | undefined): boolean {
    if (!process || this.begun.has(process.pid)) return false;
    this.begun.add(process.pid);
    const next = this.loaded.delete(process.pid) ? this.mainOf(process) : this.awaited.get(process.parent);
    if (next) this.awaited.set(process.pid, next);
    return true;
  }

  private mainOf({ name }: Process): Place | undefined {
    const executable = this.system.executableOf(name);
    const address = executable && addressOf(executable, 'main');
    return address === undefined ? undefined : { what: 'main', address };
  }

  /** A process gets a new program, which starts from the beginning. */
  replaced(pid: number): void {
    this.forget(pid);
    this.loaded.add(pid);
  }

  /** A process is gone. */
  forget(pid: number): void {
    this.awaited.delete(pid);
    this.begun.delete(pid);
    this.loaded.delete(pid);
  }

  /** What it means that a process in user mode is at this address. */
  arrive(address: number, pid: number): EventDetails | undefined {
    const next = this.awaited.get(pid);
    if (next?.address !== address) return undefined;
    const { registers } = this.system.machine;
    if (next.what === 'return') {
      this.awaited.delete(pid);
      return { event: 'main-return', value: registers[result]! };
    }
    this.awaited.set(pid, { what: 'return', address: registers[returnAddress]! >>> 0 });
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
