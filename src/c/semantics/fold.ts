/** Arithmetic on constants, exact as the machine would do it at run time. */
import type { Span } from '../../source';
import type { ArithmeticOperator, CompareOperator, ShiftOperator } from '../ast';
import type { Reporter } from '../reporter';
import { wrap } from '../types/compatible';
import { type CType, isSigned, sizeOf } from '../types/types';
import { printType } from '../../image';
import { says } from '../rules';

/** What is folded, and to whom is said what is wrong with it. */
interface FoldSite {
  readonly report: Reporter;
  readonly span: Span;
}

/** The result, or undefined for a division by zero, which is left to trap. */
export function foldArithmetic(
  { report, span }: FoldSite,
  operator: ArithmeticOperator,
  left: bigint,
  right: bigint,
  type: CType,
): bigint | undefined {
  if ((operator === '/' || operator === '%') && right === 0n) {
    report.say(span, says('c-division-by-zero'));
    return undefined;
  }
  const exact = exactly(operator, left, right);
  const value = wrap(exact, type);
  if (value !== exact && isSigned(type))
    report.say(span, says('c-overflow', { exact, type: printType(type), value }));
  return value;
}

/** As the machine does it, in the range of the type; the divisor is not 0. */
export function calculate(operator: ArithmeticOperator, left: bigint, right: bigint, type: CType): bigint {
  return wrap(exactly(operator, left, right), type);
}

/** Without a type's limits: two integers, or two floating-point numbers, on which the operators look the same. */
export function exactly<Kind extends number | bigint>(
  operator: ArithmeticOperator,
  left: Kind,
  right: Kind,
): Kind {
  return applied(operator, left as number, right as number) as Kind;
}

function applied(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
  }
}

export function foldShift(
  { report, span }: FoldSite,
  operator: ShiftOperator,
  left: bigint,
  count: bigint,
  type: CType,
): bigint {
  const width = BigInt(sizeOf(type) * 8);
  if (count < 0n || count >= width)
    report.say(span, says('c-shift-count', { count, type: printType(type), width }));
  return shifted(operator, left, count, type);
}

/** The count is taken modulo the width of the type, as the machine does. */
export function shifted(operator: ShiftOperator, left: bigint, count: bigint, type: CType): bigint {
  const by = count & BigInt(sizeOf(type) * 8 - 1);
  return wrap(operator === '<<' ? left << by : left >> by, type);
}

/** Of two integers, or two floating-point numbers. */
export function foldCompare<T extends bigint | number>(
  operator: CompareOperator,
  left: T,
  right: T,
): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
