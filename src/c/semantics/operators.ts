/** Operators with two or three operands: types checked, operands converted, constants folded. */
import type { Span } from '../../source';
import type { ArithmeticOperator, CompareOperator, Expression, ShiftOperator } from '../ast';
import { type Reporter, spanning } from '../reporter';
import { checkComparison } from '../checks/comparisons';
import { commonType, compatible, composite, promoted } from '../types/compatible';
import { printType } from '../../image';
import {
  type CType,
  type PointerType,
  differenceType,
  intType,
  isArithmetic,
  isComplete,
  isInteger,
  isScalar,
  pointerTo,
  qualify,
  sizeOf,
  unqualified,
  voidType,
} from '../types/types';
import {
  convert,
  errorAt,
  isError,
  isNullPointer,
  isNumber,
  isReal,
  number,
  operation,
  promotionWidth,
  real,
  rvalue,
  toWord,
  truthOf,
} from './build';
import { exactly, foldArithmetic, foldCompare, foldShift } from './fold';
import { says } from '../rules';
import { isVariableArray, sizeExpression, timesSize } from './sizes';

export type BinaryOperator = ArithmeticOperator | ShiftOperator | CompareOperator | '&&' | '||';

/** Applies the integer promotions (C99 6.3.1.1). */
export function promote(expression: Expression): Expression {
  return convert(expression, promoted(expression.type, promotionWidth(expression)));
}

/** Brings two arithmetic operands to their common type (C99 6.3.1.8). */
function balance(left: Expression, right: Expression): [Expression, Expression, CType] {
  const [l, r] = [promote(left), promote(right)];
  const type = commonType(l.type, r.type);
  return [convert(l, type), convert(r, type), type];
}

export function binary(
  report: Reporter,
  operator: BinaryOperator,
  leftOperand: Expression,
  rightOperand: Expression,
  at: Span,
): Expression {
  const [left, right] = [rvalue(leftOperand), rvalue(rightOperand)];
  const span = spanning(left.span, right.span);
  if (isError(left) || isError(right)) return errorAt(span);
  const site = { report, span, at };
  switch (operator) {
    case '+':
    case '-':
      if (left.type.kind === 'pointer' || right.type.kind === 'pointer')
        return pointerArithmetic(site, operator, left, right);
      return arithmetic(site, operator, left, right);
    case '*':
    case '/':
    case '%':
    case '&':
    case '|':
    case '^':
      return arithmetic(site, operator, left, right);
    case '<<':
    case '>>':
      return shift(site, operator, left, right);
    case '&&':
    case '||':
      return logical(site, operator, left, right);
    default:
      return compare(site, operator, left, right);
  }
}

/** Where an operation stands: the whole of it, and its operator; and to whom is said what is wrong. */
interface Site {
  readonly report: Reporter;
  readonly span: Span;
  readonly at: Span;
}

function invalid(
  { report, at }: Omit<Site, 'span'>,
  operator: string,
  left: Expression,
  right: Expression,
): Expression {
  report.say(at, says('c-operands', { operator, left: printType(left.type), right: printType(right.type) }));
  return errorAt(spanning(left.span, right.span));
}

const bitwise = new Set<ArithmeticOperator>(['%', '&', '|', '^']);

function arithmetic(
  site: Site,
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
): Expression {
  const { report, span } = site;
  if (!isArithmetic(left.type) || !isArithmetic(right.type)) return invalid(site, operator, left, right);
  const [l, r, type] = balance(left, right);
  if (type.kind === 'float' && bitwise.has(operator)) return invalid(site, operator, left, right);
  if (isNumber(r) && r.value === 0n && !isNumber(l) && (operator === '/' || operator === '%'))
    report.say(span, says('c-division-by-zero'));
  if (isNumber(l) && isNumber(r)) {
    const value = foldArithmetic(site, operator, l.value, r.value, type);
    if (value !== undefined) return number(value, type, span);
  }
  if (isReal(l) && isReal(r)) {
    const value = exactly(operator, l.value, r.value);
    // Which NaN an invalid operation makes is left to when it is done.
    if (!Number.isNaN(value)) return real(value, l.type, span);
  }
  return operation(type, [l, r], (whole, first, second) => ({
    kind: 'binary',
    operator,
    left: first,
    right: second,
    type: whole,
    span,
  }));
}

function shift(site: Site, operator: ShiftOperator, left: Expression, right: Expression): Expression {
  const { span } = site;
  if (!isInteger(left.type) || !isInteger(right.type)) return invalid(site, operator, left, right);
  const [l, r] = [promote(left), promote(right)];
  const { type } = l;
  if (isNumber(r)) {
    const value = foldShift(site, operator, isNumber(l) ? l.value : 0n, r.value, type);
    if (isNumber(l)) return number(value, type, span);
  }
  const count = toWord(r);
  return operation(type, [l], (whole, value) => ({
    kind: 'shift',
    operator,
    left: value,
    right: count,
    type: whole,
    span,
  }));
}

