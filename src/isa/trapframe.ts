import { type RegisterName, registers } from './registers';
import { rowNamed } from './rows';

/**
 * The trap frame: the words that the hardware pushes at a trap and `rett` pops, lowest address first.
 * The address of the frame is the stack pointer on entry to the trap handler.
 */

const special = [
  ['pc', 'the faulting instruction for a fault, the next one for a system call or an interrupt'],
  ['status', 'the status register as it was: mode and interrupt enable'],
  ['cause', 'why: the index in the trap table'],
  ['value', 'the address, instruction word or port of a fault, else 0'],
] as const;

export type TrapFrameName = RegisterName | (typeof special)[number][0];

export interface TrapFrameField {
  readonly name: TrapFrameName;
  /** Bytes from the start of the frame. */
  readonly offset: number;
  readonly summary: string;
}

export const trapFrame: readonly TrapFrameField[] = [
  ...registers.slice(1).map(({ name, summary }) => [name, summary] as const),
  ...special,
].map(([name, summary], index) => ({ name, offset: index * 4, summary }));

/** Bytes of one trap frame. */
export const trapFrameSize = trapFrame.length * 4;

/** Where a field stands, in bytes from the start of the frame; throws for `zero`, which is not saved. */
export function trapFrameOffset(name: TrapFrameName): number {
  return rowNamed(trapFrame, name).offset;
}
