/** Operators with one operand, member access, subscripts, casts and `sizeof`. */
import { type Span, suggest } from '../../source';
import type { Expression } from '../ast';
import { type Reporter, spanning } from '../reporter';
import { checkArrayParameter } from '../checks/sizes';
import { compatible } from '../types/compatible';
import { allMembers, findMember, printType } from '../../image';
import {
  type CType,
  alignmentOf,
  errorType,
  intType,
  isArithmetic,
  isComplete,
  isInteger,
  isScalar,
  pointerTo,
  sizeType,
  unqualified,
} from '../types/types';
import {
  addressOf,
  bitWidth,
  convert,
  errorAt,
  isError,
  isLvalue,
  isNumber,
  isReal,
  memberChain,
  number,
  operation,
  real,
  rvalue,
  truthOf,
} from './build';
import { checkModifiable, mixes } from './assign';
import { binary, pointedSize, promote } from './operators';
import { atomicOperation } from './assign';
import { isAtomic } from './atomics';
import { says } from '../rules';
import { isVariableArray, sizeExpression } from './sizes';

export function unary(report: Reporter, operator: string, operand: Expression, span: Span): Expression {
  if (isError(operand)) return errorAt(span);
  switch (operator) {
    case '&':
      return takeAddress(report, operand, span);
    case '*':
      return dereference(report, rvalue(operand), span);
    case '!':
      return not(report, rvalue(operand), span);
    default:
      return signed(report, operator, rvalue(operand), span);
  }
}

function wrongOperand(report: Reporter, operator: string, operand: Expression, span: Span): Expression {
  report.say(span, says('c-operator-type', { operator, type: printType(operand.type) }));
  return errorAt(span);
}

function signed(report: Reporter, operator: string, operand: Expression, span: Span): Expression {
  if (operator === '~' ? !isInteger(operand.type) : !isArithmetic(operand.type))
    return wrongOperand(report, operator, operand, span);
  const value = promote(operand);
  const { type } = value;
  if (isReal(value)) return real(operator === '-' ? -value.value : value.value, value.type, span);
  if (operator === '+') return isNumber(value) ? { ...value, span } : asValue(value, span);
  if (isNumber(value)) return number(operator === '-' ? -value.value : ~value.value, type, span);
  const kind = operator === '-' ? 'negate' : 'complement';
  return operation(type, [value], (whole, operand) => ({ kind, operand, type: whole, span }));
}

/** The expression as no lvalue. */
export function asValue(value: Expression, span: Span): Expression {
  return { kind: 'cast', operand: value, type: unqualified(value.type), span };
}

function not(report: Reporter, operand: Expression, span: Span): Expression {
  if (!isScalar(operand.type)) return wrongOperand(report, '!', operand, span);
  const known = truthOf(operand);
  if (known !== undefined) return number(known ? 0 : 1, intType, span);
  return { kind: 'not', operand, type: intType, span };
}

function takeAddress(report: Reporter, operand: Expression, span: Span): Expression {
  if (bitWidth(operand) !== undefined) {
    report.say(span, says('c-bit-field-address'));
    return errorAt(span);
  }
  if (operand.type.kind !== 'function' && !isLvalue(operand)) {
    report.say(span, says('c-not-an-object'));
    return errorAt(span);
  }
  return { ...addressOf(operand, pointerTo(operand.type)), span };
}

export function dereference(report: Reporter, pointer: Expression, span: Span): Expression {
  if (isError(pointer)) return errorAt(span);
  const { type } = pointer;
  if (type.kind !== 'pointer') {
    report.say(span, says('c-not-a-pointer', { type: printType(type) }));
    return errorAt(span);
  }
  if (type.target.kind === 'function' && pointer.kind === 'address') return pointer.object;
  return { kind: 'dereference', pointer, type: type.target, span };
}

export function subscript(report: Reporter, array: Expression, index: Expression, span: Span): Expression {
  const [left, right] = [rvalue(array), rvalue(index)];
  if (isError(left) || isError(right)) return errorAt(span);
  if (left.type.kind !== 'pointer' && right.type.kind !== 'pointer') {
    report.say(span, says('c-not-an-array', { type: printType(array.type) }));
    return errorAt(span);
  }
  if (!isInteger(left.type) && !isInteger(right.type)) {
    report.say(index.span, says('c-index-type', { type: printType(index.type) }));
    return errorAt(span);
  }
  return dereference(report, { ...binary(report, '+', left, right, span), span }, span);
}

/** `object.name`, or `object->name`. */
export function member(
  report: Reporter,
  object: Expression,
  name: string,
  operator: '.' | '->',
  at: Span,
): Expression {
  const span = spanning(object.span, at);
  if (isError(object)) return errorAt(span);
  const record = operator === '->' ? throughArrow(report, object, span, at) : object;
  if (isError(record)) return errorAt(span);
  const { type } = record;
  if (type.kind !== 'record') {
    const pointer = operator === '.' && type.kind === 'pointer' && type.target.kind === 'record';
    report.say(
      at,
      says('c-not-a-record', { type: printType(object.type) }),
      pointer ? 'write -> instead of .' : undefined,
    );
    return errorAt(span);
  }
  const path = findMember(type.definition, name);
  if (path) return memberChain(record, path, span);
  reportMissing(report, type, name, at);
  return errorAt(span);
}

