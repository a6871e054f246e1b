/** Scalars while they are computed: words and 64-bit numbers alike. */
import { type CType, isSigned, isWide } from '../c/types/types';
import type { FunctionContext } from './context';
import { constant, wordOf } from './operands';
import { A0, Pair, Temp, type Value, ZERO } from './registers';

/** The value of an expression that is known to be a word. */
export function asWord(value: Value): Temp {
  if (value instanceof Pair) throw new Error('a 64-bit value stands where a word is wanted');
  return value;
}

/** The value of an expression that is known to have 64 bits. */
export function asPair(value: Value): Pair {
  if (value instanceof Temp) throw new Error('a word stands where a 64-bit value is wanted');
  return value;
}

/** Both words of a 64-bit value, the low one first, or the one word. */
export const wordsIn = (value: Value): readonly Temp[] =>
  value instanceof Pair ? [value.low, value.high] : [value];

/** A constant of the type. */
export function constantValue(g: FunctionContext, type: CType, value: bigint, wanted?: number): Value {
  return isWide(type) ? constantPair(g, value) : constant(g, wordOf(value), wanted);
}

export function constantPair(g: FunctionContext, value: bigint): Pair {
  const low = constant(g, wordOf(value));
  return new Pair(low, constant(g, wordOf(value >> 32n)));
}

/** The value in 64 bits: a word of that type is extended by its sign or zeros. Takes the value. */
export function widen(g: FunctionContext, value: Value, type: CType): Pair {
  if (value instanceof Pair) return value;
  if (!isSigned(type) || value.register === ZERO) return new Pair(value, g.registers.home(ZERO));
  const high = g.allocate();
  g.emit(`srai ${g.name(high)}, ${g.name(value)}, 31`);
  return new Pair(value, high);
}

/** The low word. Takes the value. */
export function lowWord(g: FunctionContext, value: Value): Temp {
  if (value instanceof Temp) return value;
  g.release(value.high);
  return value.low;
}

/** The same value in registers of its own. Keeps the value. */
export function copyOf(g: FunctionContext, value: Value, wanted?: number): Value {
  return value instanceof Temp ? copyWord(g, value, wanted) : copyPair(g, value);
}

export function copyPair(g: FunctionContext, { low, high }: Pair): Pair {
  return new Pair(copyWord(g, low), copyWord(g, high));
}

function copyWord(g: FunctionContext, value: Temp, wanted?: number): Temp {
  const copy = g.allocate(wanted);
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy;
}

/** The value in registers that stay as they are when those of variables come to serve others. Takes the value. */
export function outliving(g: FunctionContext, value: Value): Value {
  const kept = (word: Temp): Temp => (word.fixed && word.register !== ZERO ? copyWord(g, word) : word);
  return value instanceof Temp ? kept(value) : new Pair(kept(value.low), kept(value.high));
}

/** Brings a word to the register, unless it is there. Keeps the value. */
export function moveTo(g: FunctionContext, value: Temp, register: number): void {
  if (g.registers.number(value) !== register)
    g.emit(`mv ${g.name(g.registers.home(register))}, ${g.name(value)}`);
}

/** What a call leaves in a0, and for a 64-bit result in a1. */
export function resultOf(g: FunctionContext, type: CType): Value {
  const low = g.registers.claim(A0);
  return isWide(type) ? new Pair(low, g.registers.claim(A0 + 1)) : low;
}
