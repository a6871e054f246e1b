/**
 * The steps of limited direct execution that no hardware event shows: each is told by the entry
 * of one function of the kernel. A kernel that lacks a function goes without its event.
 */

import type { MilestoneEvent } from '../protocol';

export interface Milestone {
  /** A function of `guest/kernel`. */
  readonly function: string;
  readonly event: MilestoneEvent | 'thread-ready';
  /** What the kernel is about to do, as the trace says it. */
  readonly summary: string;
}

// prettier-ignore
export const milestones: readonly Milestone[] = [
  { function: 'proc_create', event: 'process-create', summary: 'create an entry in the process list' },
  { function: 'vm_alloc', event: 'memory-allocate', summary: 'allocate memory' },
  { function: 'load_program', event: 'program-load', summary: 'load the program from disk' },
  { function: 'setup_arguments', event: 'arguments', summary: 'set up the user stack with argv' },
  { function: 'setup_trapframe', event: 'kernel-stack-fill', summary: 'fill the kernel stack with registers and PC' },
  { function: 'kill_for_fault', event: 'process-fault', summary: 'end the process for what it did' },
  { function: 'call_handler', event: 'signal-handler', summary: 'have the program run its handler for a signal' },
  { function: 'proc_free', event: 'process-free', summary: 'free the memory of the process and remove it from the list' },
  { function: 'make_ready', event: 'thread-ready', summary: 'have a thread among those that could run' },
  { function: 'pipe_read', event: 'pipe-read', summary: 'read from a pipe' },
  { function: 'pipe_write', event: 'pipe-write', summary: 'write to a pipe' },
];
