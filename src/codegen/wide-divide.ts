/** Division of 64-bit numbers: by a power of two with shifts, else by a function of the runtime. */
import type { ArithmeticOperator, Expression, ShiftOperator } from '../c/ast';
import { type CType, isSigned, isWide } from '../c/types/types';
import { callHelper } from './calls';
import type { FunctionContext } from './context';
import { type Pair, constantPair, releasePair } from './wide';
import { bitwisePairs } from './wide-arithmetic';
import { shiftPairBy } from './wide-shift';

/** False where the operation is a 64-bit division that needs a call. */
export function dividesInline(
  operator: ArithmeticOperator | ShiftOperator,
  type: CType,
  right: Expression,
): boolean {
  if (operator !== '/' && operator !== '%') return true;
  return !isWide(type) || powerOfTwo(type, right) !== undefined;
}

/** The exponent of an unsigned division by a constant power of two. */
function powerOfTwo(type: CType, right: Expression): number | undefined {
  if (isSigned(type) || right.kind !== 'number' || right.value <= 0n) return undefined;
  if ((right.value & (right.value - 1n)) !== 0n) return undefined;
  return right.value.toString(2).length - 1;
}

/** Takes the operands. */
export function dividePairs(
  g: FunctionContext,
  operator: ArithmeticOperator,
  type: CType,
  left: Pair,
  right: Pair,
  rightNode: Expression,
): Pair {
  const exponent = powerOfTwo(type, rightNode);
  if (exponent === undefined) return callHelper(g, helperName(operator, isSigned(type)), left, right);
  releasePair(g, right);
  if (operator === '/') return shiftPairBy(g, '>>', false, left, exponent);
  return bitwisePairs(g, 'and', left, constantPair(g, (1n << BigInt(exponent)) - 1n));
}

function helperName(operator: ArithmeticOperator, signed: boolean): string {
  const name = operator === '/' ? 'div' : 'mod';
  return `__${signed ? '' : 'u'}${name}di3`;
}
