/** Assignments to scalars: plain, computing, and by one. */
import type { ArithmeticOperator, Expression, ShiftOperator } from '../c/ast';
import { fitsIn } from '../c/types/compatible';
import { type CType, isSigned, isWide, sizeOf } from '../c/types/types';
import { type Bits, bitsOf, loadBits, loadKeeping, narrowToBits, store, storeBits } from './access';
import { type Place, addressOf, placeOf, releaseAddress } from './address';
import { arithmetic, narrow } from './arithmetic';
import type { FunctionContext } from './context';
import { evaluate, wordOf } from './evaluate';
import { Temp } from './registers';
import { type Pair, arithmeticPairs, evaluateWide, extendWord, releasePair, storePair } from './wide';
import { narrowPair, storeWideBits } from './wide-bits';
import { shiftPair, shiftPairBy } from './wide-shift';

/** Writes a value of the target's type and returns what the target now reads as. Takes the value, keeps the place. */
export function storeScalar(
  g: FunctionContext,
  target: Expression,
  place: Place,
  value: Temp | Pair,
): Temp | Pair {
  const bits = bitsOf(target);
  if (!(value instanceof Temp)) return storeWide(g, target, place, value, bits);
  if (place.kind === 'register') return moveHome(g, value, place.register);
  if (!bits) {
    store(g, target.type, place.address, value);
    return value;
  }
  storeBits(g, target.type, bits, place.address, value);
  return narrowToBits(g, value, bits, isSigned(target.type));
}

function storeWide(
  g: FunctionContext,
  target: Expression,
  place: Place,
  value: Pair,
  bits: Bits | undefined,
): Pair {
  if (place.kind === 'register') throw new Error('a 64-bit variable lives in memory');
  if (!bits) {
    storePair(g, place.address, value);
    return value;
  }
  storeWideBits(g, target.type, bits, place.address, value);
  return narrowPair(g, value, bits, isSigned(target.type));
}

function moveHome(g: FunctionContext, value: Temp, register: number): Temp {
  const home = g.registers.home(register);
  if (g.registers.number(value) !== register) g.emit(`mv ${g.name(home)}, ${g.name(value)}`);
  g.release(value);
  return home;
}

function releasePlace(g: FunctionContext, place: Place): void {
  if (place.kind === 'memory') releaseAddress(g, place.address);
}

/** A word assignment; where its value is not used, a store cuts off what does not fit by itself. */
export function evaluateAssign(
  g: FunctionContext,
  node: Expression & { kind: 'assign' },
  wanted?: number,
  used = true,
): Temp {
  const { target } = node;
  const place = target.kind === 'variable' ? placeOf(g, target) : undefined;
  if (place?.kind === 'register') return moveHome(g, evaluate(g, node.value, place.register), place.register);
  const value = used ? node.value : withoutNarrowing(node.value, bitsOf(target) ? 0 : sizeOf(target.type));
  if (g.disturbs(target) && !g.disturbs(value)) {
    const address = addressOf(g, target);
    return storeAt(g, target, { kind: 'memory', address }, evaluate(g, value, g.early(wanted)), used);
  }
  const result = evaluate(g, value, g.early(wanted));
  return storeAt(g, target, { kind: 'memory', address: addressOf(g, target) }, result, used);
}

function storeAt(g: FunctionContext, target: Expression, place: Place, value: Temp, used: boolean): Temp {
  const bits = bitsOf(target);
  if (bits && !used && place.kind === 'memory') {
    storeBits(g, target.type, bits, place.address, value);
    releaseAddress(g, place.address);
    return value;
  }
  const stored = storeScalar(g, target, place, value) as Temp;
  releasePlace(g, place);
  return stored;
}

/** The operand of casts that only cut to at least `size` bytes of a word. */
function withoutNarrowing(value: Expression, size: number): Expression {
  let inner = value;
  while (size > 0 && inner.kind === 'cast' && cutsOnly(inner.type, inner.operand.type, size))
    inner = inner.operand;
  return inner;
}

function cutsOnly(to: CType, from: CType, size: number): boolean {
  return to.kind === 'integer' && from.kind === 'integer' && sizeOf(to) >= size && sizeOf(from) === 4;
}

/** The value of a place as a word. Keeps the place. */
function readWord(g: FunctionContext, target: Expression, place: Place): Temp {
  if (place.kind === 'register') return g.registers.home(place.register);
  const bits = bitsOf(target);
  return bits ? loadBits(g, target.type, bits, place.address) : loadKeeping(g, target.type, place.address);
}

