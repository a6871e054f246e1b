/** Where arrays of variable length end their lives: the stack is given back that they took. */
import type { Statement } from '../c/ast';
import type { FunctionContext } from './context';
import { WORD } from './frame';

/** Keeps the stack pointer; what comes back brings it to what it is here. Nothing is done where nothing moves it. */
export function keepStack(g: FunctionContext, inside: readonly Statement[]): () => void {
  if (!g.usage.movesStack || !inside.some(takesStack)) return () => undefined;
  const slot = g.frame.allocate(WORD);
  const base = g.name(g.base);
  g.emit(`sw sp, ${slot}(${base})`);
  return () => g.emit(`lw sp, ${slot}(${base})`);
}

/** Whether an array of variable length is declared in the statement. */
function takesStack(node: Statement): boolean {
  switch (node.kind) {
    case 'declare':
      return node.takesStack === true;
    case 'block':
      return node.statements.some(takesStack);
    case 'if':
      return takesStack(node.then) || (node.otherwise !== undefined && takesStack(node.otherwise));
    case 'for':
      return node.start.some(takesStack) || takesStack(node.body);
    case 'while':
    case 'do':
    case 'switch':
    case 'case':
    case 'label':
      return takesStack(node.body);
    default:
      return false;
  }
}
