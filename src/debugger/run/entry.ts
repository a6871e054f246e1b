/** The stop at entry: the first program that the user runs is about to execute the body of its `main`. */
import type { System } from '../../system';
import { bodyOf } from '../breakpoints/resolve';
import type { Modules } from '../images/modules';
import type { Processes } from '../processes';
import type { Plan } from './requests';

/** Undefined where no program is started. */
export function entryPlan(system: System, modules: Modules, processes: Processes): Plan | undefined {
  const module = modules.started[0];
  if (!module) return undefined;
  const address = bodyOf(module, 'main') ?? module.executable.entry;
  const when = () => system.machine.userMode && modules.ofProcess(processes.live().name) === module;
  function* steps(): Plan['steps'] {
    yield { kind: 'address', address, when };
    return 'arrived';
  }
  return { steps: steps(), watch: () => false, reason: 'entry', pid: undefined };
}
