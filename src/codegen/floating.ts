/**
 * Floating-point numbers: the machine has no instructions for them, so the library does their arithmetic with integers
 * (guest/lib/runtime). Here are the calls. A `float` is a word, a `double` a pair of words; functions take their operands.
 */
import type { CompareOperator } from '../c/ast';
import { bitsOf } from '../c/reals';
import { type CType, type FloatType, isInteger, isSigned, isWide, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import { constant, immediate } from './operands';
import { A0, Pair, type Temp, type Value, ZERO } from './registers';
import { callWithWords } from './runtime-calls';
import { constantValue, wordsIn } from './values';
import { type Operation, three } from './words';

export const isFloat = (type: CType): type is FloatType => type.kind === 'float';

/** As the names of the library's functions spell a type. */
const modeOf = (type: FloatType): 'sf' | 'df' => (type.size === 4 ? 'sf' : 'df');
const integerModeOf = (type: CType): 'si' | 'di' => (isWide(type) ? 'di' : 'si');

export function constantReal(g: FunctionContext, type: FloatType, value: number, wanted?: number): Value {
  return constantValue(g, type, bitsOf(value, type), wanted);
}

function call(g: FunctionContext, name: string, result: CType, operands: readonly Value[]): Value {
  const low = callWithWords(g, name, operands.flatMap(wordsIn));
  return isWide(result) ? new Pair(low, g.registers.claim(A0 + 1)) : low;
}

const functions: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };

export function floatArithmetic(
  g: FunctionContext,
  { operator }: Operation,
  type: FloatType,
  left: Value,
  right: Value,
): Value {
  return call(g, `__${functions[operator]}${modeOf(type)}3`, type, [left, right]);
}

/** The value with the other sign: that of a NaN changes too. */
export function negateFloat(g: FunctionContext, value: Value, wanted?: number): Value {
  if (value instanceof Pair) return new Pair(value.low, flipped(g, value.high));
  return flipped(g, value, wanted);
}

function flipped(g: FunctionContext, word: Temp, wanted?: number): Temp {
  return three(g, 'xor', word, constant(g, 1 << 31), wanted);
}

/** A word that is zero if the number is, whatever its sign. */
export function floatTest(g: FunctionContext, value: Value): Temp {
  if (!(value instanceof Pair)) return immediate(g, 'slli', value, 1);
  return three(g, 'or', value.low, immediate(g, 'slli', value.high, 1));
}

/** How a comparison is made of `compare(a, b)`, which is negative, zero or positive, and positive too where a NaN is. */
const comparisons: Readonly<
  Record<CompareOperator, { swap: boolean; test: 'zero' | 'negative' | 'not positive' }>
> = {
  '==': { swap: false, test: 'zero' },
  '!=': { swap: false, test: 'zero' },
  '<': { swap: false, test: 'negative' },
  '<=': { swap: false, test: 'not positive' },
  '>': { swap: true, test: 'negative' },
  '>=': { swap: true, test: 'not positive' },
};

/** 1 if the comparison holds, else 0; every one with a NaN fails but `!=`. */
export function compareFloats(
  g: FunctionContext,
  operator: CompareOperator,
  type: FloatType,
  left: Value,
  right: Value,
  wanted?: number,
): Temp {
  const { swap, test } = comparisons[operator];
  const order = callWithWords(
    g,
    `__cmp${modeOf(type)}2`,
    (swap ? [right, left] : [left, right]).flatMap(wordsIn),
  );
  if (operator === '!=') return three(g, 'sltu', g.registers.home(ZERO), order, wanted);
  if (test === 'zero') return immediate(g, 'sltiu', order, 1, wanted);
  return immediate(g, 'slti', order, test === 'negative' ? 0 : 1, wanted);
}

/** To or from a floating-point type. A narrow integer comes back as a word, which is still to be cut. */
export function convertFloat(g: FunctionContext, value: Value, from: CType, to: CType): Value {
  if (isFloat(from) && isFloat(to)) {
    if (from.size === to.size) return value;
    return call(g, from.size < to.size ? '__extendsfdf2' : '__truncdfsf2', to, [value]);
  }
  if (isFloat(to)) {
    const mark = isUnsignedWord(from) ? 'un' : '';
    return call(g, `__float${mark}${integerModeOf(from)}${modeOf(to)}`, to, [value]);
  }
  if (!isFloat(from)) throw new Error('a conversion without a floating-point type');
  const mark = isUnsignedWord(to) ? 'uns' : '';
  return call(g, `__fix${mark}${modeOf(from)}${integerModeOf(to)}`, to, [value]);
}

/** Whatever is smaller than a word is an `int` in registers. */
const isUnsignedWord = (type: CType): boolean => isInteger(type) && !isSigned(type) && sizeOf(type) >= WORD;
