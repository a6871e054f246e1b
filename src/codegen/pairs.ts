/** Sums, products, quotients and bits of 64-bit numbers. All functions take their operands. */
import type { ArithmeticOperator } from '../c/ast';
import { type CType, isSigned } from '../c/types/types';
import type { FunctionContext } from './context';
import { dividingExponent } from './inline';
import { type Shift, shiftPair, shiftPairBy } from './pair-shift';
import { A0, Pair, type Temp, type Value } from './registers';
import { callWithWords } from './runtime-calls';
import { asPair, asWord, constantPair } from './values';
import { type Operation, shiftInstruction, three } from './words';

/** `left operator right` in 64 bits; the count of a shift is a word. */
export function pairArithmetic(
  g: FunctionContext,
  operation: Operation,
  left: Pair,
  right: Value | bigint,
): Pair {
  const { operator, type } = operation;
  if (operator === '<<' || operator === '>>') return shift(g, shiftInstruction(operator, type), left, right);
  const operand = typeof right === 'bigint' ? right : asPair(right);
  if (operator === '/' || operator === '%') return dividePairs(g, operation, left, operand);
  return combine(g, operator, left, inRegisters(g, operand));
}

function shift(g: FunctionContext, instruction: Shift, value: Pair, count: Value | bigint): Pair {
  if (typeof count === 'bigint') return shiftPairBy(g, instruction, value, Number(count & 63n));
  return shiftPair(g, instruction, value, asWord(count));
}

function combine(
  g: FunctionContext,
  operator: Exclude<ArithmeticOperator, '/' | '%'>,
  left: Pair,
  right: Pair,
): Pair {
  switch (operator) {
    case '+':
      return addPairs(g, left, right);
    case '-':
      return subtractPairs(g, left, right);
    case '*':
      return multiplyPairs(g, left, right);
    case '&':
      return bitwisePairs(g, 'and', left, right);
    case '|':
      return bitwisePairs(g, 'or', left, right);
    case '^':
      return bitwisePairs(g, 'xor', left, right);
  }
}

/** Low and high of the left operand, low and high of the right one. */
export type PairNames = readonly [string, string, string, string];

/** The names of the four registers, all of them in place. */
export function namesOf(g: FunctionContext, left: Pair, right: Pair): PairNames {
  for (const temp of [left.low, left.high, right.low, right.high]) g.name(temp);
  return [g.name(left.low), g.name(left.high), g.name(right.low), g.name(right.high)];
}

function fresh(g: FunctionContext): [Pair, string, string] {
  const pair = new Pair(g.allocate(), g.allocate());
  return [pair, g.name(pair.low), g.name(pair.high)];
}

function addPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [sum, low, high] = fresh(g);
  g.emit(`add ${low}, ${al}, ${bl}`);
  g.emit(`sltu ${high}, ${low}, ${al === 'zero' ? bl : al}`);
  g.emit(`add ${high}, ${high}, ${ah}`);
  g.emit(`add ${high}, ${high}, ${bh}`);
  g.release(left, right);
  return sum;
}

function subtractPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [difference, low, high] = fresh(g);
  g.emit(`sltu ${high}, ${al}, ${bl}`);
  g.emit(`sub ${low}, ${al}, ${bl}`);
  g.emit(`sub ${high}, ${ah}, ${high}`);
  g.emit(`sub ${high}, ${high}, ${bh}`);
  g.release(left, right);
  return difference;
}

export function bitwisePairs(
  g: FunctionContext,
  instruction: 'and' | 'or' | 'xor',
  left: Pair,
  right: Pair,
): Pair {
  const low = three(g, instruction, left.low, right.low);
  return new Pair(low, three(g, instruction, left.high, right.high));
}

/** The low 64 bits of the product. */
function multiplyPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [product, low, high] = fresh(g);
  g.emit(`mulhu ${high}, ${al}, ${bl}`);
  g.emit(`mul ${low}, ${al}, ${bh}`);
  g.emit(`add ${high}, ${high}, ${low}`);
  g.emit(`mul ${low}, ${ah}, ${bl}`);
  g.emit(`add ${high}, ${high}, ${low}`);
  g.emit(`mul ${low}, ${al}, ${bl}`);
  g.release(left, right);
  return product;
}

/** The whole product of two words of one sign. */
export function multiplyWords(g: FunctionContext, left: Temp, right: Temp, type: CType): Pair {
  const [l, r] = [g.name(left), g.name(right)];
  const [product, low, high] = fresh(g);
  g.emit(`mul ${low}, ${l}, ${r}`);
  g.emit(`${isSigned(type) ? 'mulh' : 'mulhu'} ${high}, ${l}, ${r}`);
  g.release(left, right);
  return product;
}

/** By a power of two with shifts, else by a function of the runtime. */
function dividePairs(g: FunctionContext, operation: Operation, left: Pair, right: Pair | bigint): Pair {
  const { operator, type } = operation;
  const exponent = typeof right === 'bigint' ? dividingExponent(type, right) : undefined;
  if (exponent === undefined) return callDivision(g, operation, left, inRegisters(g, right));
  if (operator === '/') return shiftPairBy(g, 'srl', left, exponent);
  return bitwisePairs(g, 'and', left, constantPair(g, (1n << BigInt(exponent)) - 1n));
}

const inRegisters = (g: FunctionContext, value: Pair | bigint): Pair =>
  typeof value === 'bigint' ? constantPair(g, value) : value;

/** `__divdi3` and its like. */
function callDivision(g: FunctionContext, { operator, type }: Operation, left: Pair, right: Pair): Pair {
  const name = `__${isSigned(type) ? '' : 'u'}${operator === '/' ? 'div' : 'mod'}di3`;
  const low = callWithWords(g, name, [left.low, left.high, right.low, right.high]);
  return new Pair(low, g.registers.claim(A0 + 1));
}
