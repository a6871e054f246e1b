/** Tells, now and then, which processes have begun to run which program: by exec, or as the child of one that does. */
import type { Session } from '../session';
import type { Modules } from './images/modules';

export class Executions {
  private known: ReadonlyMap<number, string> = new Map();

  constructor(
    private readonly system: Session,
    private readonly modules: Modules,
    private readonly tell: (program: string) => void,
  ) {}

  look(): void {
    const now = new Map<number, string>();
    for (const { pid, name, state } of this.system.view.processes()) {
      // Of a process in the making the kernel has not written everything down yet.
      const program = state === 'embryo' ? undefined : this.modules.ofProcess(name);
      if (program) now.set(pid, program.name);
    }
    for (const [pid, program] of now) if (this.known.get(pid) !== program) this.tell(program);
    this.known = now;
  }
}
