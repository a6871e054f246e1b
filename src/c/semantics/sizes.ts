/** Sizes that are known only when the program runs: those of arrays of variable length (C99 6.7.5.2). */
import type { Span } from '../../source';
import type { Expression, LocalSymbol } from '../ast';
import { type ArrayType, type CType, sizeOf, sizeType } from '../types/types';
import { number } from './build';

/** An array of variable length; `variable` holds its size in bytes. */
export type VariableArray = ArrayType & { readonly variable: LocalSymbol };

export const isVariableArray = (type: CType): type is VariableArray =>
  type.kind === 'array' && type.variable !== undefined;

/** The size of a type in bytes, as a value. */
export function sizeExpression(type: CType, span: Span): Expression {
  if (!isVariableArray(type)) return number(sizeOf(type), sizeType, span);
  const operand: Expression = { kind: 'variable', symbol: type.variable, type: sizeType, span };
  return { kind: 'cast', operand, type: sizeType, span };
}

/** A count of things of the type, as a count of bytes. */
export function timesSize(count: Expression, type: CType): Expression {
  const { span } = count;
  return {
    kind: 'binary',
    operator: '*',
    left: count,
    right: sizeExpression(type, span),
    type: count.type,
    span,
  };
}
