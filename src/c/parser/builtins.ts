/** The functions that the compiler itself provides: variable arguments, atomics, hints. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import { spanning } from '../reporter';
import { assign, convertForAssignment } from '../semantics/assign';
import {
  addressOf,
  convert,
  errorAt,
  isError,
  isNumber,
  isReal,
  memberChain,
  number,
  real,
  rvalue,
} from '../semantics/build';
import { integerConstant } from '../semantics/constant';
import { libraryCall } from '../semantics/library-call';
import { binary, comma } from '../semantics/operators';
import { cast, member, subscript } from '../semantics/unary';
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
import { atomicBuiltins } from './atomic-builtins';
import { typeName } from './declarators';
import { assignmentExpression, callArguments, expression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { says } from '../rules';

type Builtin = (p: Parser, start: Span) => Expression;

/** The arguments of a built-in, by how many it takes. */
export interface Arguments {
  0: readonly [];
  1: readonly [Expression];
  2: readonly [Expression, Expression];
  3: readonly [Expression, Expression, Expression];
  4: readonly Expression[];
  5: readonly Expression[];
  6: readonly Expression[];
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

/** `__builtin_prefetch(address, …)`: there is no cache; what is in the arguments happens. */
function prefetch(p: Parser, start: Span): Expression {
  if (!p.is('(')) p.fail(start, says('c-builtin-call', { name: '__builtin_prefetch' }));
  const span = p.token.span;
  return callArguments(p)
    .map(value => convert(rvalue(value), voidType))
    .reduce(comma, convert(number(0, intType, span), voidType));
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

/** Both are `long`, and both are evaluated. */
function expect(p: Parser, [value, likely]: Arguments[2]): Expression {
  const [long, other] = [value, likely].map(operand =>
    convertForAssignment(p.report, operand, longType, 'the operand of __builtin_expect'),
  ) as [Expression, Expression];
  return isNumber(other) ? long : comma(convert(other, voidType), long);
}

/** What gcc takes for a constant: a number, and the address of a string. */
const isKnown = (value: Expression): boolean =>
  isNumber(value) || isReal(value) || (value.kind === 'address' && value.object.kind === 'string');

/** `__builtin_inf()` and its like: one for each type. A NaN takes a string, which says nothing here. */
function realConstants(name: string, value: number, count: 0 | 1): [string, Builtin][] {
  const types = { '': doubleType, f: floatType, l: longDoubleType };
  return Object.entries(types).map(([suffix, type]) =>
    withArguments(`__builtin_${name}${suffix}`, count, (_, __, span) => real(value, type, span)),
  );
}

/** Comparisons that no NaN disturbs: nothing tells of a NaN here anyway. */
const quietComparisons = { isgreater: '>', isgreaterequal: '>=', isless: '<', islessequal: '<=' } as const;

/** What the library answers about numbers, by how many it takes. */
const floatingQuestions = {
  isunordered: 2,
  islessgreater: 2,
  signbit: 1,
  signbitf: 1,
  signbitl: 1,
  isnan: 1,
  isinf: 1,
  isfinite: 1,
  isnormal: 1,
} as const;

function floatingQuestion(p: Parser, name: string, values: readonly Expression[], span: Span): Expression {
  const operands = values.map(value =>
    convertForAssignment(p.report, value, doubleType, `the operand of __builtin_${name}`),
  );
  return libraryCall(`__${name.replace(/^(signbit)[fl]$/, '$1')}`, intType, operands, span);
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
  ['__builtin_prefetch', prefetch],
  ['__builtin_types_compatible_p', typesCompatible],
  withArguments('__builtin_alloca', 1, (p, [size], span) => {
    const bytes = convertForAssignment(p.report, size, sizeType, 'the size');
    if (isError(bytes) || !p.context) return errorAt(span);
    return { kind: 'alloca', size: bytes, type: pointerTo(voidType), span };
  }),
  withArguments('__builtin_expect', 2, expect),
  withArguments('__builtin_constant_p', 1, (_, [value], span) =>
    number(isKnown(value) ? 1 : 0, intType, span),
  ),
  withArguments('__builtin_choose_expr', 3, (p, [condition, then, otherwise], span) => {
    const value = integerConstant(p.report, condition, 'the condition');
    return value === undefined ? errorAt(span) : value !== 0n ? then : otherwise;
  }),
  ...[...bitCounts, ...byteSwaps].map(([name, build]) =>
    withArguments(name, 1, (p, [value], span) => build(p, value, span)),
  ),
  ...checkedArithmetic.map(([name, build]) => withArguments(name, 3, build)),
  ...Object.entries(quietComparisons).map(([name, operator]) =>
    withArguments(`__builtin_${name}`, 2, (p, [left, right], span) =>
      binary(p.report, operator, left, right, span),
    ),
  ),
  ...Object.entries(floatingQuestions).map(([name, count]) =>
    withArguments(`__builtin_${name}`, count, (p, values, span) => floatingQuestion(p, name, values, span)),
  ),
  ...realConstants('huge_val', Infinity, 0),
  ...realConstants('inf', Infinity, 0),
  ...realConstants('nan', NaN, 1),
  withArguments('__builtin_unreachable', 0, (_, __, span) => ({ kind: 'trap', type: voidType, span })),
  withArguments('__builtin_trap', 0, (_, __, span) => ({ kind: 'trap', type: voidType, span })),
  ...atomicBuiltins.map(([name, count, build]) => withArguments(name, count, build)),
  withArguments('__builtin_return_address', 1, (p, _, span) => p.fail(span, says('c-return-address'))),
]);
