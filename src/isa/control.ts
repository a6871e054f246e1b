/** Control registers and the bits in them, and the bits of a page-table entry. */

export interface Bit {
  /** The suffix of the C constant. */
  readonly name: string;
  readonly bit: number;
  readonly summary: string;
}

export interface ControlRegister {
  readonly number: number;
  readonly name: string;
  /** False: `wrcr` to it is an illegal instruction. */
  readonly writable: boolean;
  readonly summary: string;
}

// prettier-ignore
export const controlRegisters: readonly ControlRegister[] = [
  { number: 0, name: 'status', writable: true, summary: 'Mode and interrupt enable. 0 at reset: kernel mode, interrupts off.' },
  { number: 1, name: 'ttb', writable: false, summary: 'Address of the trap table, set by `ltt`.' },
  { number: 2, name: 'ksp', writable: true, summary: 'The kernel stack pointer that a trap from user mode starts with.' },
  { number: 3, name: 'ptb', writable: true, summary: 'Physical address of the page directory, with bit 0 set to translate; 0: addresses are physical. Writing it forgets all cached translations.' },
];

// prettier-ignore
export const statusBits: readonly Bit[] = [
  { name: 'USER', bit: 0, summary: 'user mode' },
  { name: 'IE', bit: 1, summary: 'interrupts enabled' },
];

// prettier-ignore
export const pageTableBits: readonly Bit[] = [
  { name: 'VALID', bit: 0, summary: 'the entry is in use' },
  { name: 'WRITE', bit: 1, summary: 'may be written, in either mode' },
  { name: 'USER', bit: 2, summary: 'may be used in user mode' },
  { name: 'EXECUTE', bit: 3, summary: 'instructions may be fetched' },
  { name: 'ACCESSED', bit: 4, summary: 'set by the hardware at any access' },
  { name: 'DIRTY', bit: 5, summary: 'set by the hardware at a store' },
];
