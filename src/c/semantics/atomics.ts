/**
 * Reads and changes of objects that no other thread sees half done (C11 6.2.6.1, 7.17). A scalar of a word is read and written
 * as ever, and a sum on it is one instruction; all else is a loop around a compare-and-swap, or a call of the library, which knows how
 * to change a part of a word, and has a lock for what is larger.
 */
import type { Span } from '../../source';
import type { AtomicExpression, DeclareStatement, Expression, LocalSymbol, Statement } from '../ast';
import {
  type CType,
  ATOMIC,
  boolType,
  isInteger,
  isScalar,
  pointerTo,
  sizeOf,
  sizeType,
  unqualified,
  voidType,
} from '../types/types';
import { addressOf, convert, number, temporary } from './build';
import { libraryCall } from './library-call';

export const isAtomic = (type: CType): boolean => (type.qualifiers & ATOMIC) !== 0;

/** Instructions read and write it in one go. */
const isPlain = (type: CType): boolean => isScalar(type) && sizeOf(type) <= 4;

/** An instruction changes it in one go. */
const isAtomicWord = (type: CType): boolean => isScalar(type) && sizeOf(type) === 4;

const pointer = (object: Expression): Expression =>
  convert(addressOf(object, pointerTo(object.type)), pointerTo(voidType));

/** `function(size, …)` of the library, which takes addresses of objects of that size. */
function call(
  name: string,
  returns: CType,
  object: Expression,
  addresses: readonly Expression[],
  span: Span,
): Expression {
  const size = number(sizeOf(object.type), sizeType, span);
  return libraryCall(name, returns, [size, pointer(object), ...addresses], span);
}

/** `({ statements value; })` */
export function statements(list: readonly Statement[], value: Expression): Expression {
  const { span } = value;
  const block = { kind: 'block', statements: list, span, end: span } as const;
  return { kind: 'statements', block, value, type: unqualified(value.type), span };
}

const effect = (value: Expression): Statement => ({
  kind: 'expression',
  value,
  span: value.span,
  until: value.span,
});

/** A nameless variable without a value. */
function room(type: CType, span: Span): { declare: DeclareStatement; use: Expression } {
  const symbol: LocalSymbol = {
    kind: 'local',
    name: '',
    type: unqualified(type),
    span,
    parameter: false,
    addressed: true,
  };
  return {
    declare: { kind: 'declare', symbol, span },
    use: { kind: 'variable', symbol, type: symbol.type, span },
  };
}

/** A value that is computed once. */
export function held(value: Expression): { declare: readonly DeclareStatement[]; use: Expression } {
  if (value.kind === 'number') return { declare: [], use: value };
  const { declare, use } = temporary(value);
  return { declare: [declare], use };
}

/** The object behind an address that is computed once. */
function fixed(object: Expression): { declare: readonly DeclareStatement[]; object: Expression } {
  if (object.kind === 'variable') return { declare: [], object };
  const { declare, use } = temporary(addressOf(object, pointerTo(object.type)));
  return {
    declare: [declare],
    object: { kind: 'dereference', pointer: use, type: object.type, span: object.span },
  };
}

/** The value of an object. */
export function atomicLoad(object: Expression): Expression {
  if (isPlain(object.type)) return object;
  const { span } = object;
  const { declare, use } = room(object.type, span);
  return statements([declare, effect(call('__atomic_load', voidType, object, [pointer(use)], span))], use);
}

/** Gives the value, which has the object's type. */
export function atomicStore(object: Expression, value: Expression): Expression {
  const { span } = value;
  if (isPlain(object.type))
    return { kind: 'assign', target: object, value, type: unqualified(object.type), span };
  const target = fixed(object);
  const { declare, use } = temporary(value);
  const store = call('__atomic_store', voidType, target.object, [pointer(use)], span);
  return statements([...target.declare, declare, effect(store)], use);
}

const word = (
  operation: AtomicExpression['operation'],
  object: Expression,
  value: Expression,
  desired?: Expression,
): Expression => {
  const address = addressOf(object, pointerTo(object.type));
  const operands = desired ? ([address, value, desired] as const) : ([address, value] as const);
  return { kind: 'atomic', operation, operands, type: unqualified(object.type), span: object.span };
};

/** Gives what was there. */
export function atomicExchange(object: Expression, value: Expression): Expression {
  if (isAtomicWord(object.type)) return word('xchg', object, value);
  const { span } = value;
  const target = fixed(object);
  const { declare, use } = temporary(value);
  const old = room(object.type, span);
  const exchange = call('__atomic_exchange', voidType, target.object, [pointer(use), pointer(old.use)], span);
  return statements([...target.declare, declare, old.declare, effect(exchange)], old.use);
}

/** Puts `desired` there if what `expected` points to was, else what was there into that; gives whether it was. */
export function compareExchange(object: Expression, expected: Expression, desired: Expression): Expression {
  const { span } = desired;
  const { declare, use } = temporary(desired);
  const addresses = [convert(expected, pointerTo(voidType)), pointer(use)];
  return statements([declare], call('__atomic_compare_exchange', boolType, object, addresses, span));
}

/** Puts `desired` there if `expected` was; gives what was. */
export function compareAndSwap(object: Expression, expected: Expression, desired: Expression): Expression {
  if (isAtomicWord(object.type)) return word('cas', object, expected, desired);
  const target = fixed(object);
  const old = temporary(expected);
  const swap = compareExchange(target.object, pointer(old.use), desired);
  return statements([...target.declare, old.declare, effect(swap)], old.use);
}

/** Adds a number of this type, or of bytes to an address; gives what was there. */
export const fetchAdd = (object: Expression, value: Expression): Expression =>
  word('fetchadd', object, value);

/** Where an instruction adds: to an integer or an address of a word. */
export const canFetchAdd = (type: CType): boolean =>
  isAtomicWord(type) && (isInteger(type) || type.kind === 'pointer') && type.kind !== 'bool';

/** The value becomes what `compute` makes of it, which may be computed several times; gives it before or after that. */
export function atomicUpdate(
  object: Expression,
  operand: Expression,
  compute: (old: Expression, operand: Expression) => Expression,
  wanted: 'before' | 'after',
): Expression {
  const { span } = operand;
  const target = fixed(object);
  const value = held(operand);
  const old = temporary(atomicLoad(target.object));
  const fresh = temporary(compute(old.use, value.use));
  const again: Expression = {
    kind: 'assign',
    target: fresh.use,
    value: compute(old.use, value.use),
    type: fresh.use.type,
    span,
  };
  const addresses = [pointer(old.use), pointer(fresh.use)];
  const done = call('__atomic_compare_exchange', boolType, target.object, addresses, span);
  const loop: Statement = {
    kind: 'while',
    condition: { kind: 'not', operand: done, type: boolType, span },
    body: effect(again),
    span,
    until: span,
  };
  return statements(
    [...target.declare, ...value.declare, old.declare, fresh.declare, loop],
    wanted === 'before' ? old.use : fresh.use,
  );
}
