/** The functions that the compiler itself provides: variable arguments, atomics, hints. */
import type { Span } from '../../source';
import type { AtomicExpression, Expression } from '../ast';
import { spanning } from '../reporter';
import { assign, convertForAssignment } from '../semantics/assign';
import {
  addressOf,
  convert,
  errorAt,
  isError,
  isNumber,
  memberChain,
  number,
  real,
} from '../semantics/build';
import { integerConstant } from '../semantics/constant';
import { binary, comma } from '../semantics/operators';
import { cast, member, subscript, unary } from '../semantics/unary';
import { compatible } from '../types/compatible';
import { findMember, printType } from '../../image';
import {
  type CType,
  charPointer,
  doubleType,
  floatType,
  intType,
  isComplete,
  isScalar,
  longDoubleType,
  longType,
  pointerTo,
  sizeOf,
  sizeType,
  vaListType,
  voidType,
  wordsOf,
} from '../types/types';
import { bitCounts, byteSwaps, checkedArithmetic } from './bit-builtins';
import { typeName } from './declarators';
import { assignmentExpression, callArguments, expression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { says } from '../rules';

type Builtin = (p: Parser, start: Span) => Expression;

/** The arguments of a built-in, by how many it takes. */
interface Arguments {
  0: readonly [];
  1: readonly [Expression];
  2: readonly [Expression, Expression];
  3: readonly [Expression, Expression, Expression];
}

function areSoMany<Count extends keyof Arguments>(
  values: readonly Expression[],
  count: Count,
): values is Arguments[Count] {
  return values.length === count;
}

/** A built-in with ordinary arguments. */
function withArguments<Count extends keyof Arguments>(
  name: string,
  count: Count,
  build: (p: Parser, values: Arguments[Count], span: Span) => Expression,
): [string, Builtin] {
  return [
    name,
    (p, start) => {
      if (!p.is('(')) p.fail(start, says('c-builtin-call', { name }));
      const values = callArguments(p);
      const span = spanning(start, p.previous.span);
      if (values.some(isError)) return errorAt(span);
      if (areSoMany(values, count)) return build(p, values, span);
      p.report.say(
        span,
        says('c-builtin-arguments', { name, count, plural: count === 1 ? '' : 's', given: values.length }),
      );
      return errorAt(span);
    },
  ];
}

function checkList(p: Parser, list: Expression): boolean {
  if (compatible(list.type, vaListType)) return true;
  p.report.say(list.span, says('c-va-list', { type: printType(list.type) }));
  return false;
}

/** va_start(list, last): the list points to the first argument word without a name. */
function vaStart(p: Parser, [list]: Arguments[2], span: Span): Expression {
  const { context } = p;
  if (!context?.variadic) {
    p.report.say(span, says('c-va-start'));
    return errorAt(span);
  }
  if (!checkList(p, list)) return errorAt(span);
  const hidden = context.returns.kind === 'record' ? 1 : 0;
  const word = context.parameters.reduce((sum, { type }) => sum + wordsOf(type), hidden);
  const first: Expression = { kind: 'arguments', word, type: charPointer, span };
  return convert(assign(p.report, list, first), voidType);
}

/** va_arg "(" list "," type-name ")" is `*(type *)((list += size) - size)`, the size in whole words. */
function vaArgument(p: Parser, start: Span): Expression {
  p.expect('(', 'after va_arg');
  const list = assignmentExpression(p);
  p.expect(',', 'after the va_list');
  const type = typeName(p);
  const span = spanning(start, p.expect(')', 'after the type').span);
  if (isError(list) || type.kind === 'error' || !checkList(p, list)) return errorAt(span);
  if (!isComplete(type) || type.kind === 'array') {
    p.report.say(span, says('c-va-arg-type', { type: printType(type) }));
    return errorAt(span);
  }
  warnPromoted(p, type, span);
  const bytes = wordsOf(type) * 4;
  const step = number(bytes, intType, span);
  const moved: Expression = {
    kind: 'update',
    operator: '+',
    target: list,
    value: step,
    computation: charPointer,
    type: charPointer,
    span,
  };
  const back = number(-bytes, intType, span);
  const address: Expression = {
    kind: 'offset',
    pointer: moved,
    index: back,
    scale: 1,
    type: charPointer,
    span,
  };
  return { kind: 'dereference', pointer: convert(address, pointerTo(type)), type, span };
}

function warnPromoted(p: Parser, type: CType, span: Span): void {
  const passed = type.kind === 'float' && type.size === 4 ? 'double' : 'int';
  if (passed === 'double' || (isScalar(type) && sizeOf(type) < 4))
    p.report.say(span, says('c-va-arg-promoted', { type: printType(type), passed }));
}

/** __builtin_offsetof "(" type-name "," name { "." name | "[" expression "]" } ")" */
function offsetOf(p: Parser, start: Span): Expression {
  p.expect('(', 'after offsetof');
  const type = typeName(p);
  p.expect(',', 'after the type');
  const null_ = number(0, pointerTo(type), start);
  let object: Expression = { kind: 'dereference', pointer: null_, type, span: start };
  object = offsetMember(p, object);
  while (p.is('.') || p.is('[')) object = p.accept('.') ? offsetMember(p, object) : offsetElement(p, object);
  const span = spanning(start, p.expect(')', 'after the member').span);
  if (isError(object)) return errorAt(span);
  const address = addressOf(object, charPointer);
  return cast(p.report, sizeType, address, span);
}

function offsetMember(p: Parser, object: Expression): Expression {
  if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-member-name', { found: p.describe() }));
  const { text, span } = p.next();
  const path = object.type.kind === 'record' ? findMember(object.type.definition, text) : undefined;
  const used = path?.at(-1);
  if (used) p.watcher?.memberUsed(used, span);
  return path ? memberChain(object, path, span) : member(p.report, object, text, '.', span);
}

function offsetElement(p: Parser, object: Expression): Expression {
  p.next();
  const index = expression(p);
  p.expect(']', 'after the index');
  return subscript(p.report, object, index, index.span);
}

/** __builtin_types_compatible_p "(" type-name "," type-name ")" */
function typesCompatible(p: Parser, start: Span): Expression {
  p.expect('(', 'after __builtin_types_compatible_p');
  const left = typeName(p);
  p.expect(',', 'between the types');
  const right = typeName(p);
  const span = spanning(start, p.expect(')', 'after the types').span);
  return number(compatible(left, right) ? 1 : 0, intType, span);
}

/** One of GNU's atomic functions on a word. */
function atomic<Count extends 2 | 3>(
  name: string,
  operation: AtomicExpression['operation'],
  count: Count,
): [string, Builtin] {
  return withArguments(name, count, (p, values, span) => atomicCall(p, name, operation, values, span));
}

function atomicCall(
  p: Parser,
  name: string,
  operation: AtomicExpression['operation'],
  [address, value, desired]: AtomicExpression['operands'],
  span: Span,
): Expression {
  const { type } = address;
  if (type.kind !== 'pointer' || !isAtomicWord(type.target, operation)) {
    p.report.say(address.span, says('c-atomic-word', { name, type: printType(type) }));
    return errorAt(span);
  }
  const { target } = type;
  const word = (operand: Expression) =>
    convertForAssignment(p.report, operand, target, `the operand of ${name}`);
  const operands: AtomicExpression['operands'] = desired
    ? [address, word(value), word(desired)]
    : [address, word(value)];
  if (operands.some(isError)) return errorAt(span);
  return { kind: 'atomic', operation, operands, type: { ...target, qualifiers: 0 }, span };
}

/** Bits can be exchanged whatever they stand for; only integers and addresses can be added. */
const isAtomicWord = (type: CType, operation: AtomicExpression['operation']): boolean =>
  isScalar(type) && sizeOf(type) === 4 && !(operation === 'fetchadd' && type.kind === 'float');

function fetchAndSub(p: Parser, [address, value]: Arguments[2], span: Span): Expression {
  const negated = unary(p.report, '-', value, value.span);
  return atomicCall(p, '__sync_fetch_and_sub', 'fetchadd', [address, negated], span);
}

/** cas(address, old, new) === old; the old value is needed twice, so it must be simple. */
function boolCompareAndSwap(p: Parser, values: Arguments[3], span: Span): Expression {
  const old = atomicCall(p, '__sync_bool_compare_and_swap', 'cas', values, span);
  if (isError(old)) return old;
  const expected = convert(values[1], old.type);
  if (!isNumber(expected) && expected.kind !== 'variable')
    return p.fail(values[1].span, says('c-atomic-expected'));
  return binary(p.report, '==', old, expected, span);
}

/** Stores through an address after everything before it has happened, which is always so on this machine. */
function lockRelease(p: Parser, [address]: Arguments[1], span: Span): Expression {
  const target = unary(p.report, '*', address, span);
  return convert(assign(p.report, target, number(0, intType, span)), voidType);
}

/** Both are `long`, and both are evaluated. */
function expect(p: Parser, [value, likely]: Arguments[2]): Expression {
  const [long, other] = [value, likely].map(operand =>
    convertForAssignment(p.report, operand, longType, 'the operand of __builtin_expect'),
  ) as [Expression, Expression];
  return isNumber(other) ? long : comma(convert(other, voidType), long);
}

/** `__builtin_inf()` and its like: one for each type. A NaN takes a string, which says nothing here. */
function realConstants(name: string, value: number, count: 0 | 1): [string, Builtin][] {
  const types = { '': doubleType, f: floatType, l: longDoubleType };
  return Object.entries(types).map(([suffix, type]) =>
    withArguments(`__builtin_${name}${suffix}`, count, (_, __, span) => real(value, type, span)),
  );
}

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  withArguments('__builtin_va_start', 2, vaStart),
  ['__builtin_va_arg', vaArgument],
  withArguments('__builtin_va_end', 1, (p, [list], span) =>
    checkList(p, list) ? { ...convert(list, voidType), span } : errorAt(span),
  ),
  withArguments('__builtin_va_copy', 2, (p, [to, from], span) =>
    checkList(p, to) && checkList(p, from) ? convert(assign(p.report, to, from), voidType) : errorAt(span),
  ),
  ['__builtin_offsetof', offsetOf],
  ['__builtin_types_compatible_p', typesCompatible],
  withArguments('__builtin_alloca', 1, (p, [size], span) => {
    const bytes = convertForAssignment(p.report, size, sizeType, 'the size');
    if (isError(bytes) || !p.context) return errorAt(span);
    return { kind: 'alloca', size: bytes, type: pointerTo(voidType), span };
  }),
  withArguments('__builtin_expect', 2, expect),
  withArguments('__builtin_constant_p', 1, (_, [value], span) =>
    number(isNumber(value) ? 1 : 0, intType, span),
  ),
  withArguments('__builtin_choose_expr', 3, (p, [condition, then, otherwise], span) => {
    const value = integerConstant(p.report, condition, 'the condition');
    return value === undefined ? errorAt(span) : value !== 0n ? then : otherwise;
  }),
  ...[...bitCounts, ...byteSwaps].map(([name, build]) =>
    withArguments(name, 1, (p, [value], span) => build(p, value, span)),
  ),
  ...checkedArithmetic.map(([name, build]) => withArguments(name, 3, build)),
  ...realConstants('huge_val', Infinity, 0),
  ...realConstants('inf', Infinity, 0),
  ...realConstants('nan', NaN, 1),
  withArguments('__builtin_unreachable', 0, (_, __, span) => ({ kind: 'trap', type: voidType, span })),
  withArguments('__builtin_trap', 0, (_, __, span) => ({ kind: 'trap', type: voidType, span })),
  atomic('__sync_lock_test_and_set', 'xchg', 2),
  atomic('__sync_fetch_and_add', 'fetchadd', 2),
  withArguments('__sync_fetch_and_sub', 2, fetchAndSub),
  atomic('__sync_val_compare_and_swap', 'cas', 3),
  withArguments('__sync_bool_compare_and_swap', 3, boolCompareAndSwap),
  withArguments('__sync_lock_release', 1, lockRelease),
  withArguments('__sync_synchronize', 0, (_, __, span) => convert(number(0, intType, span), voidType)),
  withArguments('__builtin_return_address', 1, (p, _, span) => p.fail(span, says('c-return-address'))),
]);
