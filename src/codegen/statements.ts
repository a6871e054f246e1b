/** Statements: control flow, scopes, and the line rows that a debugger steps by. */
import type {
  BlockStatement,
  DeclareStatement,
  Expression,
  ExpressionStatement,
  ForStatement,
  Statement,
} from '../c/ast';
import { sizeOf } from '../c/types/types';
import { asmStatement } from './asm';
import { branchOn } from './conditions';
import type { FunctionContext } from './context';
import { copyRecord } from './copy';
import { effect, evaluate, evaluateWord } from './evaluate';
import { initialiseLocal } from './initialise';
import { knownAlignment } from './inline';
import { releaseAddress } from './operands';
import { evaluateRecord } from './records';
import { A0, Pair } from './registers';
import { placeArguments } from './runtime-calls';
import { arrayDeclared, keepStack, stackAtLabel, stackForLabel } from './stack';
import { blockAround } from './statement-expression';
import { switchStatement } from './switch';
import { checkChoice } from './clobbers';
import { moveTo } from './values';
import { type Span, present } from '../source';

export function statement(g: FunctionContext, node: Statement): void {
  switch (node.kind) {
    case 'block':
      return blockStatement(g, node);
    case 'expression':
      return expressionStatement(g, node);
    case 'declare':
      if (node.symbol.kind === 'local') checkChoice(g.unit.report, node.symbol);
      return declareStatement(g, node);
    case 'if':
      return ifStatement(g, node);
    case 'while':
      return whileStatement(g, node);
    case 'do':
      return doStatement(g, node);
    case 'for':
      return forStatement(g, node);
    case 'switch':
      return switchStatement(g, node);
    case 'case': {
      g.out.target(present(g.caseLabels.get(node.label), 'label of a case'));
      return statement(g, node.body);
    }
    case 'label':
      stackAtLabel(g, node.name);
      g.out.target(userLabel(g, node.name));
      return statement(g, node.body);
    case 'goto':
      g.statementLocation(node.span, node.until);
      stackForLabel(g, node.name);
      return g.out.statementJump(userLabel(g, node.name));
    case 'jump':
      g.statementLocation(node.span, node.until);
      return temporary(g, () => jumpTo(g, node.target));
    case 'break':
      g.statementLocation(node.span, node.until);
      return g.out.statementJump(present(g.breaks.at(-1), 'loop or switch to leave'));
    case 'continue':
      g.statementLocation(node.span, node.until);
      return g.out.statementJump(present(g.continues.at(-1), 'loop to go on with'));
    case 'return':
      g.statementLocation(node.span, node.until);
      return temporary(g, () => returnStatement(g, node.value));
    case 'asm':
      g.location(node.span);
      return temporary(g, () => asmStatement(g, node));
    case 'empty':
      return;
  }
}

/** A statement that needs no code gets an instruction all the same, so that a debugger can stop at it. */
function expressionStatement(g: FunctionContext, { value, until }: ExpressionStatement): void {
  g.statementLocation(value.span, until);
  const before = g.out.count;
  temporary(g, () => effect(g, value));
  if (g.out.count === before) g.emit('nop');
}

/** Frees what an expression takes of the frame when it ends. */
export function temporary(g: FunctionContext, action: () => void): void {
  const mark = g.frame.mark();
  action();
  g.frame.release(mark);
}

/** A label in assembly; the same name stands in tables of addresses, which may be made elsewhere. */
const userLabel = (g: FunctionContext, name: string): string => `.L${g.symbol.name}.${name}`;

function jumpTo(g: FunctionContext, target: Expression): void {
  const address = evaluateWord(g, target);
  g.out.stop(`jr ${g.name(address)}`);
  g.release(address);
}

function blockStatement(g: FunctionContext, node: BlockStatement): void {
  blockAround(g, node, () => undefined);
}

/** A variable comes to life: it gets its place, and its first value. */
function declareStatement(g: FunctionContext, node: DeclareStatement): void {
  const { symbol, initialiser } = node;
  if (symbol.kind === 'object') return symbol.threadLocal ? undefined : g.blocks.declareStatic(symbol);
  if (!symbol.home) symbol.home = { kind: 'frame', offset: g.frame.allocate(sizeOf(symbol.type)) };
  if (initialiser) {
    g.statementLocation(node.span, node.until);
    temporary(g, () => initialiseLocal(g, symbol, initialiser));
  }
  if (node.takesStack) arrayDeclared(g);
  g.blocks.declare(symbol);
}

/** `until`: the last token of the head that it stands in. */
function condition(g: FunctionContext, node: Expression, until: Span, sense: boolean, label: string): void {
  g.statementLocation(node.span, until);
  temporary(g, () => branchOn(g, node, sense, label));
}

/** A chain of `else if` shares the label behind it. */
function ifStatement(g: FunctionContext, node: Statement & { kind: 'if' }): void {
  const endLabel = g.out.newLabel();
  let rest: Statement | undefined = node;
  while (rest?.kind === 'if') rest = branch(g, rest, endLabel);
  if (rest) statement(g, rest);
  g.out.label(endLabel);
}

/** Tests a condition and makes what it governs; what `else` governs comes back, and is to be made next. */
function branch(
  g: FunctionContext,
  node: Statement & { kind: 'if' },
  endLabel: string,
): Statement | undefined {
  const { then, otherwise } = node;
  const shortcut = otherwise ? undefined : jumpTarget(g, node, then);
  g.statementLocation(node.span, headEnd(node, then));
  if (shortcut !== undefined) {
    temporary(g, () => branchOn(g, node.condition, true, shortcut));
    return undefined;
  }
  const elseLabel = g.out.newLabel();
  temporary(g, () => branchOn(g, node.condition, false, elseLabel));
  statement(g, then);
  if (otherwise) g.out.jump(endLabel);
  g.out.label(elseLabel);
  return otherwise;
}

