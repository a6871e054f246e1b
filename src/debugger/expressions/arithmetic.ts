/** What C's operators do to scalars (C99 6.3.1, 6.5). */
import { DebuggerError } from '../errors';
import {
  type CType,
  doubleType,
  intType,
  longLongType,
  plain,
  sizeOf,
  typeText,
  unsignedLongLongType,
  unsignedType,
} from '../values/types';
import type { Scalar } from '../values/value';
import { isSigned } from '../values/value';
import type { BinaryOperator } from './syntax';

export interface Typed {
  readonly type: CType;
  readonly scalar: Scalar;
}

/** Integer promotion. */
export function promoted(given: CType): CType {
  const type = plain(given);
  if (type.kind === 'float' || type.kind === 'pointer') return type;
  const size = sizeOf(type);
  if (size === 8) return isSigned(type) ? longLongType : unsignedLongLongType;
  return size === 4 && type.kind === 'integer' && !type.signed ? unsignedType : intType;
}

/** The type in which two operands meet. */
export function common(left: CType, right: CType): CType {
  const types = [promoted(left), promoted(right)];
  if (types.some(type => plain(type).kind === 'float')) return doubleType;
  const size = Math.max(...types.map(sizeOf));
  const unsigned = types.some(type => sizeOf(type) === size && !isSigned(plain(type)));
  if (size === 8) return unsigned ? unsignedLongLongType : longLongType;
  return unsigned ? unsignedType : intType;
}

/** A scalar cut to a type. */
export function wrap(scalar: Scalar, given: CType): Scalar {
  const type = plain(given);
  if (type.kind === 'float') return Number(scalar);
  if (type.kind === 'boolean') return scalar === 0n || scalar === 0 ? 0n : 1n;
  const whole =
    typeof scalar === 'bigint' ? scalar : BigInt(Math.trunc(Number.isFinite(scalar) ? scalar : 0));
  const bits = sizeOf(type) * 8;
  return isSigned(type) ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole);
}

const comparisons: Partial<Record<BinaryOperator, (left: Scalar, right: Scalar) => boolean>> = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

const onIntegers: Partial<Record<BinaryOperator, (left: bigint, right: bigint) => bigint>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '&': (left, right) => left & right,
  '^': (left, right) => left ^ right,
  '|': (left, right) => left | right,
};

const onFloats: Partial<Record<BinaryOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** A binary operator on arithmetic operands, but for && and ||. */
export function calculate(operator: BinaryOperator, left: Typed, right: Typed): Typed {
  if (operator === '<<' || operator === '>>') return shift(operator, left, right);
  const type = common(left.type, right.type);
  const a = wrap(left.scalar, type);
  const b = wrap(right.scalar, type);
  const compare = comparisons[operator];
  if (compare) return { type: intType, scalar: compare(a, b) ? 1n : 0n };
  if (typeof a === 'number' || typeof b === 'number') {
    const work = onFloats[operator];
    if (!work) throw new DebuggerError('bad-expression', `${operator} does not work on ${typeText(type)}`);
    return { type, scalar: work(Number(a), Number(b)) };
  }
  if ((operator === '/' || operator === '%') && b === 0n)
    throw new DebuggerError('bad-expression', 'division by zero');
  return { type, scalar: wrap(onIntegers[operator]!(a, b), type) };
}

/** The result has the type of the left operand; the machine looks at the low bits of the distance. */
function shift(operator: '<<' | '>>', left: Typed, right: Typed): Typed {
  const type = promoted(left.type);
  const scalar = wrap(left.scalar, type);
  if (typeof scalar === 'number' || typeof right.scalar === 'number')
    throw new DebuggerError('bad-expression', `${operator} does not work on floating-point numbers`);
  const distance = right.scalar & BigInt(sizeOf(type) * 8 - 1);
  return { type, scalar: wrap(operator === '<<' ? scalar << distance : scalar >> distance, type) };
}
