/** Sums, products and bits of 64-bit numbers in register pairs. All functions take their operands. */
import type { Expression } from '../c/ast';
import type { FunctionContext } from './context';
import { operands } from './evaluate';
import type { Temp } from './registers';
import { three } from './arithmetic';
import { type Pair, releasePair } from './wide';

/** The names of the four registers, all of them in place. */
export function namesOf(g: FunctionContext, left: Pair, right: Pair): [string, string, string, string] {
  for (const temp of [left.low, left.high, right.low, right.high]) g.name(temp);
  return [g.name(left.low), g.name(left.high), g.name(right.low), g.name(right.high)];
}

function fresh(g: FunctionContext): [Pair, string, string] {
  const pair = { low: g.allocate(), high: g.allocate() };
  return [pair, g.name(pair.low), g.name(pair.high)];
}

export function addPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [sum, low, high] = fresh(g);
  g.emit(`add ${low}, ${al}, ${bl}`);
  g.emit(`sltu ${high}, ${low}, ${al === 'zero' ? bl : al}`);
  g.emit(`add ${high}, ${high}, ${ah}`);
  g.emit(`add ${high}, ${high}, ${bh}`);
  releasePair(g, left);
  releasePair(g, right);
  return sum;
}

export function subtractPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [difference, low, high] = fresh(g);
  g.emit(`sltu ${high}, ${al}, ${bl}`);
  g.emit(`sub ${low}, ${al}, ${bl}`);
  g.emit(`sub ${high}, ${ah}, ${high}`);
  g.emit(`sub ${high}, ${high}, ${bh}`);
  releasePair(g, left);
  releasePair(g, right);
  return difference;
}

export function bitwisePairs(
  g: FunctionContext,
  instruction: 'and' | 'or' | 'xor',
  left: Pair,
  right: Pair,
): Pair {
  const low = three(g, instruction, left.low, right.low);
  return { low, high: three(g, instruction, left.high, right.high) };
}

/** The low 64 bits of the product. */
export function multiplyPairs(g: FunctionContext, left: Pair, right: Pair): Pair {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [product, low, high] = fresh(g);
  g.emit(`mulhu ${high}, ${al}, ${bl}`);
  g.emit(`mul ${low}, ${al}, ${bh}`);
  g.emit(`add ${high}, ${high}, ${low}`);
  g.emit(`mul ${low}, ${ah}, ${bl}`);
  g.emit(`add ${high}, ${high}, ${low}`);
  g.emit(`mul ${low}, ${al}, ${bl}`);
  releasePair(g, left);
  releasePair(g, right);
  return product;
}

/** The whole product of two words. */
export function multiplyWords(
  g: FunctionContext,
  left: Expression,
  right: Expression,
  signed: boolean,
): Pair {
  const [a, b]: [Temp, Temp] = operands(g, left, right);
  const [l, r] = [g.name(a), g.name(b)];
  const [product, low, high] = fresh(g);
  g.emit(`mul ${low}, ${l}, ${r}`);
  g.emit(`${signed ? 'mulh' : 'mulhu'} ${high}, ${l}, ${r}`);
  g.release(a, b);
  return product;
}
