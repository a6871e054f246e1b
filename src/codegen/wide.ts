/** Expressions of 64-bit type: their values are pairs of registers. */
import type { ArithmeticOperator, Expression, ShiftOperator } from '../c/ast';
import { type CType, isSigned, isWide } from '../c/types/types';
import { type Address, addressOf, memoryOperand, placeOf, releaseAddress, settle } from './address';
import { bitsOf } from './access';
import { constant } from './arithmetic';
import { storeScalar } from './assign';
import { evaluateWideCall } from './calls';
import type { FunctionContext } from './context';
import { effect, evaluate, fork } from './evaluate';
import { type Temp, ZERO } from './registers';
import { statementsValue } from './statement-expression';
import { addPairs, bitwisePairs, multiplyPairs, multiplyWords, subtractPairs } from './wide-arithmetic';
import { loadWideBits } from './wide-bits';
import { dividePairs } from './wide-divide';
import { shiftPair, shiftPairBy } from './wide-shift';

export interface Pair {
  readonly low: Temp;
  readonly high: Temp;
}

export function releasePair(g: FunctionContext, pair: Pair): void {
  g.release(pair.low, pair.high);
}

export function constantPair(g: FunctionContext, value: bigint): Pair {
  const low = constant(g, Number(BigInt.asIntN(32, value)));
  return { low, high: constant(g, Number(BigInt.asIntN(32, value >> 32n))) };
}

export function evaluateWide(g: FunctionContext, node: Expression): Pair {
  switch (node.kind) {
    case 'number':
      return constantPair(g, node.value);
    case 'variable':
    case 'member':
    case 'dereference':
    case 'literal':
      return loadPairFrom(g, node);
    case 'cast':
      return widen(g, node.operand);
    case 'negate':
      return subtractPairs(g, constantPair(g, 0n), evaluateWide(g, node.operand));
    case 'complement':
      return bitwisePairs(g, 'xor', evaluateWide(g, node.operand), constantPair(g, -1n));
    case 'binary':
      return binary(g, node);
    case 'shift':
      return shift(g, node);
    case 'conditional':
      return conditional(g, node);
    case 'comma':
      effect(g, node.left);
      return evaluateWide(g, node.right);
    case 'assign':
      return assign(g, node);
    case 'update':
      return update(g, node);
    case 'increment':
      return increment(g, node);
    case 'call':
      return evaluateWideCall(g, node);
    case 'statements':
      return statementsValue(g, node, () => evaluateWide(g, node.value!));
    default:
      throw new Error(`no 64-bit value: ${node.kind}`);
  }
}

function loadPairFrom(g: FunctionContext, node: Expression): Pair {
  const bits = bitsOf(node);
  const address = addressOf(g, node);
  const pair = bits ? loadWideBits(g, node.type, bits, address) : loadPair(g, address);
  releaseAddress(g, address);
  return pair;
}

/** Loads both words. The address stays usable. */
export function loadPair(g: FunctionContext, address: Address): Pair {
  makeSettled(g, address);
  const low = g.allocate();
  g.emit(`lw ${g.name(low)}, ${memoryOperand(g, address)}`);
  const high = g.allocate();
  g.emit(`lw ${g.name(high)}, ${memoryOperand(g, { base: address.base, offset: address.offset + 4 })}`);
  return { low, high };
}

/** Stores both words. Address and values stay usable. */
export function storePair(g: FunctionContext, address: Address, pair: Pair): void {
  makeSettled(g, address);
  g.emit(`sw ${g.name(pair.low)}, ${memoryOperand(g, address)}`);
  g.emit(`sw ${g.name(pair.high)}, ${memoryOperand(g, { base: address.base, offset: address.offset + 4 })}`);
}

/** Changes the address in place so that both of its words can be reached. */
function makeSettled(g: FunctionContext, address: Address): void {
  if (address.high) throw new Error('a pair cannot be reached through half an address');
  Object.assign(address, { symbol: undefined }, settle(g, { ...address }, 8));
}

/** Extends a word by its sign or zeros; a 64-bit value stays as it is. */
function widen(g: FunctionContext, operand: Expression): Pair {
  if (isWide(operand.type)) return evaluateWide(g, operand);
  return extendWord(g, evaluate(g, operand), operand.type);
}

export function extendWord(g: FunctionContext, low: Temp, type: CType): Pair {
  if (!isSigned(type) || low.register === ZERO) return { low, high: g.registers.home(ZERO) };
  const high = g.allocate();
  g.emit(`srai ${g.name(high)}, ${g.name(low)}, 31`);
  return { low, high };
}

/** Both operands, first the one that disturbs the other. */
export function widePairs(g: FunctionContext, left: Expression, right: Expression): [Pair, Pair] {
  if (g.disturbs(right) && !g.disturbs(left)) {
    const second = evaluateWide(g, right);
    return [evaluateWide(g, left), second];
  }
  const first = evaluateWide(g, left);
  return [first, evaluateWide(g, right)];
}

function binary(g: FunctionContext, node: Expression & { kind: 'binary' }): Pair {
  const words = node.operator === '*' && multipliesWords(node);
  if (words) return multiplyWords(g, words.left, words.right, words.signed);
  const [left, right] = widePairs(g, node.left, node.right);
  return arithmeticPairs(g, node.operator, node.type, left, right, node.right);
}

/** A product of two extended words of one sign, which `mul` and `mulh` make at once. */
function multipliesWords(
  node: Expression & { kind: 'binary' },
): { left: Expression; right: Expression; signed: boolean } | undefined {
  const { left, right } = node;
  if (left.kind !== 'cast' || right.kind !== 'cast') return undefined;
  const [l, r] = [left.operand.type, right.operand.type];
  if (isWide(l) || isWide(r) || isSigned(l) !== isSigned(r)) return undefined;
  return { left: left.operand, right: right.operand, signed: isSigned(l) };
}

