/** The kernel and the programs of a system as modules. */
import type { Executable } from '../../image';
import { memoryMap } from '../../isa';
import type { Session } from '../../session';
import { Module } from './module';
import { present } from '../../source';

export class Modules {
  readonly kernel: Module;
  private readonly made = new Map<Executable, Module>();

  constructor(private readonly system: Session) {
    this.kernel = new Module('kernel', system.kernel, 'kernel');
  }

  /** What a process with this name runs; undefined if nobody knows. */
  ofProcess(name: string): Module | undefined {
    const program = this.system.programOf(name);
    const executable = program === undefined ? undefined : this.system.programs.get(program);
    return program !== undefined && executable ? this.of(executable(), program) : undefined;
  }

  /** The programs that the user runs, each once. */
  get started(): Module[] {
    const { programs, started } = this.system;
    return [...new Set(started.map(name => this.of(present(programs.get(name), `program ${name}`)(), name)))];
  }

  /** The programs that are on every disk. */
  get bundled(): Module[] {
    const started = new Set(this.started);
    const all = [...this.system.programs].map(([name, executable]) => this.of(executable(), name));
    return [...new Set(all)].filter(module => !started.has(module));
  }

  /** The programs that the user runs, the kernel, and the others: the order in which names are looked up. */
  get all(): Module[] {
    return [...this.started, this.kernel, ...this.bundled];
  }

  named(name: string): Module | undefined {
    if (name === 'kernel') return this.kernel;
    const executable = this.system.programs.get(name);
    return executable && this.of(executable(), name);
  }

  private of(executable: Executable, name: string): Module {
    let module = this.made.get(executable);
    if (!module) this.made.set(executable, (module = new Module(name, executable, 'program')));
    return module;
  }
}

/** The kernel's half of the addresses. */
export const isKernelAddress = (address: number): boolean => address >= memoryMap.userTop;
