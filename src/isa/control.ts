/** Control registers and the bits in them, and the bits of a page-table entry. */

import { rowNamed } from './rows';

export interface Bit<Name extends string = string> {
  /** The suffix of the C constant. */
  readonly name: Name;
  readonly bit: number;
  /** What something is where the bit is set, and what where it is not, if that is worth a word. */
  readonly set: string;
  readonly clear?: string;
  readonly summary: string;
}

interface ControlRegisterRow {
  readonly number: number;
  readonly name: string;
  /** False: `wrcr` to it is an illegal instruction. */
  readonly writable: boolean;
  /** What it holds. */
  readonly use: 'status' | 'trap-table' | 'kernel-stack' | 'address-space';
  readonly summary: string;
}

// prettier-ignore
const registerRows = [
  { number: 0, name: 'status', writable: true, use: 'status', summary: 'Mode and interrupt enable. 0 at reset: kernel mode, interrupts off.' },
  { number: 1, name: 'ttb', writable: false, use: 'trap-table', summary: 'Address of the trap table, set by `ltt`.' },
  { number: 2, name: 'ksp', writable: true, use: 'kernel-stack', summary: 'The kernel stack pointer that a trap from user mode starts with.' },
  { number: 3, name: 'ptb', writable: true, use: 'address-space', summary: 'Physical address of the page directory, with bit 0 set to translate; 0: addresses are physical. Writing it forgets all cached translations.' },
] as const satisfies readonly ControlRegisterRow[];

export type ControlRegisterName = (typeof registerRows)[number]['name'];

export interface ControlRegister extends ControlRegisterRow {
  readonly name: ControlRegisterName;
}

export const controlRegisters: readonly ControlRegister[] = registerRows;

export function controlRegisterNumber(name: ControlRegisterName): number {
  return rowNamed(controlRegisters, name).number;
}

// prettier-ignore
const statusRows = [
  { name: 'USER', bit: 0, set: 'user mode', clear: 'kernel mode', summary: 'user mode' },
  { name: 'IE', bit: 1, set: 'interrupts on', clear: 'interrupts off', summary: 'interrupts enabled' },
] as const satisfies readonly Bit[];

export const statusBits: readonly Bit<(typeof statusRows)[number]['name']>[] = statusRows;

// prettier-ignore
const pageTableRows = [
  { name: 'VALID', bit: 0, set: 'present', clear: 'not present', summary: 'the entry is in use' },
  { name: 'WRITE', bit: 1, set: 'writable', summary: 'may be written, in either mode' },
  { name: 'USER', bit: 2, set: 'user', summary: 'may be used in user mode' },
  { name: 'EXECUTE', bit: 3, set: 'executable', summary: 'instructions may be fetched' },
  { name: 'ACCESSED', bit: 4, set: 'accessed', summary: 'set by the hardware at any access' },
  { name: 'DIRTY', bit: 5, set: 'dirty', summary: 'set by the hardware at a store' },
] as const satisfies readonly Bit[];

export const pageTableBits: readonly Bit<(typeof pageTableRows)[number]['name']>[] = pageTableRows;

/** What a word of such bits says: `user mode`, `interrupts on`. */
export function bitWords(bits: readonly Bit[], word: number): string[] {
  return bits.flatMap(({ bit, set, clear }) => ((word >>> bit) & 1 ? set : (clear ?? [])));
}

/** The word in which only this bit is set: `maskOf(statusBits, 'USER')`. */
export function maskOf<Name extends string>(bits: readonly Bit<Name>[], name: NoInfer<Name>): number {
  return 1 << rowNamed(bits, name).bit;
}
