/** The small tree builders that everything else in semantics uses: numbers, conversions, decay, errors. */
import type { Span } from '../../source';
import type {
  DeclareStatement,
  ErrorExpression,
  Expression,
  LocalSymbol,
  NumberExpression,
  RealExpression,
} from '../ast';
import { atomicLoad, isAtomic } from './atomics';
import { nearestReal, rounded } from '../reals';
import { compatible, nearestInteger, wholeType, wrap } from '../types/compatible';
import {
  type CType,
  type FloatType,
  type Member,
  errorType,
  intType,
  isInteger,
  isScalar,
  isWide,
  pointerTo,
  qualify,
  unqualified,
  unsignedType,
} from '../types/types';

/** A constant, wrapped into the range of its type. */
export function number(value: bigint | number, type: CType, span: Span): NumberExpression {
  return { kind: 'number', value: wrap(BigInt(value), type), type, span };
}

/** A floating-point constant, rounded to its type. */
export function real(value: number, type: FloatType, span: Span): RealExpression {
  return { kind: 'real', value: rounded(value, type), type: unqualified(type) as FloatType, span };
}

export function errorAt(span: Span): ErrorExpression {
  return { kind: 'error', type: errorType, span };
}

export const isError = (expression: Expression): boolean => expression.type.kind === 'error';

export const isNumber = (expression: Expression): expression is NumberExpression =>
  expression.kind === 'number';

export const isReal = (expression: Expression): expression is RealExpression => expression.kind === 'real';

/** Whether a constant is true; undefined for what is no arithmetic constant. */
export function truthOf(expression: Expression): boolean | undefined {
  if (isNumber(expression)) return expression.value !== 0n;
  return isReal(expression) ? expression.value !== 0 : undefined;
}

/** A constant 0, or that cast to `void *` (C99 6.3.2.3). */
export function isNullPointer(expression: Expression): boolean {
  if (expression.kind !== 'number' || expression.value !== 0n) return false;
  return (
    isInteger(expression.type) ||
    (expression.type.kind === 'pointer' &&
      expression.type.target.kind === 'void' &&
      expression.type.target.qualifiers === 0)
  );
}

/** Designates an object, whose address can be taken (bit-fields and functions apart). */
export function isLvalue(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return expression.symbol.kind !== 'function';
    case 'dereference':
    case 'string':
    case 'literal':
      return true;
    case 'member':
      return isLvalue(expression.object);
    default:
      return false;
  }
}

/** The width of the bit-field that the expression designates. */
export function bitWidth(expression: Expression): number | undefined {
  return expression.kind === 'member' ? expression.member.bit?.width : undefined;
}

/**
 * The width of the bit-field that a value is of: of one that is read, or was assigned to (C99 6.5.16 gives an assignment
 * the type of its left operand, and 6.3.1.1 promotes that by its width).
 */
export function promotionWidth(expression: Expression): number | undefined {
  switch (expression.kind) {
    case 'assign':
    case 'update':
    case 'increment':
      return bitWidth(expression.target);
    case 'comma':
      return promotionWidth(expression.right);
    default:
      return bitWidth(expression);
  }
}

/** As a value: an array becomes the address of its first element, a function its address. */
export function rvalue(expression: Expression): Expression {
  const { type } = expression;
  if (type.kind === 'array') return addressOf(expression, pointerTo(type.element));
  if (type.kind === 'function') return addressOf(expression, pointerTo(type));
  if (isAtomic(type) && isLvalue(expression)) return atomicLoad(expression);
  if (expression.kind === 'variable' && expression.symbol.kind !== 'function' && expression.symbol.constant)
    return { ...expression.symbol.constant, span: expression.span };
  return expression;
}

/** The address of an object as a pointer of this type; constant where the object stands at a constant. */
export function addressOf(object: Expression, type: CType): Expression {
  markAddressed(object);
  if (object.kind === 'dereference') return convert(object.pointer, type);
  const constant = constantAddress(object);
  if (constant !== undefined) return number(constant, type, object.span);
  return { kind: 'address', object, type, span: object.span };
}

/** The address of a member chain on a constant, as `offsetof` macros write it. */
function constantAddress(object: Expression): bigint | undefined {
  if (object.kind === 'dereference') return isNumber(object.pointer) ? object.pointer.value : undefined;
  if (object.kind !== 'member') return undefined;
  const base = constantAddress(object.object);
  return base === undefined ? undefined : base + BigInt(object.member.offset);
}

function markAddressed(object: Expression): void {
  if (object.kind === 'member') markAddressed(object.object);
  else if (object.kind === 'variable' && object.symbol.kind === 'local') object.symbol.addressed = true;
}

/** The same value in another scalar type, `void`, or the type that it has; folded where constant. */
export function convert(expression: Expression, type: CType): Expression {
  const from = expression.type;
  if (from.kind === 'error' || type.kind === 'error') return expression;
  if (expression.kind === 'number' && type.kind === 'float')
    return real(nearestReal(expression.value, type), type, expression.span);
  if (expression.kind === 'real') {
    const converted = convertReal(expression, type);
    if (converted) return converted;
  }
  if (expression.kind === 'comma' && isReal(expression.right) && isInteger(type))
    return { ...expression, right: convert(expression.right, type), type: unqualified(type) };
  if (expression.kind === 'number' && isScalar(type))
    return number(expression.value, unqualified(type), expression.span);
  if (from.kind === type.kind && from.kind !== 'pointer' && compatible(from, type)) return expression;
  return { kind: 'cast', operand: expression, type: unqualified(type), span: expression.span };
}

/** A constant in another type, as gcc converts one: where no value of it is near, the last one before; a NaN becomes 0. */
function convertReal({ value, span }: RealExpression, type: CType): Expression | undefined {
  if (type.kind === 'float') return real(value, type, span);
  if (type.kind === 'bool') return number(value === 0 ? 0 : 1, unqualified(type), span);
  return isInteger(type) ? number(nearestInteger(value, type), unqualified(type), span) : undefined;
}

/** An operation on operands of its type: where that has fewer bits than its size, what all of them make is cut to these. */
export function operation(
  type: CType,
  operands: readonly Expression[],
  make: (type: CType, ...operands: Expression[]) => Expression,
): Expression {
  const whole = wholeType(type);
  if (whole === type) return make(type, ...operands);
  return convert(make(whole, ...operands.map(operand => convert(operand, whole))), type);
}

/** A nameless variable that is declared with a value. */
export function temporary(value: Expression): { declare: DeclareStatement; use: Expression } {
  const { span } = value;
  const type = unqualified(value.type);
  const symbol: LocalSymbol = { kind: 'local', name: '', type, span, parameter: false, addressed: false };
  const initialiser = { parts: [{ offset: 0, type, value }] };
  return {
    declare: { kind: 'declare', symbol, initialiser, span },
    use: { kind: 'variable', symbol, type, span },
  };
}

/** As an index or count: a word. */
export function toWord(expression: Expression): Expression {
  const promotedType = isWide(expression.type) ? unsignedType : intType;
  return expression.type === unsignedType ? expression : convert(expression, promotedType);
}

/** `object.name` for the members that `findMember` found; qualifiers of the object hold for its members. */
export function memberChain(object: Expression, path: readonly Member[], span: Span): Expression {
  return path.reduce<Expression>(
    (inner, member) => ({
      kind: 'member',
      object: inner,
      member,
      type: qualify(member.type, inner.type.qualifiers),
      span,
    }),
    object,
  );
}