/** `target operator= value` for a target of word size or less. */
export function evaluateUpdate(
  g: FunctionContext,
  node: Expression & { kind: 'update' },
  used: boolean,
  wanted?: number,
): Temp | undefined {
  if (isWide(node.type)) {
    releasePair(g, evaluateWide(g, node));
    return undefined;
  }
  const stored = isWide(node.computation) ? wideUpdate(g, node) : wordUpdate(g, node, wanted);
  if (used) return stored;
  g.release(stored);
  return undefined;
}

function wordUpdate(g: FunctionContext, node: Expression & { kind: 'update' }, wanted?: number): Temp {
  const { operator, target, value, computation } = node;
  const right = value.kind === 'number' ? wordOf(value.value) : evaluate(g, value);
  const place = placeOf(g, target);
  const left = readWord(g, target, place);
  const whole = fitsWhole(computation, target);
  const to = place.kind === 'register' ? (whole ? place.register : undefined) : g.early(wanted);
  const result = arithmetic(g, operator, computation, left, right, to);
  return finishWord(g, target, place, result, computation);
}

/** Whether a result of this type needs no cutting before it goes to the target. */
const fitsWhole = (from: CType, target: Expression): boolean =>
  target.type.kind !== 'bool' && (sizeOf(target.type) >= 4 || fitsIn(from, target.type));

function finishWord(g: FunctionContext, target: Expression, place: Place, result: Temp, from: CType): Temp {
  const to = place.kind === 'register' ? place.register : undefined;
  const value =
    bitsOf(target) && target.type.kind !== 'bool' ? result : narrow(g, result, from, target.type, to);
  const stored = storeScalar(g, target, place, value) as Temp;
  releasePlace(g, place);
  return stored;
}

/** A word target that is computed in 64 bits. */
function wideUpdate(g: FunctionContext, node: Expression & { kind: 'update' }): Temp {
  const { operator, target, value, computation } = node;
  const right = shiftOrPair(g, operator, value);
  const place = placeOf(g, target);
  const left = extendWord(g, readWord(g, target, place), target.type);
  const result = wideResult(g, operator, computation, left, right, value);
  const cut = target.type.kind === 'bool' ? orWords(g, result) : lowWord(g, result);
  return finishWord(g, target, place, cut, computation);
}

function shiftOrPair(g: FunctionContext, operator: string, value: Expression): Temp | Pair | number {
  if (operator !== '<<' && operator !== '>>') return evaluateWide(g, value);
  return value.kind === 'number' ? Number(value.value & 63n) : evaluate(g, value);
}

function wideResult(
  g: FunctionContext,
  operator: ArithmeticOperator | ShiftOperator,
  type: CType,
  left: Pair,
  right: Temp | Pair | number,
  node: Expression,
): Pair {
  if (typeof right === 'number')
    return shiftPairBy(g, operator as ShiftOperator, isSigned(type), left, right);
  if (right instanceof Temp) return shiftPair(g, operator as ShiftOperator, isSigned(type), left, right);
  return arithmeticPairs(g, operator as ArithmeticOperator, type, left, right, node);
}

function lowWord(g: FunctionContext, pair: Pair): Temp {
  g.release(pair.high);
  return pair.low;
}

function orWords(g: FunctionContext, pair: Pair): Temp {
  const [low, high] = [g.name(pair.low), g.name(pair.high)];
  releasePair(g, pair);
  const result = g.allocate();
  g.emit(`or ${g.name(result)}, ${low}, ${high}`);
  return result;
}

/** `++` and `--` on a target of word size or less. */
export function evaluateIncrement(
  g: FunctionContext,
  node: Expression & { kind: 'increment' },
  used: boolean,
  wanted?: number,
): Temp | undefined {
  if (isWide(node.type)) {
    releasePair(g, evaluateWide(g, node));
    return undefined;
  }
  const { target, by, postfix } = node;
  const place = placeOf(g, target);
  const read = readWord(g, target, place);
  const old = used && postfix ? copyWord(g, read, place, wanted) : undefined;
  const whole = place.kind === 'register' && sizeOf(target.type) >= 4;
  const result = arithmetic(g, '+', target.type, read, by, whole ? place.register : undefined);
  const stored = finishWord(g, target, place, result, wordAfter(target.type));
  if (old) {
    g.release(stored);
    return old;
  }
  if (used) return stored;
  g.release(stored);
  return undefined;
}

/** Adding one may leave the range of a type smaller than a word. */
const wordAfter = (type: CType): CType =>
  sizeOf(type) >= 4 ? type : { kind: 'integer', name: 'int', size: 4, signed: true, rank: 3, qualifiers: 0 };

/** A copy of the old value; the variable's own register and the loaded word are about to change. */
function copyWord(g: FunctionContext, value: Temp, place: Place, wanted?: number): Temp {
  const copy = g.allocate(
    place.kind === 'register' && wanted === place.register ? undefined : g.early(wanted),
  );
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy;
}
