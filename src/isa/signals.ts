/** POSIX's signals, with the numbers that they have on most systems, and what they do to a process that has no handler. */

import { rowNamed } from './rows';

/** `core` ends a process too: for a fault of its own, where other systems keep its memory in a file. */
export type DefaultAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

interface SignalRow {
  readonly number: number;
  /** Without the `SIG` in front. */
  readonly name: string;
  readonly action: DefaultAction;
  /** What it says, as strsignal() has it. */
  readonly summary: string;
}

// prettier-ignore
const rows = [
  { number: 1, name: 'HUP', action: 'terminate', summary: 'Hangup' },
  { number: 2, name: 'INT', action: 'terminate', summary: 'Interrupt' },
  { number: 3, name: 'QUIT', action: 'core', summary: 'Quit' },
  { number: 4, name: 'ILL', action: 'core', summary: 'Illegal instruction' },
  { number: 5, name: 'TRAP', action: 'core', summary: 'Trace/breakpoint trap' },
  { number: 6, name: 'ABRT', action: 'core', summary: 'Aborted' },
  { number: 7, name: 'BUS', action: 'core', summary: 'Bus error' },
  { number: 8, name: 'FPE', action: 'core', summary: 'Floating point exception' },
  { number: 9, name: 'KILL', action: 'terminate', summary: 'Killed' },
  { number: 10, name: 'USR1', action: 'terminate', summary: 'User defined signal 1' },
  { number: 11, name: 'SEGV', action: 'core', summary: 'Segmentation fault' },
  { number: 12, name: 'USR2', action: 'terminate', summary: 'User defined signal 2' },
  { number: 13, name: 'PIPE', action: 'terminate', summary: 'Broken pipe' },
  { number: 14, name: 'ALRM', action: 'terminate', summary: 'Alarm clock' },
  { number: 15, name: 'TERM', action: 'terminate', summary: 'Terminated' },
  { number: 17, name: 'CHLD', action: 'ignore', summary: 'Child exited' },
  { number: 18, name: 'CONT', action: 'continue', summary: 'Continued' },
  { number: 19, name: 'STOP', action: 'stop', summary: 'Stopped (signal)' },
  { number: 20, name: 'TSTP', action: 'stop', summary: 'Stopped' },
  { number: 21, name: 'TTIN', action: 'stop', summary: 'Stopped (tty input)' },
  { number: 22, name: 'TTOU', action: 'stop', summary: 'Stopped (tty output)' },
  { number: 23, name: 'URG', action: 'ignore', summary: 'Urgent I/O condition' },
  { number: 24, name: 'XCPU', action: 'core', summary: 'CPU time limit exceeded' },
  { number: 25, name: 'XFSZ', action: 'core', summary: 'File size limit exceeded' },
  { number: 26, name: 'VTALRM', action: 'terminate', summary: 'Virtual timer expired' },
  { number: 27, name: 'PROF', action: 'terminate', summary: 'Profiling timer expired' },
  { number: 28, name: 'WINCH', action: 'ignore', summary: 'Window changed' },
  { number: 31, name: 'SYS', action: 'core', summary: 'Bad system call' },
] as const satisfies readonly SignalRow[];

export type SignalName = (typeof rows)[number]['name'];

export interface Signal extends SignalRow {
  readonly name: SignalName;
}

export const signals: readonly Signal[] = rows;

export function signalNumber(name: SignalName): number {
  return rowNamed(signals, name).number;
}

/** `SIGTERM`; `signal 40` for one that there is not. */
export function signalName(number: number): string {
  const row = signals.find(signal => signal.number === number);
  return row ? `SIG${row.name}` : `signal ${number}`;
}

/** `SIGINT | SIGTERM`: the members of a `sigset_t`, in which the bit of a signal is its number; `none`. */
export function signalSetText(set: number): string {
  const names = Array.from({ length: 32 }, (_, number) => number).filter(number => (set >>> number) & 1);
  return names.map(signalName).join(' | ') || 'none';
}

/** In a wait status: the low bits have the number of the signal that has ended the process; `core` is WCOREFLAG. */
export const waitStatus = { signalMask: 0x7f, core: 0x80 } as const;
