/** The stop at entry: the first program that the user runs is about to execute the body of its `main`. */
import type { Session } from '../../session';
import { bodiesOf } from '../breakpoints/resolve';
import type { Modules } from '../images/modules';
import type { Processes } from '../processes';
import type { Plan } from './requests';

export interface EntryPoint {
  readonly address: number;
  /** True if the CPU is there, in that program. */
  isHere(): boolean;
}

/** Undefined where no program is started. */
export function entryPoint(system: Session, modules: Modules, processes: Processes): EntryPoint | undefined {
  const module = modules.started[0];
  if (!module) return undefined;
  const { machine } = system;
  const address = bodiesOf(module, 'main')[0] ?? module.executable.entry;
  const isHere = () =>
    machine.pc === address && machine.userMode && modules.ofProcess(processes.live().name) === module;
  return { address, isHere };
}

export const entryPlan = ({ address, isHere }: EntryPoint): Plan => arrivalPlan([address], isHere, 'entry');

/** Runs until the CPU is at one of these addresses, and `when` holds. */
export function arrivalPlan(addresses: readonly number[], when: () => boolean, reason: Plan['reason']): Plan {
  function* steps(): Plan['steps'] {
    yield { kind: 'address', addresses, when };
    return 'arrived';
  }
  return { interest: [], steps: steps(), watch: () => false, ends: () => false, reason, pid: undefined };
}
