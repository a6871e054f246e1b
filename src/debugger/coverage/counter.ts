/** Counts how often each instruction of the kernel and of the programs is executed, and how often it goes elsewhere than on. */
import { memoryMap } from '../../isa';
import type { Module } from '../images/module';
import type { World } from '../world';

/** Of the code of one executable, by word from `start` on. */
export interface Counts {
  readonly module: Module;
  readonly start: number;
  readonly executed: Float64Array;
  /** After so many of them the next instruction was another than the one behind. */
  readonly left: Float64Array;
}

export class ExecutionCounter {
  private readonly byModule = new Map<Module, Counts>();
  private readonly kernel: Counts;
  /** Of the program that has the CPU; looked up when it gets it. */
  private program: Counts | undefined;
  private wasUser = false;

  /** Counts from now on. The machine executes its instructions one by one, which takes time. */
  constructor(private readonly world: World) {
    this.kernel = this.of(world.modules.kernel);
    world.machine.executed = (pc, next) => this.count(pc >>> 0, next >>> 0);
  }

  /** What has run, and the programs that were to. */
  get counts(): Counts[] {
    for (const module of this.world.modules.started) this.of(module);
    return [...this.byModule.values()];
  }

  private count(pc: number, next: number): void {
    const isUser = pc < memoryMap.userTop;
    // Between two programs there is the kernel.
    if (isUser && !this.wasUser) this.program = this.running();
    this.wasUser = isUser;
    const counts = isUser ? this.program : this.kernel;
    if (!counts) return;
    const { start, executed, left } = counts;
    const at = (pc - start) >>> 2;
    if (at >= executed.length) return;
    executed[at]! += 1;
    if (next !== pc + wordSize) left[at]! += 1;
  }

  private running(): Counts | undefined {
    const { modules, processes } = this.world;
    const module = modules.ofProcess(processes.live().name);
    return module && this.of(module);
  }

  private of(module: Module): Counts {
    let counts = this.byModule.get(module);
    if (!counts) this.byModule.set(module, (counts = nothingOf(module)));
    return counts;
  }
}

const wordSize = 4;

function nothingOf(module: Module): Counts {
  const code = module.executable.segments.filter(({ execute }) => execute);
  const start = Math.min(...code.map(({ address }) => address));
  const end = Math.max(...code.map(({ address, memorySize }) => address + memorySize));
  const words = Math.max(0, Math.ceil((end - start) / wordSize));
  return { module, start, executed: new Float64Array(words), left: new Float64Array(words) };
}
