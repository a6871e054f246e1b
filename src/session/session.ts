/** A booted system with what the host knows of it: the kernel's processes, read from its memory. */
import type { System } from '../boot';
import { KernelView } from '../events';

export interface Session extends System {
  readonly view: KernelView;
}

export function openSession(system: System): Session {
  return { ...system, view: new KernelView(system.machine, system.kernel) };
}
