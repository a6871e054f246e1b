/** Assignment: what may be assigned to what (C99 6.5.16.1), and assignments that compute. */
import type { Said, Span } from '../../source';
import type { ArithmeticOperator, Expression, ShiftOperator } from '../ast';
import { type Reporter, spanning } from '../reporter';
import { commonType, compatible, nearestInteger, promoted } from '../types/compatible';
import { printType } from '../../image';
import {
  type CType,
  type PointerType,
  type RecordDefinition,
  CONST,
  intType,
  isArithmetic,
  isComplete,
  isInteger,
  isScalar,
  sizeOf,
  unqualified,
} from '../types/types';
import {
  bitWidth,
  convert,
  errorAt,
  isError,
  isLvalue,
  isNullPointer,
  isNumber,
  isReal,
  number,
  rvalue,
  temporary,
  toWord,
} from './build';
import { binary, pointedSize, promote } from './operators';
import { atomicStore, atomicUpdate, canFetchAdd, fetchAdd, held, isAtomic, statements } from './atomics';
import { says } from '../rules';
import { isVariableArray, timesSize } from './sizes';

/** Converts a value to the type of what it goes to; `purpose` says where, for messages. */
export function convertForAssignment(
  report: Reporter,
  value: Expression,
  type: CType,
  purpose: string,
): Expression {
  const source = rvalue(value);
  if (isError(source) || type.kind === 'error') return errorAt(source.span);
  if (isInteger(type) && isInteger(source.type)) {
    checkConstantFits(report, source, type);
    return convert(source, type);
  }
  if (type.kind === 'record' && compatible(type, source.type)) return source;
  if (isScalar(type) && isScalar(source.type) && !mixes(type, source.type)) {
    checkPointers(report, source, type, purpose);
    checkRealFits(report, source, type);
    return convert(source, type);
  }
  const message =
    source.type.kind === 'void'
      ? says('c-needs-value', { purpose })
      : says('c-wrong-type', {
          purpose,
          needed: printType(unqualified(type)),
          given: printType(unqualified(source.type)),
        });
  report.say(source.span, message);
  return errorAt(source.span);
}

/** Whether one is an address and the other a floating-point number, which no conversion leads to. */
export const mixes = (left: CType, right: CType): boolean =>
  (left.kind === 'float' && right.kind === 'pointer') || (left.kind === 'pointer' && right.kind === 'float');

/** Warns where a constant loses bits that no reading of it keeps. */
function checkConstantFits(report: Reporter, value: Expression, type: CType): void {
  if (!isNumber(value) || type.kind === 'bool') return;
  const bits = BigInt(sizeOf(type) * 8);
  if (value.value >= -(1n << (bits - 1n)) && value.value < 1n << bits) return;
  const kept = number(value.value, type, value.span).value;
  report.say(
    value.span,
    says('c-constant-range', { value: value.value, type: printType(unqualified(type)), kept }),
  );
}

/** Warns where nothing of a floating-point constant but its direction is left. */
function checkRealFits(report: Reporter, value: Expression, type: CType): void {
  if (!isReal(value) || !isInteger(type) || type.kind === 'bool') return;
  const kept = nearestInteger(value.value, type);
  if (Number(kept) === Math.trunc(value.value)) return;
  const printed = printType(unqualified(type));
  report.say(value.span, says('c-constant-range', { value: value.value, type: printed, kept }));
}

