/** A running system with what it takes to look into it, without anybody who debugs it. */
import { type SystemImage, startSystem } from '../boot';
import type { InputEntry } from '../machine';
import { type RunState, Runner, type Session, openSession } from '../session';
import { present } from '../source';
import { Modules } from './images/modules';
import { Inspector } from './inspector';
import { KernelFunctions } from './kernel-functions';
import { Pages } from './pages';
import { Processes } from './processes';
import { Unwinder } from './unwind/unwinder';

export class World {
  readonly runner: Runner;
  readonly modules: Modules;
  readonly processes: Processes;
  readonly inspector: Inspector;

  constructor(readonly system: Session) {
    this.runner = new Runner(system);
    this.modules = new Modules(system);
    this.processes = new Processes(system, () => unwinder.ownerOfFrames());
    const unwinder = new Unwinder(system, this.modules, this.processes, () => undefined);
    this.inspector = new Inspector(
      system,
      this.modules,
      this.processes,
      unwinder,
      new Pages(new KernelFunctions(system), () => {}),
      () => {},
    );
  }

  /** Another machine that stands where one of the same kind has stood, and goes its own way. */
  static from(image: SystemImage, state: RunState): World {
    const { system, problem } = startSystem(image);
    const world = new World(openSession(present(system, `a second machine: ${problem}`)));
    world.runner.restore(state);
    return world;
  }

  /** Another machine of the same kind, at its first instant, with all that came from outside to come again. */
  static again(image: SystemImage, script: readonly InputEntry[]): World {
    const { system, problem } = startSystem(image);
    const world = new World(openSession(present(system, `a second machine: ${problem}`)));
    world.machine.playInput(script);
    return world;
  }

  get machine() {
    return this.system.machine;
  }
}
