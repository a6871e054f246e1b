/** The sixteen general registers of Toy32, in the order of their numbers, and what each is for. */

/** What the calling convention uses a register for. */
export type RegisterRole =
  'zero' | 'return-address' | 'stack-pointer' | 'frame-pointer' | 'argument' | 'temporary' | 'saved';

// prettier-ignore
export type RegisterNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

export interface Register<Name extends string = RegisterName> {
  readonly number: RegisterNumber;
  readonly name: Name;
  readonly role: RegisterRole;
  /** Who must keep its value across a call. */
  readonly savedBy: 'caller' | 'callee' | 'nobody';
  readonly summary: string;
}

const savedBy: Readonly<Record<RegisterRole, Register['savedBy']>> = {
  zero: 'nobody',
  'return-address': 'caller',
  'stack-pointer': 'callee',
  'frame-pointer': 'callee',
  argument: 'caller',
  temporary: 'caller',
  saved: 'callee',
};

const register = <const Name extends string>(
  number: RegisterNumber,
  name: Name,
  role: RegisterRole,
  summary: string,
): Register<Name> => ({ number, name, role, savedBy: savedBy[role], summary });

const rows = [
  register(0, 'zero', 'zero', 'always reads 0; writes are lost'),
  register(1, 'ra', 'return-address', 'return address, set by `call`'),
  register(2, 'sp', 'stack-pointer', 'stack pointer; the stack grows down'),
  register(3, 'fp', 'frame-pointer', 'frame pointer: the value of `sp` at function entry'),
  register(4, 'a0', 'argument', 'first argument; the result of a call or of a system call'),
  register(5, 'a1', 'argument', 'second argument; the high word of a 64-bit result'),
  register(6, 'a2', 'argument', 'third argument'),
  register(7, 'a3', 'argument', 'fourth argument'),
  register(8, 'a4', 'argument', 'fifth argument'),
  register(9, 'a5', 'argument', 'sixth argument'),
  register(10, 't0', 'temporary', 'temporary; the number of a system call at `trap`'),
  register(11, 't1', 'temporary', 'temporary'),
  register(12, 't2', 'temporary', 'temporary'),
  register(13, 's0', 'saved', 'saved register'),
  register(14, 's1', 'saved', 'saved register'),
  register(15, 's2', 'saved', 'saved register'),
] as const;

export type RegisterName = (typeof rows)[number]['name'];

/** By number. */
export const registers: readonly Register[] & Readonly<Record<RegisterNumber, Register>> = rows;

/** The register that the low four bits of a field name. */
export function registerField(bits: number): RegisterNumber {
  return (bits & 15) as RegisterNumber;
}

/** The number of the register with this name, `sp` or `r2` alike; undefined for any other text. */
export function registerNumber(name: RegisterName): RegisterNumber;
export function registerNumber(name: string): RegisterNumber | undefined;
export function registerNumber(name: string): RegisterNumber | undefined {
  return registers.find(row => row.name === name || `r${row.number}` === name)?.number;
}

const withRole = (role: RegisterRole): readonly RegisterNumber[] =>
  registers.filter(row => row.role === role).map(row => row.number);

/** The numbers of the registers that the calling convention gives a meaning to. */
export const roles = {
  zero: registerNumber('zero'),
  returnAddress: registerNumber('ra'),
  stackPointer: registerNumber('sp'),
  framePointer: registerNumber('fp'),
  /** The first word of a result. */
  result: registerNumber('a0'),
  /** The others come after it, one after another. */
  firstArgument: registerNumber('a0'),
  arguments: withRole('argument'),
  temporaries: withRole('temporary'),
  saved: withRole('saved'),
} as const;
