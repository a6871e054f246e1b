/** Why the CPU enters the kernel. A cause's number is its index in the trap table. */

import { rowNamed } from './rows';

interface CauseRow {
  readonly number: number;
  /** The name in tools and events. */
  readonly name: string;
  /** The suffix of the C constant `CAUSE_…`. */
  readonly constant: string;
  /** A fault reports the faulting instruction as PC; a system call and an interrupt report the next one. */
  readonly kind: 'fault' | 'call' | 'interrupt';
  /** What the `value` field of the trap frame holds. */
  readonly value: 'address' | 'instruction' | 'port' | 'none';
  readonly summary: string;
}

// prettier-ignore
const rows = [
  { number: 1, name: 'illegal-instruction', constant: 'ILLEGAL', kind: 'fault', value: 'instruction', summary: 'The word is no instruction; `value` is the word.' },
  { number: 2, name: 'privileged-instruction', constant: 'PRIVILEGED', kind: 'fault', value: 'port', summary: 'A privileged instruction in user mode; `value` is the port of an `in` or `out`, else 0.' },
  { number: 3, name: 'divide-by-zero', constant: 'DIVIDE', kind: 'fault', value: 'none', summary: 'A division or remainder by zero.' },
  { number: 4, name: 'misaligned-address', constant: 'MISALIGNED', kind: 'fault', value: 'address', summary: 'An address that is not a multiple of the size of the access, or of 4 for a jump.' },
  { number: 5, name: 'fetch-page-fault', constant: 'FETCH_FAULT', kind: 'fault', value: 'address', summary: 'No instruction may be fetched from this address.' },
  { number: 6, name: 'load-page-fault', constant: 'LOAD_FAULT', kind: 'fault', value: 'address', summary: 'This address may not be read.' },
  { number: 7, name: 'store-page-fault', constant: 'STORE_FAULT', kind: 'fault', value: 'address', summary: 'This address may not be written.' },
  { number: 8, name: 'breakpoint', constant: 'BREAKPOINT', kind: 'fault', value: 'none', summary: 'The `brk` instruction.' },
  { number: 9, name: 'system-call', constant: 'SYSTEM_CALL', kind: 'call', value: 'none', summary: 'The `trap` instruction.' },
  { number: 16, name: 'timer-interrupt', constant: 'TIMER', kind: 'interrupt', value: 'none', summary: 'The interval of the timer has passed.' },
  { number: 17, name: 'console-interrupt', constant: 'CONSOLE', kind: 'interrupt', value: 'none', summary: 'Input has arrived at the console.' },
  { number: 18, name: 'disk-interrupt', constant: 'DISK', kind: 'interrupt', value: 'none', summary: 'The disk has finished its command.' },
] as const satisfies readonly CauseRow[];

export type CauseName = (typeof rows)[number]['name'];

export interface Cause extends CauseRow {
  readonly name: CauseName;
}

export const causes: readonly Cause[] = rows;

/** Words in the trap table; entries without a cause are never used. */
export const trapTableEntries = 32;

/** The row of a cause that a text names, if it does. */
export function causeOf(text: string): Cause | undefined {
  return causes.find(({ name }) => name === text);
}

export function causeNamed(name: CauseName): Cause {
  return rowNamed(causes, name);
}
