/** Calls of functions of the library that no header declares. */
import type { Span } from '../../source';
import type { Expression, FunctionSymbol } from '../ast';
import { type CType, type FunctionType, pointerTo } from '../types/types';

/** A function that some other file defines, declared by nothing but its use. */
export function externalFunction(name: string, type: FunctionType, span: Span): FunctionSymbol {
  return {
    kind: 'function',
    name,
    type,
    span,
    linkage: 'external',
    label: name,
    inline: false,
    noReturn: false,
    used: true,
  };
}

/** The arguments have the types of the parameters. */
export function libraryCall(
  name: string,
  returns: CType,
  parameters: readonly Expression[],
  span: Span,
): Expression {
  const type: FunctionType = {
    kind: 'function',
    returns,
    parameters: parameters.map(each => ({ type: each.type })),
    variadic: false,
    prototype: true,
    qualifiers: 0,
  };
  const symbol = externalFunction(name, type, span);
  const object: Expression = { kind: 'variable', symbol, type, span };
  const callee: Expression = { kind: 'address', object, type: pointerTo(type), span };
  return { kind: 'call', callee, parameters, type: returns, span };
}
