/** Arithmetic on words in registers, with the second operand a constant where one is known. */
import type { ArithmeticOperator, ShiftOperator } from '../c/ast';
import { fitsIn } from '../c/types/compatible';
import { type CType, isSigned, sizeOf } from '../c/types/types';
import { fitsSigned, fitsUnsigned } from './address';
import type { FunctionContext } from './context';
import { type Temp, ZERO } from './registers';

export type Operand = Temp | number;

/** A constant in a register; `zero` for 0. */
export function constant(g: FunctionContext, value: number, wanted?: number): Temp {
  if ((value | 0) === 0) return g.registers.home(ZERO);
  const temp = g.allocate(wanted);
  g.emit(`li ${g.name(temp)}, ${value | 0}`);
  return temp;
}

/** `left operator right` in a word type. Takes the operands. */
export function arithmetic(
  g: FunctionContext,
  operator: ArithmeticOperator | ShiftOperator,
  type: CType,
  left: Temp,
  right: Operand,
  wanted?: number,
): Temp {
  const signed = isSigned(type);
  if (typeof right === 'number') {
    const done = withConstant(g, operator, signed, left, right | 0, wanted);
    if (done) return done;
    right = constant(g, right);
  }
  return three(g, instructionFor(operator, signed), left, right, wanted);
}

/** One instruction with two sources. Takes the operands. */
export function three(
  g: FunctionContext,
  instruction: string,
  left: Temp,
  right: Temp,
  wanted?: number,
): Temp {
  const [a, b] = [g.name(left), g.name(right)];
  g.release(left, right);
  const result = g.allocate(wanted);
  g.emit(`${instruction} ${g.name(result)}, ${a}, ${b}`);
  return result;
}

/** One instruction with a source and an immediate. Takes the operand. */
export function immediate(
  g: FunctionContext,
  instruction: string,
  left: Temp,
  value: number,
  wanted?: number,
): Temp {
  const source = g.name(left);
  g.release(left);
  const result = g.allocate(wanted);
  g.emit(`${instruction} ${g.name(result)}, ${source}, ${value}`);
  return result;
}

function instructionFor(operator: ArithmeticOperator | ShiftOperator, signed: boolean): string {
  switch (operator) {
    case '+':
      return 'add';
    case '-':
      return 'sub';
    case '*':
      return 'mul';
    case '/':
      return signed ? 'div' : 'divu';
    case '%':
      return signed ? 'rem' : 'remu';
    case '&':
      return 'and';
    case '|':
      return 'or';
    case '^':
      return 'xor';
    case '<<':
      return 'sll';
    case '>>':
      return signed ? 'sra' : 'srl';
  }
}

/** With a constant, where an immediate or a shift does it. */
function withConstant(
  g: FunctionContext,
  operator: ArithmeticOperator | ShiftOperator,
  signed: boolean,
  left: Temp,
  value: number,
  wanted?: number,
): Temp | undefined {
  switch (operator) {
    case '+':
      return fitsSigned(value) ? immediate(g, 'addi', left, value, wanted) : undefined;
    case '-':
      return fitsSigned(-value) ? immediate(g, 'addi', left, -value, wanted) : undefined;
    case '&':
      return fitsUnsigned(value) ? immediate(g, 'andi', left, value, wanted) : undefined;
    case '|':
      return fitsUnsigned(value) ? immediate(g, 'ori', left, value, wanted) : undefined;
    case '^':
      if (value === -1) return complement(g, left, wanted);
      return fitsUnsigned(value) ? immediate(g, 'xori', left, value, wanted) : undefined;
    case '<<':
      return immediate(g, 'slli', left, value & 31, wanted);
    case '>>':
      return immediate(g, signed ? 'srai' : 'srli', left, value & 31, wanted);
    default:
      return byPowerOfTwo(g, operator, signed, left, value, wanted);
  }
}

/** ~x = −1 − x, in one instruction more than a machine with `not` needs. Takes the operand. */
export function complement(g: FunctionContext, operand: Temp, wanted?: number): Temp {
  const source = g.name(operand);
  g.release(operand);
  const result = g.allocate(wanted);
  g.emit(`sub ${g.name(result)}, zero, ${source}`);
  g.emit(`addi ${g.name(result)}, ${g.name(result)}, -1`);
  return result;
}

function byPowerOfTwo(
  g: FunctionContext,
  operator: ArithmeticOperator | ShiftOperator,
  signed: boolean,
  left: Temp,
  value: number,
  wanted?: number,
): Temp | undefined {
  const size = value >>> 0;
  if (size === 0 || (size & (size - 1)) !== 0 || (signed && value < 0 && operator !== '*')) return undefined;
  const shift = 31 - Math.clz32(size);
  if (operator === '*') return immediate(g, 'slli', left, shift, wanted);
  if (operator === '/') {
    if (shift === 0) return left;
    return signed ? signedQuotient(g, left, shift, wanted) : immediate(g, 'srli', left, shift, wanted);
  }
  if (!signed) return fitsUnsigned(size - 1) ? immediate(g, 'andi', left, size - 1, wanted) : undefined;
  return shift > 0 && shift <= 16 ? signedRemainder(g, left, shift, wanted) : undefined;
}

/** The dividend plus what makes the shift round towards zero: 2^shift − 1 if it is negative. Keeps the operand. */
function biased(g: FunctionContext, left: Temp, shift: number): { sum: Temp; bias: Temp } {
  const bias = g.allocate();
  const name = g.name(bias);
  if (shift > 1) {
    g.emit(`srai ${name}, ${g.name(left)}, 31`);
    g.emit(`srli ${name}, ${name}, ${32 - shift}`);
  } else g.emit(`srli ${name}, ${g.name(left)}, 31`);
  const sum = g.allocate();
  g.emit(`add ${g.name(sum)}, ${g.name(left)}, ${g.name(bias)}`);
  return { sum, bias };
}

function signedQuotient(g: FunctionContext, left: Temp, shift: number, wanted?: number): Temp {
  const { sum, bias } = biased(g, left, shift);
  g.release(left, bias);
  return immediate(g, 'srai', sum, shift, wanted);
}

function signedRemainder(g: FunctionContext, left: Temp, shift: number, wanted?: number): Temp {
  const { sum, bias } = biased(g, left, shift);
  g.release(left);
  const low = immediate(g, 'andi', sum, (1 << shift) - 1);
  return three(g, 'sub', low, bias, wanted);
}

/** Cuts a word to a narrower type and extends it again; nothing where the source fits. Takes the value. */
export function narrow(g: FunctionContext, value: Temp, from: CType, to: CType, wanted?: number): Temp {
  if (to.kind === 'bool') return three(g, 'sltu', g.registers.home(ZERO), value, wanted);
  const size = sizeOf(to);
  if (size >= 4 || fitsIn(from, to)) return value;
  if (!isSigned(to)) {
    if (size === 1) return immediate(g, 'andi', value, 0xff, wanted);
    return immediate(g, 'andi', value, 0xffff, wanted);
  }
  const source = g.name(value);
  g.release(value);
  const result = g.allocate(wanted);
  const name = g.name(result);
  g.emit(`slli ${name}, ${source}, ${32 - size * 8}`);
  g.emit(`srai ${name}, ${name}, ${32 - size * 8}`);
  return result;
}