function throughArrow(report: Reporter, object: Expression, span: Span, at: Span): Expression {
  const pointer = rvalue(object);
  if (pointer.type.kind === 'pointer') return dereference(report, pointer, span);
  const record = object.type.kind === 'record';
  report.say(
    at,
    says('c-arrow-type', { type: printType(object.type) }),
    record ? 'write . instead of ->' : undefined,
  );
  return errorAt(span);
}

function reportMissing(report: Reporter, type: CType & { kind: 'record' }, name: string, at: Span): void {
  if (!isComplete(type)) {
    report.say(at, says('c-incomplete-record', { type: printType(type) }));
    return;
  }
  const names = allMembers(type.definition).map(row => row.name);
  const close = suggest(name, names);
  report.say(at, says('c-no-member', { type: printType(type), name }), close && `did you mean '${close}'?`);
}

/** `++` and `--`. */
export function increment(
  report: Reporter,
  target: Expression,
  operator: '++' | '--',
  place: 'prefix' | 'postfix',
  span: Span,
): Expression {
  if (isError(target) || !checkModifiable(report, target, span)) return errorAt(span);
  const { type } = target;
  if (!isScalar(type)) return wrongOperand(report, operator, target, span);
  const size = type.kind === 'pointer' ? pointedSize(report, type, span) : 1;
  if (size === undefined) return errorAt(span);
  if (isAtomic(type)) {
    const one = number(1, intType, span);
    const wanted = place === 'prefix' ? 'after' : 'before';
    return { ...atomicOperation(report, operator === '++' ? '+' : '-', target, one, span, wanted), span };
  }
  if (type.kind === 'pointer' && isVariableArray(type.target))
    return stepOverArray(target, type, type.target, operator, place, span);
  const by = operator === '++' ? size : -size;
  return { kind: 'increment', target, by, postfix: place === 'postfix', type: unqualified(type), span };
}

/** `p += 1`, and for the value before that one back. */
function stepOverArray(
  target: Expression,
  type: CType,
  array: CType,
  operator: '++' | '--',
  place: 'prefix' | 'postfix',
  span: Span,
): Expression {
  const value = sizeExpression(array, span);
  const sign = operator === '++' ? '+' : '-';
  const computation = unqualified(type);
  const moved: Expression = {
    kind: 'update',
    operator: sign,
    target,
    value,
    computation,
    type: computation,
    span,
  };
  if (place === 'prefix') return moved;
  return {
    kind: 'offset',
    pointer: moved,
    index: value,
    scale: sign === '+' ? -1 : 1,
    type: computation,
    span,
  };
}

/** An explicit cast. */
export function cast(report: Reporter, type: CType, operand: Expression, span: Span): Expression {
  const value = rvalue(operand);
  if (isError(value) || type.kind === 'error') return errorAt(span);
  if (type.kind === 'void') return { kind: 'cast', operand: value, type, span };
  // GNU C: to the type that it has.
  if (type.kind === 'record' && compatible(type, value.type)) return asValue(value, span);
  if (!isScalar(type) || !isScalar(value.type) || mixes(type, value.type))
    return wrongCast(report, type, value, span);
  if (isNumber(value) || isReal(value)) return { ...convert(value, type), span };
  return { kind: 'cast', operand: value, type: unqualified(type), span };
}

function wrongCast(report: Reporter, type: CType, value: Expression, span: Span): Expression {
  report.say(span, says('c-cast', { from: printType(value.type), to: printType(type) }));
  return errorAt(span);
}

/** `sizeof`; as in GNU C 1 for `void` and functions. */
export function sizeOfType(report: Reporter, type: CType, span: Span): Expression {
  if (type.kind === 'error') return errorAt(span);
  if (type.kind === 'void' || type.kind === 'function') return number(1, sizeType, span);
  if (!isComplete(type)) {
    report.say(span, says('c-size-unknown', { type: printType(type) }));
    return errorAt(span);
  }
  return sizeExpression(type, span);
}

export function sizeOfExpression(report: Reporter, operand: Expression, span: Span): Expression {
  checkArrayParameter(report, operand, span);
  if (bitWidth(operand) === undefined) return sizeOfType(report, operand.type, span);
  report.say(span, says('c-bit-field-size'));
  return { ...errorAt(span), type: errorType };
}

/** As its type has it, or as its own declaration says (GNU C). */
export function alignOfExpression(operand: Expression, span: Span): Expression {
  const own =
    operand.kind === 'variable' && operand.symbol.kind === 'object' ? operand.symbol.alignment : undefined;
  const alignment = alignOfType(operand.type, span);
  if (own === undefined || !isNumber(alignment)) return alignment;
  return number(Math.max(own, Number(alignment.value)), sizeType, span);
}

export function alignOfType(type: CType, span: Span): Expression {
  return type.kind === 'error' ? errorAt(span) : number(alignmentOf(type), sizeType, span);
}
