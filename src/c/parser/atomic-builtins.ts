/**
 * GNU's atomic functions: `__sync_…`, `__atomic_…`, and those that `<stdatomic.h>` is made of, which clang calls `__c11_atomic_…`. All
 * that is asked about the order of memory is given: this machine does one thing after another.
 */
import type { Span } from '../../source';
import type { DereferenceExpression, Expression } from '../ast';
import { printType } from '../../image';
import { says } from '../rules';
import { assign, atomicOperation, convertForAssignment } from '../semantics/assign';
import {
  atomicExchange,
  atomicLoad,
  atomicStore,
  atomicUpdate,
  compareAndSwap,
  compareExchange,
  held,
  statements,
} from '../semantics/atomics';
import { convert, errorAt, isError, isNumber, number, rvalue } from '../semantics/build';
import { type BinaryOperator, binary } from '../semantics/operators';
import { asValue, cast, unary } from '../semantics/unary';
import {
  type CType,
  ATOMIC,
  boolType,
  isComplete,
  isInteger,
  isScalar,
  pointerTo,
  qualify,
  unqualified,
  unsignedCharType,
  unsignedType,
  voidType,
} from '../types/types';
import type { Parser } from './parser';

type Build = (p: Parser, values: readonly Expression[], span: Span) => Expression;
type AtomicBuiltin = readonly [name: string, count: 0 | 1 | 2 | 3 | 4 | 5 | 6, build: Build];

/** What is done to the object that the first argument points to. */
type Operate = (
  p: Parser,
  object: DereferenceExpression,
  /** The other arguments. */
  values: readonly Expression[],
  span: Span,
  name: string,
) => Expression;

/** What the object may be. */
type Fits = (type: CType) => boolean;

const anyScalar: Fits = isScalar;
/** What can be counted with. */
const counts: Fits = type => isInteger(type) || type.kind === 'pointer';
const anything: Fits = type => isComplete(type) && type.kind !== 'array';

function onObject(name: string, count: AtomicBuiltin[1], fits: Fits, operate: Operate): AtomicBuiltin {
  return [
    name,
    count,
    (p, [address, ...values], span) => {
      const type = address && rvalue(address).type;
      if (!address || type?.kind !== 'pointer' || !fits(type.target)) {
        p.report.say(
          address?.span ?? span,
          says('c-atomic-object', { name, type: type ? printType(type) : '' }),
        );
        return errorAt(span);
      }
      const target = qualify(type.target, ATOMIC);
      const object = { kind: 'dereference', pointer: rvalue(address), type: target, span } as const;
      const result = operate(p, object, values, span, name);
      return result.kind === 'dereference' ? asValue(result, span) : result;
    },
  ];
}

/** A value in the type of the object. */
const fitted = (p: Parser, value: Expression | undefined, object: Expression, name: string): Expression =>
  value
    ? convertForAssignment(p.report, value, unqualified(object.type), `the operand of ${name}`)
    : errorAt(object.span);

/** An operation that takes one value, checked. */
const withValue =
  (operate: (object: Expression, value: Expression) => Expression): Operate =>
  (p, object, [given], span, name) => {
    const value = fitted(p, given, object, name);
    return isError(value) ? errorAt(span) : operate(object, value);
  };

const store = withValue((object, value) => convert(atomicStore(object, value), voidType));
const exchange = withValue(atomicExchange);

/** GNU's operations count addresses in bytes, C's in elements. */
function fetch(
  operator: BinaryOperator | 'nand',
  wanted: 'before' | 'after',
  pointers: 'bytes' | 'elements',
): Operate {
  return (p, object, [given], span, name) => {
    if (!given) return errorAt(span);
    const type = unqualified(object.type);
    if (type.kind === 'pointer' && pointers === 'elements')
      return atomicOperation(p.report, operator as '+', object, rvalue(given), span, wanted);
    // In bytes: as numbers.
    const address = type.kind === 'pointer';
    const plain = address ? unsignedType : type;
    const numbers: Expression = address ? { ...object, type: qualify(plain, ATOMIC) } : object;
    const value = address ? cast(p.report, plain, given, span) : fitted(p, given, object, name);
    if (isError(value)) return errorAt(span);
    const result =
      operator === 'nand'
        ? atomicUpdate(numbers, value, (old, operand) => nand(p, old, operand, plain, span), wanted)
        : atomicOperation(p.report, operator as '+', numbers, value, span, wanted);
    return address && !isError(result) ? { kind: 'cast', operand: result, type, span } : result;
  };
}

const nand = (p: Parser, old: Expression, operand: Expression, type: CType, span: Span): Expression =>
  convert(unary(p.report, '~', binary(p.report, '&', old, operand, span), span), type);

const valueCompareAndSwap: Operate = (p, object, [old, desired], span, name) => {
  const values = [fitted(p, old, object, name), fitted(p, desired, object, name)] as const;
  return values.some(isError) ? errorAt(span) : compareAndSwap(object, ...values);
};

/** The old value is needed twice. */
const boolCompareAndSwap: Operate = (p, object, [old, desired], span, name) => {
  const expected = fitted(p, old, object, name);
  const wanted = fitted(p, desired, object, name);
  if (isError(expected) || isError(wanted)) return errorAt(span);
  const { declare, use } = held(expected);
  const swapped = binary(p.report, '==', compareAndSwap(object, use, wanted), use, span);
  return declare.length > 0 ? statements(declare, swapped) : swapped;
};

