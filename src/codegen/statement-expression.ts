/** GNU's statement expressions: a block that runs in the middle of an expression. */
import type { StatementsExpression } from '../c/ast';
import type { FunctionContext } from './context';
import { Temp } from './registers';
import { blockAround } from './statements';

/** Runs the statements, then makes the value while the variables of the block still live. */
export function statementsValue<T>(g: FunctionContext, node: StatementsExpression, value: () => T): T {
  g.registers.spillAll();
  return blockAround(g, node.block, () => ownValue(g, value()));
}

/** A value that stays when the registers of the block's variables serve others. */
function ownValue<T>(g: FunctionContext, value: T): T {
  if (!(value instanceof Temp) || !value.fixed) return value;
  const copy = g.allocate();
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy as T;
}
