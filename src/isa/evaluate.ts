/** Carries out what the expressions of `does.ts` say, on numbers of JavaScript. */
import type { Expression, Operator, RegisterPlace } from './does';
import { registerNumber } from './registers';

/** Operands are signed 32-bit words, and so is the result. */
type Compute = (a: number, b: number) => number;

const high = (product: bigint) => Number(BigInt.asIntN(32, product >> 32n));

export const operators: Readonly<Record<Operator, Compute>> = {
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  sll: (a, b) => a << b,
  srl: (a, b) => (a >>> b) | 0,
  sra: (a, b) => a >> b,
  mul: Math.imul,
  mulh: (a, b) => high(BigInt(a) * BigInt(b)),
  mulhu: (a, b) => high(BigInt(a >>> 0) * BigInt(b >>> 0)),
  div: (a, b) => (a / b) | 0,
  divu: (a, b) => ((a >>> 0) / (b >>> 0)) | 0,
  rem: (a, b) => (a % b) | 0,
  remu: (a, b) => ((a >>> 0) % (b >>> 0)) | 0,
  eq: (a, b) => (a === b ? 1 : 0),
  ne: (a, b) => (a !== b ? 1 : 0),
  slt: (a, b) => (a < b ? 1 : 0),
  sltu: (a, b) => (a >>> 0 < b >>> 0 ? 1 : 0),
  sge: (a, b) => (a >= b ? 1 : 0),
  sgeu: (a, b) => (a >>> 0 >= b >>> 0 ? 1 : 0),
};

/** One instruction in its place: its fields, and its address. */
export interface Site {
  readonly rd: number;
  readonly rs1: number;
  readonly rs2: number;
  readonly imm: number;
  readonly pc: number;
}

/** Gives the value of an expression: a signed word. `old` is what the instruction's memory holds. */
export type Evaluate = (registers: Int32Array, site: Site, old: number) => number;

/** The number of the register that an instruction means by a place. */
export function registerAt(place: RegisterPlace, site: Pick<Site, 'rd' | 'rs1' | 'rs2'>): number {
  return place === 'rd' || place === 'rs1' || place === 'rs2' ? site[place] : registerNumber(place);
}

/** The expression as a function. */
export function evaluator(expression: Expression): Evaluate {
  if (typeof expression === 'number') return () => expression | 0;
  if (typeof expression === 'object') return operation(expression);
  switch (expression) {
    case 'imm':
      return (_, { imm }) => imm;
    case 'pc':
      return (_, { pc }) => pc | 0;
    case 'old':
      return (_, __, old) => old;
    case 'rd':
      return (registers, { rd }) => registers[rd]!;
    case 'rs1':
      return (registers, { rs1 }) => registers[rs1]!;
    case 'rs2':
      return (registers, { rs2 }) => registers[rs2]!;
    default: {
      const number = registerNumber(expression);
      return registers => registers[number]!;
    }
  }
}

function operation([operator, left, right]: readonly [Operator, Expression, Expression]): Evaluate {
  const compute = operators[operator];
  const [a, b] = [evaluator(left), evaluator(right)];
  return (registers, site, old) => compute(a(registers, site, old), b(registers, site, old));
}
