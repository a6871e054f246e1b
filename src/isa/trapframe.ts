import { registers } from './registers';

/**
 * The trap frame: the words that the hardware pushes at a trap and `rett` pops, lowest address first.
 * The address of the frame is the stack pointer on entry to the trap handler.
 */

export interface TrapFrameField {
  readonly name: string;
  /** Bytes from the start of the frame. */
  readonly offset: number;
  readonly summary: string;
}

const special = [
  ['pc', 'the faulting instruction for a fault, the next one for a system call or an interrupt'],
  ['status', 'the status register as it was: mode and interrupt enable'],
  ['cause', 'why: the index in the trap table'],
  ['value', 'the address, instruction word or port of a fault, else 0'],
];

// prettier-ignore
export const trapFrame: readonly TrapFrameField[] = [
  ...registers.slice(1).map(register => [register.name, register.summary]),
  ...special,
].map(([name, summary], index) => ({ name, offset: index * 4, summary }));

/** Bytes of one trap frame. */
export const trapFrameSize = trapFrame.length * 4;
