import { type RegisterName, registers } from './registers';
import { rowNamed } from './rows';
import { systemCallRegisters } from './systemcalls';

/**
 * The trap frame: the words that the hardware pushes at a trap and `rett` pops, lowest address first.
 * The address of the frame is the stack pointer on entry to the trap handler.
 */

/** What a field holds: an address, why and with which status the CPU trapped, or whatever was in a register. */
type FieldUse = 'address' | 'status' | 'cause' | 'trap-value' | 'call-register' | 'word';

const special = [
  ['pc', 'address', 'the faulting instruction for a fault, the next one for a system call or an interrupt'],
  ['status', 'status', 'the status register as it was: mode and interrupt enable'],
  ['cause', 'cause', 'why: the index in the trap table'],
  ['value', 'trap-value', 'the address, instruction word or port of a fault, else 0'],
] as const;

export type TrapFrameName = RegisterName | (typeof special)[number][0];

export interface TrapFrameField {
  readonly name: TrapFrameName;
  /** Bytes from the start of the frame. */
  readonly offset: number;
  readonly use: FieldUse;
  readonly summary: string;
}

const useOfRegister = (name: RegisterName): FieldUse =>
  name === systemCallRegisters.number ? 'call-register' : 'word';

export const trapFrame: readonly TrapFrameField[] = [
  ...registers.slice(1).map(({ name, summary }) => [name, useOfRegister(name), summary] as const),
  ...special,
].map(([name, use, summary], index) => ({ name, offset: index * 4, use, summary }));

/** Bytes of one trap frame. */
export const trapFrameSize = trapFrame.length * 4;

/** Where a field stands, in bytes from the start of the frame; throws for `zero`, which is not saved. */
export function trapFrameOffset(name: TrapFrameName): number {
  return rowNamed(trapFrame, name).offset;
}