/** `left operator right`. Takes the operands. */
export function arithmeticPairs(
  g: FunctionContext,
  operator: ArithmeticOperator,
  type: CType,
  left: Pair,
  right: Pair,
  rightNode: Expression,
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
    default:
      return dividePairs(g, operator, type, left, right, rightNode);
  }
}

function shift(g: FunctionContext, node: Expression & { kind: 'shift' }): Pair {
  const { operator, left, right, type } = node;
  if (right.kind === 'number')
    return shiftPairBy(g, operator, isSigned(type), evaluateWide(g, left), Number(right.value & 63n));
  if (g.disturbs(right) && !g.disturbs(left)) {
    const count = evaluate(g, right);
    return shiftPair(g, operator, isSigned(type), evaluateWide(g, left), count);
  }
  const value = evaluateWide(g, left);
  return shiftPair(g, operator, isSigned(type), value, evaluate(g, right));
}

function conditional(g: FunctionContext, node: Expression & { kind: 'conditional' }): Pair {
  let result: { low: number; high: number } | undefined;
  fork(
    g,
    node.condition,
    () => (result = settlePair(g, evaluateWide(g, node.then))),
    () => movePair(g, evaluateWide(g, node.otherwise), result!),
  );
  return { low: g.registers.claim(result!.low), high: g.registers.claim(result!.high) };
}

/** The registers that the first arm leaves its value in, none of them a variable's or `zero`. */
function settlePair(g: FunctionContext, pair: Pair): { low: number; high: number } {
  const low = ownCopy(g, pair.low);
  const high = ownCopy(g, pair.high);
  const registers = { low: g.registers.number(low), high: g.registers.number(high) };
  g.release(low, high);
  return registers;
}

function ownCopy(g: FunctionContext, value: Temp): Temp {
  if (!value.fixed) return value;
  const copy = g.allocate();
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy;
}

/** Moves both words, in the order that loses neither. */
function movePair(g: FunctionContext, pair: Pair, to: { low: number; high: number }): void {
  const [low, high] = [g.registers.number(pair.low), g.registers.number(pair.high)];
  const name = (register: number): string => g.name(g.registers.home(register));
  const crossed = high === to.low;
  if (crossed && low === to.high) swapRegisters(g, name(low), name(high));
  else if (crossed) {
    g.emit(`mv ${name(to.high)}, ${name(high)}`);
    g.emit(`mv ${name(to.low)}, ${name(low)}`);
  } else {
    if (low !== to.low) g.emit(`mv ${name(to.low)}, ${name(low)}`);
    if (high !== to.high) g.emit(`mv ${name(to.high)}, ${name(high)}`);
  }
  releasePair(g, pair);
}

function swapRegisters(g: FunctionContext, left: string, right: string): void {
  g.emit(`xor ${left}, ${left}, ${right}`);
  g.emit(`xor ${right}, ${left}, ${right}`);
  g.emit(`xor ${left}, ${left}, ${right}`);
}

function assign(g: FunctionContext, node: Expression & { kind: 'assign' }): Pair {
  const { target, value } = node;
  if (g.disturbs(target) && !g.disturbs(value)) {
    const address = addressOf(g, target);
    return storeTo(g, target, address, evaluateWide(g, value));
  }
  const pair = evaluateWide(g, value);
  return storeTo(g, target, addressOf(g, target), pair);
}

function storeTo(g: FunctionContext, target: Expression, address: Address, pair: Pair): Pair {
  const stored = storeScalar(g, target, { kind: 'memory', address }, pair);
  releaseAddress(g, address);
  return stored as Pair;
}

/** The value of a place as a pair, whatever its own type. */
function readWide(g: FunctionContext, target: Expression, address: Address): Pair {
  const bits = bitsOf(target);
  return bits ? loadWideBits(g, target.type, bits, address) : loadPair(g, address);
}

/** A compound assignment to a 64-bit object; a narrow bit-field computes in words, which 64 bits do as well. */
function update(g: FunctionContext, node: Expression & { kind: 'update' }): Pair {
  const { operator, target, value, computation } = node;
  if (operator === '<<' || operator === '>>') return shiftUpdate(g, node);
  const right = widen(g, value);
  const { address } = placeOf(g, target) as { address: Address };
  const left = readWide(g, target, address);
  const result = arithmeticPairs(g, operator, computation, left, right, value);
  return storeTo(g, target, address, result);
}

function shiftUpdate(g: FunctionContext, node: Expression & { kind: 'update' }): Pair {
  const { target, value, computation } = node;
  const operator = node.operator as ShiftOperator;
  const count = value.kind === 'number' ? undefined : evaluate(g, value);
  const address = addressOf(g, target);
  const left = readWide(g, target, address);
  const signed = isSigned(computation);
  const result = count
    ? shiftPair(g, operator, signed, left, count)
    : shiftPairBy(g, operator, signed, left, Number((value as Expression & { kind: 'number' }).value & 63n));
  return storeTo(g, target, address, result);
}

function increment(g: FunctionContext, node: Expression & { kind: 'increment' }): Pair {
  const { target, by, postfix } = node;
  const address = addressOf(g, target);
  const old = readWide(g, target, address);
  if (!postfix) return storeTo(g, target, address, addPairs(g, old, constantPair(g, BigInt(by))));
  const copy: Pair = { low: copyOf(g, old.low), high: copyOf(g, old.high) };
  releasePair(g, storeTo(g, target, address, addPairs(g, old, constantPair(g, BigInt(by)))));
  return copy;
}

function copyOf(g: FunctionContext, value: Temp): Temp {
  const copy = g.allocate();
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy;
}
