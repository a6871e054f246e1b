/** C's arithmetic on scalars, as the compiler folds it; also on floating-point numbers, which the debugger alone takes. */
import {
  type ArithmeticOperator,
  type CompareOperator,
  calculate,
  exactly,
  foldCompare,
  wrap,
} from '../../c';
import type { CType } from '../../image';
import { DebuggerError } from '../errors';
import type { Scalar } from '../values/value';

/** A scalar converted to a scalar type (C99 6.3.1). */
export function convertScalar(scalar: Scalar, type: CType): Scalar {
  if (type.kind === 'float') return type.size === 4 ? Math.fround(Number(scalar)) : Number(scalar);
  if (typeof scalar === 'bigint') return wrap(scalar, type);
  if (type.kind === 'bool') return scalar === 0 ? 0n : 1n;
  return wrap(Number.isFinite(scalar) ? BigInt(Math.trunc(scalar)) : 0n, type);
}

/** Both operands have the type. */
export function arithmetic(operator: ArithmeticOperator, left: Scalar, right: Scalar, type: CType): Scalar {
  if (typeof left === 'number' || typeof right === 'number')
    return convertScalar(exactly(operator, Number(left), Number(right)), type);
  if ((operator === '/' || operator === '%') && right === 0n)
    throw new DebuggerError('bad-expression', 'division by zero');
  return calculate(operator, left, right, type);
}

export function compare(operator: CompareOperator, left: Scalar, right: Scalar): boolean {
  if (typeof left === 'bigint' && typeof right === 'bigint') return foldCompare(operator, left, right);
  return foldCompare(operator, Number(left), Number(right));
}

export const isTrue = (scalar: Scalar): boolean => scalar !== 0n && scalar !== 0;