function pointerArithmetic(site: Site, operator: '+' | '-', left: Expression, right: Expression): Expression {
  if (left.type.kind === 'pointer' && right.type.kind === 'pointer') {
    if (operator === '+' || !compatible(unqualified(left.type.target), unqualified(right.type.target)))
      return invalid(site, operator, left, right);
    return difference(site, left, right);
  }
  if (left.type.kind === 'pointer' && isInteger(right.type)) return offset(site, left, right, operator);
  if (operator === '+' && isInteger(left.type)) return offset(site, right, left, operator);
  return invalid(site, operator, left, right);
}

/** Bytes of what a pointer points to; 1 for `void` and functions, as GNU C has it; undefined with an error said. */
export function pointedSize(report: Reporter, type: PointerType, at: Span): number | undefined {
  const { target } = type;
  if (target.kind === 'void' || target.kind === 'function') return 1;
  if (isComplete(target)) return sizeOf(target);
  report.say(at, says('c-incomplete-arithmetic', { type: printType(target) }));
  return undefined;
}

/** `pointer + index`, or `pointer - index`. */
function offset(site: Site, pointer: Expression, index: Expression, operator: '+' | '-'): Expression {
  const { report, span, at } = site;
  const scale = pointedSize(report, pointer.type as PointerType, at);
  if (scale === undefined) return errorAt(span);
  const by = toWord(promote(index));
  const type = unqualified(pointer.type);
  const sign = operator === '-' ? -1 : 1;
  const { target } = pointer.type as PointerType;
  if (isVariableArray(target))
    return { kind: 'offset', pointer, index: timesSize(by, target), scale: sign, type, span };
  if (isNumber(by) && isNumber(pointer))
    return number(pointer.value + by.value * BigInt(sign * scale), type, span);
  if (isNumber(by)) {
    if (by.value === 0n) return convert(pointer, type);
    const bytes = number(by.value * BigInt(sign * scale), intType, by.span);
    return { kind: 'offset', pointer, index: bytes, scale: 1, type, span };
  }
  return { kind: 'offset', pointer, index: by, scale: sign * scale, type, span };
}

function difference({ report, span, at }: Site, left: Expression, right: Expression): Expression {
  const scale = pointedSize(report, left.type as PointerType, at);
  if (scale === undefined) return errorAt(span);
  const { target } = left.type as PointerType;
  if (isVariableArray(target)) {
    const bytes: Expression = { kind: 'difference', left, right, scale: 1, type: differenceType, span };
    const size = convert(sizeExpression(target, span), differenceType);
    return { kind: 'binary', operator: '/', left: bytes, right: size, type: differenceType, span };
  }
  if (scale === 0) {
    report.say(at, says('c-empty-difference', { type: printType((left.type as PointerType).target) }));
    return errorAt(span);
  }
  if (isNumber(left) && isNumber(right))
    return number((left.value - right.value) / BigInt(scale), differenceType, span);
  return { kind: 'difference', left, right, scale, type: differenceType, span };
}

function compare(site: Site, operator: CompareOperator, left: Expression, right: Expression): Expression {
  const { span, report, at } = site;
  const operands = comparable(site, operator, left, right);
  if (!operands) return invalid(site, operator, left, right);
  checkComparison(report, { operator, left: promoteInteger(left), right: promoteInteger(right), at });
  const [l, r] = operands;
  if (isNumber(l) && isNumber(r))
    return number(foldCompare(operator, l.value, r.value) ? 1 : 0, intType, span);
  if (isReal(l) && isReal(r)) return number(foldCompare(operator, l.value, r.value) ? 1 : 0, intType, span);
  return { kind: 'compare', operator, left: l, right: r, type: intType, span };
}

const promoteInteger = (node: Expression): Expression => (isInteger(node.type) ? promote(node) : node);

function comparable(
  site: Site,
  operator: CompareOperator,
  left: Expression,
  right: Expression,
): [Expression, Expression] | undefined {
  if (isArithmetic(left.type) && isArithmetic(right.type)) {
    const [l, r] = balance(left, right);
    return [l, r];
  }
  if (left.type.kind === 'float' || right.type.kind === 'float') return undefined;
  if (!isScalar(left.type) || !isScalar(right.type)) return undefined;
  if (left.type.kind === 'pointer' && right.type.kind === 'pointer')
    checkPointers(site, operator, left, right);
  else if (!isNullPointer(left) && !isNullPointer(right))
    site.report.say(
      site.at,
      says('c-pointer-integer-comparison'),
      'cast one of them to say that it is meant',
    );
  const pointer = left.type.kind === 'pointer' ? left.type : right.type;
  return [convert(left, pointer), convert(right, pointer)];
}