function checkPointers(report: Reporter, source: Expression, type: CType, purpose: string): void {
  const from = source.type;
  if (type.kind === 'bool' || (type.kind === 'pointer' && type.target.kind === 'error')) return;
  if (type.kind === 'pointer' && from.kind === 'pointer') {
    checkTargets(report, source, type, from, purpose);
  } else if (type.kind === 'pointer' && !isNullPointer(source)) {
    const isPointed = source.kind === 'variable' && compatible(type.target, from);
    report.say(
      source.span,
      says('c-integer-to-pointer', { purpose, type: printType(unqualified(from)) }),
      isPointed ? `write '&${source.symbol.name}' for its address` : undefined,
    );
  } else if (from.kind === 'pointer') {
    const isCharacter = isString(source) && type.kind === 'integer' && type.size === 1;
    report.say(
      source.span,
      says('c-pointer-to-integer', { purpose, type: printType(unqualified(from)) }),
      isCharacter ? "a character stands in single quotes, a text in a 'char *'" : undefined,
    );
  }
}

function checkTargets(
  report: Reporter,
  source: Expression,
  type: PointerType,
  from: PointerType,
  purpose: string,
): void {
  if (isNullPointer(source)) return;
  const [to, was] = [type.target, from.target];
  const anyTarget = to.kind === 'void' || was.kind === 'void';
  const needed = printType(unqualified(type));
  const given = printType(unqualified(from));
  if (!anyTarget && (!sameTarget(to, was) || isAtomic(to) !== isAtomic(was))) {
    report.say(source.span, says('c-incompatible-pointer', { purpose, needed, given }));
  } else if (was.qualifiers & ~to.qualifiers & 3) {
    const lost = was.qualifiers & ~to.qualifiers & CONST ? 'const' : 'volatile';
    report.say(source.span, says('c-discarded-qualifier', { purpose, lost }));
  } else if (!anyTarget && !compatible(to, was)) {
    report.say(source.span, says('c-pointer-sign', { purpose, needed, given }));
  }
}

/** Compatible, or integers that differ in sign alone. */
function sameTarget(left: CType, right: CType): boolean {
  if (compatible(left, right)) return true;
  return left.kind === 'integer' && right.kind === 'integer' && left.rank === right.rank;
}

export function checkModifiable(report: Reporter, target: Expression, span: Span): boolean {
  const problem = whyNotModifiable(target);
  if (problem) report.say(span, problem, howToCopy(target));
  return !problem;
}

/** For who assigns to an array as a whole. */
function howToCopy({ type }: Expression): string | undefined {
  if (type.kind !== 'array') return undefined;
  const { element } = type;
  return element.kind === 'integer' && element.size === 1 ? 'copy a text with strcpy' : 'copy it with memcpy';
}

/** The address of a string literal, as what it decays to. */
function isString(node: Expression): boolean {
  if (node.kind === 'cast') return isString(node.operand);
  return node.kind === 'string' || (node.kind === 'address' && isString(node.object));
}

function whyNotModifiable(target: Expression): Said | undefined {
  const { type } = target;
  const name = target.kind === 'variable' ? `'${target.symbol.name}'` : 'this';
  if (type.kind === 'function') return says('c-function-not-modifiable', { name });
  if (!isLvalue(target)) return says('c-not-a-variable');
  if (type.kind === 'array') return says('c-array-not-modifiable', { name });
  if (!isComplete(type)) return says('c-incomplete-literal', { type: printType(type) });
  if (type.qualifiers & CONST) return says('c-const', { name });
  if (type.kind === 'record' && hasConstMember(type.definition)) return says('c-const-member', { name });
  return undefined;
}

function hasConstMember(definition: RecordDefinition): boolean {
  return (definition.members ?? []).some(
    ({ type }) =>
      (type.qualifiers & CONST) !== 0 || (type.kind === 'record' && hasConstMember(type.definition)),
  );
}

export function assign(report: Reporter, target: Expression, value: Expression): Expression {
  const span = spanning(target.span, value.span);
  if (isError(target) || isError(value)) return errorAt(span);
  if (!checkModifiable(report, target, target.span)) return errorAt(span);
  const converted = convertForAssignment(report, value, target.type, 'the assignment');
  if (isError(converted)) return errorAt(span);
  if (isAtomic(target.type)) return { ...atomicStore(target, converted), span };
  return { kind: 'assign', target, value: converted, type: unqualified(target.type), span };
}