/** The last token before the statements inside: a `;` alone, which makes no code, belongs to its head. */
const headEnd = ({ until }: { readonly until: Span }, body: Statement): Span =>
  body.kind === 'empty' ? body.span : until;

/** Where a lone jump on the line of its `if` goes: the branch goes there itself. */
function jumpTarget(g: FunctionContext, node: Statement, then: Statement): string | undefined {
  if (then.kind !== 'break' && then.kind !== 'continue' && then.kind !== 'goto') return undefined;
  if (g.unit.line(node.span) !== g.unit.line(then.span)) return undefined;
  if (then.kind === 'goto') return g.stackAtLabels.has(then.name) ? undefined : userLabel(g, then.name);
  return then.kind === 'break' ? g.breaks.at(-1) : g.continues.at(-1);
}

function loop(g: FunctionContext, breakLabel: string, continueLabel: string, body: () => void): void {
  g.breaks.push(breakLabel);
  g.continues.push(continueLabel);
  body();
  g.breaks.pop();
  g.continues.pop();
}

const isTrue = (node: Expression | undefined): boolean =>
  node === undefined || (node.kind === 'number' && node.value !== 0n);

/** The condition stands at the end: one branch a turn. */
function whileStatement(g: FunctionContext, node: Statement & { kind: 'while' }): void {
  const [top, next, end] = [g.out.newLabel(), g.out.newLabel(), g.out.newLabel()];
  g.statementLocation(node.span, headEnd(node, node.body));
  const giveBack = keepStack(g, [node.body]);
  if (isTrue(node.condition)) return endless(g, node.body, end, giveBack);
  g.out.jump(next);
  g.out.target(top);
  loop(g, end, next, () => statement(g, node.body));
  g.out.target(next);
  giveBack();
  condition(g, node.condition, node.until, true, top);
  g.out.label(end);
  giveBack();
}

function endless(g: FunctionContext, body: Statement, end: string, giveBack: () => void): void {
  const top = g.out.newLabel();
  g.out.target(top);
  giveBack();
  loop(g, end, top, () => statement(g, body));
  g.out.jump(top);
  g.out.label(end);
  giveBack();
}

function doStatement(g: FunctionContext, node: Statement & { kind: 'do' }): void {
  const [top, next, end] = [g.out.newLabel(), g.out.newLabel(), g.out.newLabel()];
  const giveBack = keepStack(g, [node.body]);
  g.out.target(top);
  loop(g, end, next, () => statement(g, node.body));
  g.out.label(next);
  giveBack();
  condition(g, node.condition, node.until, true, top);
  g.out.label(end);
  giveBack();
}

function forStatement(g: FunctionContext, node: ForStatement): void {
  const mark = g.frame.mark();
  g.blocks.open();
  for (const each of node.start) statement(g, each);
  const [top, test, next, end] = [g.out.newLabel(), g.out.newLabel(), g.out.newLabel(), g.out.newLabel()];
  const { step } = node;
  const goesOn = isTrue(node.condition) ? undefined : node.condition;
  g.unit.statement(node.span, headEnd(node, node.body));
  if (node.start.length === 0) g.location(node.span);
  const giveBack = keepStack(g, [node.body]);
  if (goesOn) g.out.jump(test);
  g.out.target(top);
  loop(g, end, next, () => statement(g, node.body));
  g.out.label(next);
  giveBack();
  if (step) {
    g.statementLocation(step.span);
    temporary(g, () => effect(g, step));
  }
  if (goesOn) {
    g.out.target(test);
    condition(g, goesOn, node.until, true, top);
  } else g.out.jump(top);
  g.out.label(end);
  giveBack();
  g.blocks.close();
  g.frame.release(mark);
}

/** Brings the result to where callers expect it, and leaves. */
function returnStatement(g: FunctionContext, value: Expression | undefined): void {
  const before = g.out.count;
  g.blocks.returning = true;
  if (value) returnValue(g, value);
  g.blocks.returning = false;
  const empty = g.out.count === before;
  const leave = () => (empty ? g.out.statementJump(g.returnLabel) : g.out.jump(g.returnLabel));
  if (empty || (value && isInResult(value))) leave();
  else g.blocks.resultAt(leave);
}

/** The value is that of a variable which lives where results come: it still has it. */
function isInResult(value: Expression): boolean {
  switch (value.kind) {
    case 'variable': {
      const { symbol } = value;
      return symbol.kind === 'local' && symbol.home?.kind === 'register' && symbol.home.register === A0;
    }
    case 'assign':
    case 'update':
      return isInResult(value.target);
    case 'increment':
      return !value.postfix && isInResult(value.target);
    default:
      return false;
  }
}

function returnValue(g: FunctionContext, value: Expression): void {
  if (value.type.kind === 'void') return effect(g, value);
  if (value.type.kind === 'record') return returnRecord(g, value);
  const result = evaluate(g, value, A0);
  if (result instanceof Pair) {
    placeArguments(g, [result.low, result.high]);
    return;
  }
  moveTo(g, result, A0);
  g.release(result);
}

/** Copies a struct to where the caller wants it; that address is the result. */
function returnRecord(g: FunctionContext, value: Expression): void {
  const from = evaluateRecord(g, value);
  const base = g.allocate();
  g.emit(`lw ${g.name(base)}, ${g.resultAddress}(${g.name(g.base)})`);
  const to = copyRecord(g, { base, offset: 0 }, from, value.type, knownAlignment(value));
  releaseAddress(g, to);
  g.emit(`lw a0, ${g.resultAddress}(${g.name(g.base)})`);
}