function checkPointers({ report, at }: Site, operator: string, left: Expression, right: Expression): void {
  if (isNullPointer(left) || isNullPointer(right)) return;
  const [l, r] = [(left.type as PointerType).target, (right.type as PointerType).target];
  if (l.kind === 'void' || r.kind === 'void' || compatible(l, r)) return;
  report.say(
    at,
    says('c-pointer-comparison', { operator, left: printType(left.type), right: printType(right.type) }),
  );
}

function logical(site: Site, operator: '&&' | '||', left: Expression, right: Expression): Expression {
  const { span } = site;
  if (!isScalar(left.type) || !isScalar(right.type)) return invalid(site, operator, left, right);
  const [first, second] = [truthOf(left), truthOf(right)];
  if (first === (operator === '||')) return number(first ? 1 : 0, intType, span);
  if (first !== undefined && second !== undefined) return number(second ? 1 : 0, intType, span);
  return { kind: 'logical', operator, left, right, type: intType, span };
}

export function conditional(
  report: Reporter,
  condition: Expression,
  thenOperand: Expression,
  otherwiseOperand: Expression,
  at: Span,
): Expression {
  const test = rvalue(condition);
  const [left, right] = [rvalue(thenOperand), rvalue(otherwiseOperand)];
  const span = spanning(test.span, right.span);
  if (isError(test) || isError(left) || isError(right)) return errorAt(span);
  if (!isScalar(test.type)) {
    report.say(test.span, says('c-condition-type', { type: printType(test.type) }));
    return errorAt(span);
  }
  const arms = balancedArms(report, left, right, at);
  if (!arms) return invalid({ report, at }, '? :', left, right);
  const [then, otherwise, type] = arms;
  const known = truthOf(test);
  if (known !== undefined) return pick(known, then, otherwise, span);
  return { kind: 'conditional', condition: test, then, otherwise, type, span };
}

/** The chosen arm; as a cast where it might be an lvalue, which a conditional never is. */
function pick(known: boolean, then: Expression, otherwise: Expression, span: Span): Expression {
  const arm = known ? then : otherwise;
  if (isNumber(arm) || isReal(arm)) return { ...arm, span };
  const test = number(known ? 1 : 0, intType, span);
  return { kind: 'comma', left: test, right: arm, type: unqualified(arm.type), span };
}

function balancedArms(
  report: Reporter,
  left: Expression,
  right: Expression,
  at: Span,
): [Expression, Expression, CType] | undefined {
  const [l, r] = [left.type, right.type];
  if (isArithmetic(l) && isArithmetic(r)) return balance(left, right);
  if (l.kind === 'void' || r.kind === 'void')
    return [convert(left, voidType), convert(right, voidType), voidType];
  if (l.kind === 'record') return compatible(l, r) ? [left, right, unqualified(l)] : undefined;
  if (l.kind !== 'pointer' && r.kind !== 'pointer') return undefined;
  const type = commonPointer(report, left, right, at);
  return type && [convert(left, type), convert(right, type), type];
}

function commonPointer(report: Reporter, left: Expression, right: Expression, at: Span): CType | undefined {
  const [l, r] = [left.type, right.type];
  if (isNullPointer(right) && l.kind === 'pointer') return unqualified(l);
  if (isNullPointer(left) && r.kind === 'pointer') return unqualified(r);
  if (l.kind !== 'pointer' || r.kind !== 'pointer') {
    if (!isScalar(l) || !isScalar(r)) return undefined;
    report.say(at, says('c-conditional-types', { left: printType(l), right: printType(r) }));
    return unqualified(l.kind === 'pointer' ? l : r);
  }
  const qualifiers = l.target.qualifiers | r.target.qualifiers;
  if (compatible(l.target, r.target)) return pointerTo(qualify(composite(l.target, r.target), qualifiers));
  if (l.target.kind !== 'void' && r.target.kind !== 'void')
    report.say(at, says('c-conditional-pointers', { left: printType(l), right: printType(r) }));
  return pointerTo(qualify(voidType, qualifiers));
}

export function comma(leftOperand: Expression, rightOperand: Expression): Expression {
  const right = rvalue(rightOperand);
  const span = spanning(leftOperand.span, right.span);
  if (isError(leftOperand) || isError(right)) return errorAt(span);
  return { kind: 'comma', left: leftOperand, right, type: unqualified(right.type), span };
}
