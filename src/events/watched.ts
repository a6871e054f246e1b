/** What this room watches: a machine with a kernel in it, and how to find what its processes run. */
import type { Executable } from '../image';
import type { Machine } from '../machine';
import type { KernelView } from './kernel-view';

export interface Watched {
  readonly machine: Machine;
  readonly kernel: Executable;
  readonly view: KernelView;
  /** What a process runs, by the name that the kernel has for it, which may be a path or cut short. */
  executableOf(processName: string): Executable | undefined;
}

/**
 * The process whose kernel stack a trap from user mode would take: it has the CPU, in its system calls too. At power-on there
 * are no stacks, and the kernel's debug information need not be read to know that.
 */
export const pidOnCpu = ({ machine, view }: Pick<Watched, 'machine' | 'view'>): number =>
  machine.ksp === 0 ? 0 : (view.pidOfStack(machine.ksp) ?? 0);