/** `target operator= value`. */
export function update(
  report: Reporter,
  operator: ArithmeticOperator | ShiftOperator,
  target: Expression,
  operand: Expression,
  at: Span,
): Expression {
  const value = rvalue(operand);
  const span = spanning(target.span, value.span);
  if (isError(target) || isError(value)) return errorAt(span);
  if (!checkModifiable(report, target, target.span)) return errorAt(span);
  const operands = updateOperand(report, operator, target, value, at);
  if (!operands) return errorAt(span);
  if (isAtomic(target.type))
    return { ...atomicOperation(report, operator, target, value, at, 'after'), span };
  return { kind: 'update', operator, target, ...operands, type: unqualified(target.type), span };
}

/** What the checks of `target operator= value` let pass, done at once. */
export function atomicOperation(
  report: Reporter,
  operator: ArithmeticOperator | ShiftOperator,
  object: Expression,
  value: Expression,
  at: Span,
  wanted: 'before' | 'after',
): Expression {
  const type = unqualified(object.type);
  const compute = (old: Expression, operand: Expression) =>
    convert(binary(report, operator, old, operand, at), type);
  const sum = operator === '+' || operator === '-';
  if (!sum || !canFetchAdd(type) || !isInteger(value.type) || isVariableTarget(type))
    return atomicUpdate(object, value, compute, wanted);
  const { declare, use } = held(value);
  const size = type.kind === 'pointer' ? (pointedSize(report, type, at) ?? 1) : 1;
  const step = scaled(toWord(promote(use)), size);
  const added = operator === '+' ? step : negated(step);
  const old = temporary(fetchAdd(object, convert(added, type)));
  return statements([...declare, old.declare], wanted === 'before' ? old.use : compute(old.use, use));
}

const isVariableTarget = (type: CType): boolean => type.kind === 'pointer' && isVariableArray(type.target);

const negated = (operand: Expression): Expression =>
  isNumber(operand)
    ? number(-operand.value, operand.type, operand.span)
    : { kind: 'negate', operand, type: operand.type, span: operand.span };

function updateOperand(
  report: Reporter,
  operator: ArithmeticOperator | ShiftOperator,
  target: Expression,
  value: Expression,
  at: Span,
): { value: Expression; computation: CType } | undefined {
  const { type } = target;
  if (type.kind === 'pointer' && isInteger(value.type) && (operator === '+' || operator === '-')) {
    const scale = pointedSize(report, type, at);
    if (isVariableArray(type.target))
      return { value: timesSize(toWord(promote(value)), type.target), computation: unqualified(type) };
    return scale === undefined
      ? undefined
      : { value: scaled(toWord(promote(value)), scale), computation: unqualified(type) };
  }
  if (!canUpdate(operator, type, value.type)) {
    report.say(
      at,
      says('c-update-operands', { operator, left: printType(type), right: printType(value.type) }),
    );
    return undefined;
  }
  const own = promoted(type, bitWidth(target));
  const other = promote(value);
  if (operator === '<<' || operator === '>>') return { value: toWord(other), computation: own };
  if ((operator === '/' || operator === '%') && isNumber(other) && other.value === 0n)
    report.say(value.span, says('c-division-by-zero'));
  const computation = commonType(own, other.type);
  return { value: convert(other, computation), computation };
}

function canUpdate(operator: string, target: CType, value: CType): boolean {
  if (isInteger(target) && isInteger(value)) return true;
  return isArithmetic(target) && isArithmetic(value) && '+-*/'.includes(operator);
}

/** A count of elements as a count of bytes. */
function scaled(count: Expression, scale: number): Expression {
  if (scale === 1) return count;
  const { span } = count;
  if (isNumber(count)) return number(count.value * BigInt(scale), intType, span);
  const factor = number(scale, count.type, span);
  return { kind: 'binary', operator: '*', left: count, right: factor, type: count.type, span };
}
