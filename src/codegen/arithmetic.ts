/** Arithmetic and conversions of values, words and 64-bit numbers alike. All functions take their operands. */
import { type CType, isWide } from '../c/types/types';
import type { FunctionContext } from './context';
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
  if (left instanceof Pair) return pairArithmetic(g, operation, left, right);
  const operand = typeof right === 'bigint' ? wordOf(right) : asWord(right);
  return wordArithmetic(g, operation, left, operand, wanted);
}

/** The value in another scalar type. */
export function convert(g: FunctionContext, value: Value, from: CType, to: CType, wanted?: number): Value {
  if (isWide(to)) return widen(g, value, from);
  const word = to.kind === 'bool' ? testWord(g, value) : lowWord(g, value);
  return narrow(g, word, from, to, wanted);
}

/** A word that is zero if the value is. */
export function testWord(g: FunctionContext, value: Value): Temp {
  return value instanceof Pair ? three(g, 'or', value.low, value.high) : value;
}