/** compare_exchange(object, &expected, desired, …) */
const compareAndExchange: Operate = (p, object, [expected, desired], span, name) => {
  const address =
    expected &&
    convertForAssignment(p.report, expected, pointerTo(unqualified(object.type)), `the operand of ${name}`);
  const value = fitted(p, desired, object, name);
  return !address || isError(address) || isError(value)
    ? errorAt(span)
    : compareExchange(object, address, value);
};

/** What an argument points to. */
const behind = (p: Parser, address: Expression, span: Span) => unary(p.report, '*', address, span);

/** The forms of `__atomic_…` that take values by their addresses. */
const generic: readonly AtomicBuiltin[] = [
  onObject('__atomic_load', 3, anything, (p, object, [to], span) =>
    to
      ? convert(assign(p.report, behind(p, to, span), asValue(atomicLoad(object), span)), voidType)
      : errorAt(span),
  ),
  onObject('__atomic_store', 3, anything, (p, object, [from], span, name) =>
    from ? store(p, object, [behind(p, from, span)], span, name) : errorAt(span),
  ),
  onObject('__atomic_exchange', 4, anything, (p, object, [from, to], span, name) =>
    from && to
      ? convert(
          assign(p.report, behind(p, to, span), exchange(p, object, [behind(p, from, span)], span, name)),
          voidType,
        )
      : errorAt(span),
  ),
  onObject('__atomic_compare_exchange', 6, anything, (p, object, [expected, desired], span, name) =>
    expected && desired
      ? compareAndExchange(p, object, [expected, behind(p, desired, span)], span, name)
      : errorAt(span),
  ),
];

const operators = { add: '+', sub: '-', and: '&', or: '|', xor: '^', nand: 'nand' } as const;

const fetches = Object.entries(operators).flatMap(([word, operator]): AtomicBuiltin[] => [
  onObject(`__atomic_fetch_${word}`, 3, counts, fetch(operator, 'before', 'bytes')),
  onObject(`__atomic_${word}_fetch`, 3, counts, fetch(operator, 'after', 'bytes')),
  onObject(`__sync_fetch_and_${word}`, 2, counts, fetch(operator, 'before', 'bytes')),
  onObject(`__sync_${word}_and_fetch`, 2, counts, fetch(operator, 'after', 'bytes')),
  onObject(`__c11_atomic_fetch_${word}`, 3, counts, fetch(operator, 'before', 'elements')),
]);

/** Of the first byte of an object, whatever it is. */
const byte = (p: Parser, [address]: readonly Expression[], span: Span): Expression =>
  address
    ? behind(p, cast(p.report, pointerTo(qualify(unsignedCharType, ATOMIC)), address, span), span)
    : errorAt(span);

const nothing: Build = (_, __, span) => convert(number(0, unsignedType, span), voidType);

/** Objects of this many bytes need no lock. */
const lockFree: Build = (_, [size], span) => {
  if (!size) return errorAt(span);
  const known = isNumber(size) ? size.value : 0n;
  return number([1n, 2n, 4n].includes(known) ? 1 : 0, boolType, span);
};

export const atomicBuiltins: readonly AtomicBuiltin[] = [
  ...fetches,
  ...generic,
  onObject('__atomic_load_n', 2, anyScalar, (_, object) => atomicLoad(object)),
  onObject('__atomic_store_n', 3, anyScalar, store),
  onObject('__atomic_exchange_n', 3, anyScalar, exchange),
  onObject('__atomic_compare_exchange_n', 6, anyScalar, compareAndExchange),
  onObject('__c11_atomic_load', 2, anything, (_, object) => atomicLoad(object)),
  onObject('__c11_atomic_store', 3, anything, store),
  onObject('__c11_atomic_exchange', 3, anything, exchange),
  onObject('__c11_atomic_compare_exchange_strong', 5, anything, compareAndExchange),
  onObject('__c11_atomic_compare_exchange_weak', 5, anything, compareAndExchange),
  onObject('__sync_lock_test_and_set', 2, anyScalar, exchange),
  onObject('__sync_val_compare_and_swap', 3, anyScalar, valueCompareAndSwap),
  onObject('__sync_bool_compare_and_swap', 3, anyScalar, boolCompareAndSwap),
  onObject('__sync_lock_release', 1, anyScalar, (p, object, _, span, name) =>
    store(p, object, [number(0, unsignedType, span)], span, name),
  ),
  [
    '__atomic_test_and_set',
    2,
    (p, values, span) =>
      convert(atomicExchange(byte(p, values, span), number(1, unsignedCharType, span)), boolType),
  ],
  [
    '__atomic_clear',
    2,
    (p, values, span) =>
      convert(assign(p.report, byte(p, values, span), number(0, unsignedCharType, span)), voidType),
  ],
  ['__atomic_always_lock_free', 2, lockFree],
  ['__atomic_is_lock_free', 2, lockFree],
  ['__sync_synchronize', 0, nothing],
  ['__atomic_thread_fence', 1, nothing],
  ['__atomic_signal_fence', 1, nothing],
];
