/** The sixteen general registers of Toy32, in the order of their numbers. */

export interface Register {
  readonly number: number;
  readonly name: string;
  /** Who must keep its value across a call. */
  readonly savedBy: 'caller' | 'callee' | 'nobody';
  readonly summary: string;
}

// prettier-ignore
export const registers: readonly Register[] = [
  { number: 0, name: 'zero', savedBy: 'nobody', summary: 'always reads 0; writes are lost' },
  { number: 1, name: 'ra', savedBy: 'caller', summary: 'return address, set by `call`' },
  { number: 2, name: 'sp', savedBy: 'callee', summary: 'stack pointer; the stack grows down' },
  { number: 3, name: 'fp', savedBy: 'callee', summary: 'frame pointer: the value of `sp` at function entry' },
  { number: 4, name: 'a0', savedBy: 'caller', summary: 'first argument; the result of a call or of a system call' },
  { number: 5, name: 'a1', savedBy: 'caller', summary: 'second argument; the high word of a 64-bit result' },
  { number: 6, name: 'a2', savedBy: 'caller', summary: 'third argument' },
  { number: 7, name: 'a3', savedBy: 'caller', summary: 'fourth argument' },
  { number: 8, name: 'a4', savedBy: 'caller', summary: 'fifth argument' },
  { number: 9, name: 'a5', savedBy: 'caller', summary: 'sixth argument' },
  { number: 10, name: 't0', savedBy: 'caller', summary: 'temporary; the number of a system call at `trap`' },
  { number: 11, name: 't1', savedBy: 'caller', summary: 'temporary' },
  { number: 12, name: 't2', savedBy: 'caller', summary: 'temporary' },
  { number: 13, name: 's0', savedBy: 'callee', summary: 'saved register' },
  { number: 14, name: 's1', savedBy: 'callee', summary: 'saved register' },
  { number: 15, name: 's2', savedBy: 'callee', summary: 'saved register' },
];

/** The number of the register with this name, `sp` or `r2` alike; undefined for any other text. */
export function registerNumber(name: string): number | undefined {
  const row = registers.find(register => register.name === name);
  if (row) return row.number;
  const match = /^r(\d|1[0-5])$/.exec(name);
  return match ? Number(match[1]) : undefined;
}
