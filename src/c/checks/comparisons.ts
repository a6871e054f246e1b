/** Comparisons that are not of what they seem to be: of a negative number as unsigned, of the addresses of strings. */
import type { Span } from '../../source';
import { printType } from '../../image';
import type { CompareOperator, Expression } from '../ast';
import type { Reporter } from '../reporter';
import { commonType } from '../types/compatible';
import { type CType, unqualified } from '../types/types';
import { isNullPointer, isNumber } from '../semantics/build';
import { foldCompare } from '../semantics/fold';
import { says } from './rules';

interface Comparison {
  readonly operator: CompareOperator;
  /** Promoted, not brought to their common type yet. */
  readonly left: Expression;
  readonly right: Expression;
  readonly at: Span;
}

export function checkComparison(report: Reporter, comparison: Comparison): void {
  checkStrings(report, comparison);
  checkSigns(report, comparison);
  checkLimits(report, comparison);
  checkRange(report, comparison);
}

function checkStrings(report: Reporter, { operator, left, right, at }: Comparison): void {
  if (![left, right].some(isString) || isNullPointer(left) || isNullPointer(right)) return;
  report.say(at, says('c-string-compare', { operator }), `write 'strcmp(…) ${operator} 0' to compare texts`);
}

const isString = (node: Expression): boolean => node.kind === 'address' && node.object.kind === 'string';

function checkSigns(report: Reporter, { operator, left, right, at }: Comparison): void {
  const [l, r] = [left.type, right.type];
  if (!isInteger(l) || !isInteger(r) || isSigned(l) === isSigned(r)) return;
  const common = commonType(l, r);
  const signed = isSigned(l) ? left : right;
  if (isSigned(common) || isNeverNegative(signed)) return;
  // gcc takes an equality with a constant for what it says.
  if (!isOrder(operator) && (isNumber(left) || isNumber(right))) return;
  const shown = (type: CType) => printType(unqualified(type));
  report.say(at, says('c-sign-compare', { operator, left: shown(l), right: shown(r) }));
}

const isInteger = (type: CType): type is CType & { kind: 'integer' } => type.kind === 'integer';
const isSigned = (type: CType): boolean => type.kind === 'integer' && type.signed;
const isOrder = (operator: string): boolean => operator !== '==' && operator !== '!=';

/** As far as that can be seen at once. */
function isNeverNegative(node: Expression): boolean {
  switch (node.kind) {
    case 'number':
      return node.value >= 0n;
    case 'compare':
    case 'logical':
    case 'not':
      return true;
    case 'cast':
      return node.operand.type.kind === 'bool' || isSmallUnsigned(node.operand.type);
    case 'conditional':
      return isNeverNegative(node.then) && isNeverNegative(node.otherwise);
    case 'binary':
      return node.operator === '&' && (isNeverNegative(node.left) || isNeverNegative(node.right));
    default:
      return false;
  }
}

const isSmallUnsigned = (type: CType): boolean => type.kind === 'integer' && !type.signed && type.size < 4;

/** `unsigned >= 0`, which ends no loop. */
function checkLimits(report: Reporter, { operator, left, right, at }: Comparison): void {
  const zero = (node: Expression) => isNumber(node) && node.value === 0n;
  const [type, result] = zero(right)
    ? ([left.type, limits[operator]] as const)
    : ([right.type, zero(left) ? mirrored[operator] : undefined] as const);
  if (!isInteger(type) || type.signed || result === undefined || (isNumber(left) && isNumber(right))) return;
  report.say(at, says('c-type-limits', { result, type: printType(unqualified(type)) }));
}

/** A small integer against a number that it cannot be, or pass. */
function checkRange(report: Reporter, { operator, left, right, at }: Comparison): void {
  const isMirrored = isNumber(left);
  const [small, constant] = isMirrored ? [right, left] : [left, right];
  const type = small.kind === 'cast' ? small.operand.type : undefined;
  if (!isNumber(constant) || type?.kind !== 'integer' || type.size >= 4) return;
  const bits = BigInt(type.size * 8);
  const low = type.signed ? -(1n << (bits - 1n)) : 0n;
  const high = low + (1n << bits) - 1n;
  const { value } = constant;
  const compare = (each: bigint) =>
    isMirrored ? foldCompare(operator, value, each) : foldCompare(operator, each, value);
  const results = [low, high, ...(low <= value && value <= high ? [value] : [])].map(compare);
  if (value >= low && value <= high && !isOrder(operator)) return;
  if (new Set(results).size > 1 || (value === 0n && !type.signed)) return;
  const result = String(results[0]);
  report.say(at, says('c-comparison-range', { result, type: printType(unqualified(type)), low, high }));
}

const limits: Readonly<Record<string, string>> = { '>=': 'true', '<': 'false' };
const mirrored: Readonly<Record<string, string>> = { '<=': 'true', '>': 'false' };
