/** Arithmetic and conversions of values, words and 64-bit numbers alike. All functions take their operands. */
import { fitsIn } from '../c/types/compatible';
import { type CType, intType, isWide, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { narrowToWideField } from './fields';
import { convertFloat, floatArithmetic, floatTest, isFloat } from './floating';
import { WORD } from './frame';
import { wordOf } from './operands';
import { pairArithmetic } from './pairs';
import { Pair, type Temp, type Value } from './registers';
import { asWord, lowWord, widen } from './values';
import { type Operation, narrow, three, wordArithmetic } from './words';

/** `left operator right` in the type of the operation, which is that of the left operand. */
export function arithmetic(
  g: FunctionContext,
  operation: Operation,
  left: Value,
  right: Value | bigint,
  wanted?: number,
): Value {
  const { type } = operation;
  if (isFloat(type)) {
    if (typeof right === 'bigint') throw new Error('the operand of a floating-point operation is an integer');
    return floatArithmetic(g, operation, type, left, right);
  }
  if (left instanceof Pair) return pairArithmetic(g, operation, left, right);
  const operand = typeof right === 'bigint' ? wordOf(right) : asWord(right);
  return wordArithmetic(g, operation, left, operand, wanted);
}

/** The value in another scalar type. */
export function convert(g: FunctionContext, value: Value, from: CType, to: CType, wanted?: number): Value {
  if (to.kind === 'bool') return narrow(g, testWord(g, value, from), from, to, wanted);
  if (isFloat(from) || isFloat(to)) return throughFloat(g, value, from, to, wanted);
  if (isWide(to)) return cutToBits(g, widen(g, value, from), from, to);
  return narrow(g, lowWord(g, value), from, to, wanted);
}

/** The value in a type that may have fewer bits than two words. Takes the value. */
function cutToBits(g: FunctionContext, value: Pair, from: CType, to: CType): Pair {
  const width = to.kind === 'integer' ? to.bits : undefined;
  if (width === undefined || fitsIn(from, to)) return value;
  return narrowToWideField(g, value, { type: to, offset: 0, width });
}

function throughFloat(g: FunctionContext, value: Value, from: CType, to: CType, wanted?: number): Value {
  const converted = convertFloat(g, value, from, to);
  const cut = !isFloat(to) && sizeOf(to) < WORD;
  return cut ? narrow(g, asWord(converted), intType, to, wanted) : converted;
}

/** A word that is zero if the value is. */
export function testWord(g: FunctionContext, value: Value, type: CType): Temp {
  if (isFloat(type)) return floatTest(g, value);
  return value instanceof Pair ? three(g, 'or', value.low, value.high) : value;
}
