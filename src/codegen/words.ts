/** Arithmetic on words in registers, with the second operand a constant where one is known. */
import type { ArithmeticOperator, ShiftOperator } from '../c/ast';
import { fitsIn } from '../c/types/compatible';
import { type CType, isSigned, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { constant, fitsSigned, fitsUnsigned, immediate } from './operands';
import { type Temp, ZERO } from './registers';

/** What is computed, and the type that it is computed in. */
export interface Operation {
  readonly operator: ArithmeticOperator | ShiftOperator;
  readonly type: CType;
}

/** `left operator right` in a word type. Takes the operands. */
export function wordArithmetic(
  g: FunctionContext,
  operation: Operation,
  left: Temp,
  right: Temp | number,
  wanted?: number,
): Temp {
  if (typeof right !== 'number') return three(g, instructionFor(operation), left, right, wanted);
  return (
    withConstant(g, operation, left, right | 0, wanted) ??
    three(g, instructionFor(operation), left, constant(g, right), wanted)
  );
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

function instructionFor({ operator, type }: Operation): string {
  const signed = isSigned(type);
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
    case '>>':
      return shiftInstruction(operator, type);
  }
}

/** The shift of a word of the type by a register. */
export function shiftInstruction(operator: ShiftOperator, type: CType): 'sll' | 'srl' | 'sra' {
  if (operator === '<<') return 'sll';
  return isSigned(type) ? 'sra' : 'srl';
}

/** With a constant, where an immediate or a shift does it. */
function withConstant(
  g: FunctionContext,
  operation: Operation,
  left: Temp,
  value: number,
  wanted?: number,
): Temp | undefined {
  switch (operation.operator) {
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
      return immediate(g, isSigned(operation.type) ? 'srai' : 'srli', left, value & 31, wanted);
    default:
      return byPowerOfTwo(g, operation, left, value, wanted);
  }
}

/** ~x = −1 − x, in one instruction more than a machine with `not` needs. Takes the operand. */
export function complement(g: FunctionContext, operand: Temp, wanted?: number): Temp {
  const negated = three(g, 'sub', g.registers.home(ZERO), operand, g.early(wanted));
  return immediate(g, 'addi', negated, -1, wanted);
}

function byPowerOfTwo(
  g: FunctionContext,
  { operator, type }: Operation,
  left: Temp,
  value: number,
  wanted?: number,
): Temp | undefined {
  const signed = isSigned(type);
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

/** value × scale. Takes the value. */
export function scaled(g: FunctionContext, value: Temp, scale: number, wanted?: number): Temp {
  const size = Math.abs(scale);
  if (scale === 1) return value;
  if ((size & (size - 1)) === 0) return shifted(g, value, scale, wanted);
  return three(g, 'mul', value, constant(g, scale), wanted);
}

/** value × a power of two, or its negative. Takes the value. */
function shifted(g: FunctionContext, value: Temp, scale: number, wanted?: number): Temp {
  const size = Math.abs(scale);
  const source = g.name(value);
  g.release(value);
  const product = g.allocate(wanted);
  const target = g.name(product);
  if (size === 1) g.emit(`sub ${target}, zero, ${source}`);
  else g.emit(`slli ${target}, ${source}, ${31 - Math.clz32(size)}`);
  if (scale < 0 && size > 1) g.emit(`sub ${target}, zero, ${target}`);
  return product;
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
  const above = 32 - size * 8;
  return immediate(g, 'srai', immediate(g, 'slli', value, above, g.early(wanted)), above, wanted);
}
