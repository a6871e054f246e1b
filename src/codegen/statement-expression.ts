/** The scope of a block, and GNU's statement expressions: blocks that run in the middle of an expression. */
import type { BlockStatement, StatementsExpression } from '../c/ast';
import type { FunctionContext } from './context';
import { keepStack } from './stack';

/** Opens the scope of a block, runs it and makes a value while its variables live, and frees its part of the frame. */
export function blockAround<T>(g: FunctionContext, node: BlockStatement, value: () => T): T {
  g.blocks.open();
  const mark = g.frame.mark();
  const giveBack = keepStack(
    g,
    node.statements.filter(({ kind }) => kind === 'declare'),
  );
  for (const each of node.statements) g.statement(each);
  const result = value();
  giveBack();
  g.frame.release(mark);
  g.blocks.close();
  return result;
}

/** Runs the statements, then makes the value while the variables of the block still live. */
export function statementsValue<T>(g: FunctionContext, node: StatementsExpression, value: () => T): T {
  g.registers.spillAll();
  return blockAround(g, node.block, value);
}
