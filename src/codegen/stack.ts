/** Where arrays of variable length end their lives: the stack is given back that they took. */
import type { Statement } from '../c/ast';
import type { FunctionContext, KeptStack } from './context';
import { WORD } from './frame';

/** Keeps the stack pointer; what comes back brings it to what it is here. Nothing is done where nothing moves it. */
export function keepStack(g: FunctionContext, inside: readonly Statement[]): () => void {
  if (!g.usage.movesStack || !inside.some(takesStack)) return () => undefined;
  const slot = g.frame.allocate(WORD);
  const base = g.name(g.base);
  g.emit(`sw sp, ${slot}(${base})`);
  return () => g.emit(`lw sp, ${slot}(${base})`);
}

/** Gives every label a word for the stack pointer, where a jump back to it may have arrays to end: all jumps must be known. */
export function placeLabels(g: FunctionContext): void {
  if (!g.usage.variableArrays || g.usage.computesJumps) return;
  for (const name of g.usage.labels) {
    const kept: KeptStack = { slot: g.frame.allocate(WORD) };
    g.stackAtLabels.set(name, kept);
    keepAt(g, kept);
  }
}

/** The label is reached: here, and on each way forwards to it, its stack pointer is kept. */
export function stackAtLabel(g: FunctionContext, name: string): void {
  const kept = g.stackAtLabels.get(name);
  if (!kept) return;
  // What only a jump comes to has kept nothing: before all arrays that is what the function started with.
  if (!g.out.reachable && g.hasArrays) return void g.stackAtLabels.delete(name);
  keepAt(g, kept);
  kept.before = 'label';
}

/** An array of variable length has been declared, which a jump to an earlier label ends. */
export function arrayDeclared(g: FunctionContext): void {
  g.hasArrays = true;
  for (const kept of g.stackAtLabels.values()) if (kept.before) kept.before = 'array';
}

/** Before a jump to the label. */
export function stackForLabel(g: FunctionContext, name: string): void {
  const kept = g.stackAtLabels.get(name);
  if (!kept) return;
  if (!kept.before) keepAt(g, kept);
  else if (kept.before === 'array') g.emit(`lw sp, ${kept.slot}(${g.name(g.base)})`);
}

const keepAt = (g: FunctionContext, { slot }: KeptStack): void => g.emit(`sw sp, ${slot}(${g.name(g.base)})`);

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
