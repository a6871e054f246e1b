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
