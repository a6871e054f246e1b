/** Exception filters: the operating system's events that a client may want the machine to stop at. */

export type FilterId =
  | 'system-call'
  | 'page-fault'
  | 'privileged-instruction'
  | 'illegal-instruction'
  | 'fault'
  | 'timer-interrupt'
  | 'device-interrupt'
  | 'context-switch'
  | 'process-start'
  | 'process-exit';

export interface Filter {
  readonly id: FilterId;
  readonly label: string;
  readonly description: string;
  /** What a condition of it may be. */
  readonly conditionHelp: string;
}

const expression = 'a C expression, such as current->pid == 3';

// prettier-ignore
export const filters: readonly Filter[] = [
  { id: 'system-call', label: 'System Calls', description: 'A program executes trap: stops at the first instruction of the kernel’s handler.', conditionHelp: 'names of system calls: write, or write, open' },
  { id: 'page-fault', label: 'Page Faults', description: 'A fetch, load or store that the page table does not allow.', conditionHelp: expression },
  { id: 'privileged-instruction', label: 'Privileged Instructions', description: 'A program executes an instruction that is the kernel’s alone.', conditionHelp: expression },
  { id: 'illegal-instruction', label: 'Illegal Instructions', description: 'A word that is no instruction is executed.', conditionHelp: expression },
  { id: 'fault', label: 'Other Faults', description: 'Division by zero, a misaligned address, a brk instruction.', conditionHelp: expression },
  { id: 'timer-interrupt', label: 'Timer Interrupts', description: 'The timer interrupts what runs.', conditionHelp: expression },
  { id: 'device-interrupt', label: 'Device Interrupts', description: 'The console or the disk interrupts what runs.', conditionHelp: expression },
  { id: 'context-switch', label: 'Context Switches', description: 'The kernel gives the CPU to another process.', conditionHelp: expression },
  { id: 'process-start', label: 'Process Starts', description: 'A process executes its first instruction in user mode.', conditionHelp: expression },
  { id: 'process-exit', label: 'Process Exits', description: 'A process has ended.', conditionHelp: expression },
];
