/** Expressions: one node type a kind. */
import type { Span } from '../../source';
import type { CType, FloatType, Member } from '../types/types';
import type { ObjectSymbol, LocalSymbol, FunctionSymbol, Initialiser } from './symbols';
import type { BlockStatement } from './statements';

interface Node {
  readonly type: CType;
  readonly span: Span;
}

export interface NumberExpression extends Node {
  readonly kind: 'number';
  /** Within the range of the type. */
  readonly value: bigint;
}
/** A floating-point constant, within the range and precision of its type. */
export interface RealExpression extends Node {
  readonly kind: 'real';
  readonly type: FloatType;
  readonly value: number;
}
export interface StringExpression extends Node {
  readonly kind: 'string';
  /** With the terminator. */
  readonly bytes: Uint8Array;
}
export interface VariableExpression extends Node {
  readonly kind: 'variable';
  readonly symbol: ObjectSymbol | LocalSymbol | FunctionSymbol;
}
export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly member: Member;
}
export interface DereferenceExpression extends Node {
  readonly kind: 'dereference';
  readonly pointer: Expression;
}
export interface AddressExpression extends Node {
  readonly kind: 'address';
  readonly object: Expression;
}
export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly operand: Expression;
}
export interface NegateExpression extends Node {
  readonly kind: 'negate';
  readonly operand: Expression;
}
export interface ComplementExpression extends Node {
  readonly kind: 'complement';
  readonly operand: Expression;
}
export interface NotExpression extends Node {
  readonly kind: 'not';
  readonly operand: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^';
export type ShiftOperator = '<<' | '>>';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Both operands have the type of the result. */
export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** The count is a word. */
export interface ShiftExpression extends Node {
  readonly kind: 'shift';
  readonly operator: ShiftOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** Both operands have one type. */
export interface CompareExpression extends Node {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** `pointer + index` in units of `scale` bytes; the index is a word. */
export interface OffsetExpression extends Node {
  readonly kind: 'offset';
  readonly pointer: Expression;
  readonly index: Expression;
  readonly scale: number;
}
/** `left - right` of pointers, in units of `scale` bytes. */
export interface DifferenceExpression extends Node {
  readonly kind: 'difference';
  readonly left: Expression;
  readonly right: Expression;
  readonly scale: number;
}
export interface LogicalExpression extends Node {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface CommaExpression extends Node {
  readonly kind: 'comma';
  readonly left: Expression;
  readonly right: Expression;
}
export interface AssignExpression extends Node {
  readonly kind: 'assign';
  readonly target: Expression;
  readonly value: Expression;
}
/** `target operator= value`, computed in the type `computation`; for a pointer `value` counts bytes. */
export interface UpdateExpression extends Node {
  readonly kind: 'update';
  readonly operator: ArithmeticOperator | ShiftOperator;
  readonly target: Expression;
  readonly value: Expression;
  readonly computation: CType;
}
/** `++` and `--`; `by` counts bytes for a pointer. */
export interface IncrementExpression extends Node {
  readonly kind: 'increment';
  readonly target: Expression;
  readonly by: number;
  readonly postfix: boolean;
}
export interface CallExpression extends Node {
  readonly kind: 'call';
  /** A pointer to a function. */
  readonly callee: Expression;
  readonly parameters: readonly Expression[];
}
/** A compound literal within a function: a nameless variable that is initialised here. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly symbol: LocalSymbol;
  readonly initialiser: Initialiser;
}
/** The address of the argument word after the named ones, for `va_start`. */
export interface ArgumentsExpression extends Node {
  readonly kind: 'arguments';
  readonly word: number;
}
/** GNU's `({ … })`: the value is that of the last statement, if that is an expression. */
export interface StatementsExpression extends Node {
  readonly kind: 'statements';
  readonly block: BlockStatement;
  readonly value?: Expression;
}
/** One atomic instruction; `operands` are an address and one or two words. */
export interface AtomicExpression extends Node {
  readonly kind: 'atomic';
  readonly operation: 'xchg' | 'fetchadd' | 'cas';
  /** The address, the value, and what `cas` puts there. */
  readonly operands: readonly [Expression, Expression] | readonly [Expression, Expression, Expression];
}
/** So many bytes of the stack, a word; they live until the function returns, or the block does that declares an array. */
export interface AllocaExpression extends Node {
  readonly kind: 'alloca';
  readonly size: Expression;
}
/** The address of a label, which has this name in assembly. */
export interface LabelExpression extends Node {
  readonly kind: 'label';
  readonly name: string;
}
/** `__builtin_trap()`. */
export interface TrapExpression extends Node {
  readonly kind: 'trap';
}
/** What could not be typed; silent, since what is wrong with it has been said. */
export interface ErrorExpression extends Node {
  readonly kind: 'error';
  /** What has been read of an expression that breaks off. */
  readonly broken?: BrokenExpression;
}
/** `object.` or `object->` without a name, or a call whose arguments do not end. */
export type BrokenExpression =
  | { readonly kind: 'member'; readonly object: Expression; readonly arrow: boolean }
  | { readonly kind: 'call'; readonly callee: Expression; readonly parameters: readonly Expression[] };

export type Expression =
  | NumberExpression
  | RealExpression
  | StringExpression
  | VariableExpression
  | MemberExpression
  | DereferenceExpression
  | AddressExpression
  | CastExpression
  | NegateExpression
  | ComplementExpression
  | NotExpression
  | BinaryExpression
  | ShiftExpression
  | CompareExpression
  | OffsetExpression
  | DifferenceExpression
  | LogicalExpression
  | ConditionalExpression
  | CommaExpression
  | AssignExpression
  | UpdateExpression
  | IncrementExpression
  | CallExpression
  | LiteralExpression
  | ArgumentsExpression
  | StatementsExpression
  | AtomicExpression
  | LabelExpression
  | AllocaExpression
  | TrapExpression
  | ErrorExpression;
