/** All statements and expressions of a function, in the order of the text. */
import type { Expression, Initialiser, Statement } from '../ast';

export interface Visitor {
  readonly statement?: (node: Statement) => void;
  readonly expression?: (node: Expression) => void;
}

const none: readonly never[] = [];

/** All statements and expressions of a function, once for all visitors. */
export function walkOnce(node: Statement, visitors: readonly Visitor[]): void {
  const statement = visitors.flatMap(each => each.statement ?? none);
  const expression = visitors.flatMap(each => each.expression ?? none);
  walk(node, {
    statement: node => statement.forEach(visit => visit(node)),
    expression: node => expression.forEach(visit => visit(node)),
  });
}

function walk(node: Statement, visitor: Visitor): void {
  // A chain of `else if` is walked, not descended into: it may be long.
  for (let rest: Statement | undefined = node; rest; rest = rest.kind === 'if' ? rest.otherwise : undefined) {
    visitor.statement?.(rest);
    for (const each of expressionsOf(rest)) walkExpression(each, visitor);
    for (const each of statementsOf(rest)) walk(each, visitor);
  }
}

function walkExpression(node: Expression, visitor: Visitor): void {
  visitor.expression?.(node);
  if (node.kind === 'statements') walk(node.block, visitor);
  for (const each of childrenOf(node)) walkExpression(each, visitor);
}

/** The expressions of a statement itself. */
export function expressionsOf(node: Statement): readonly Expression[] {
  switch (node.kind) {
    case 'expression':
    case 'switch':
      return [node.value];
    case 'declare':
      return node.initialiser ? valuesOf(node.initialiser) : none;
    case 'if':
    case 'while':
    case 'do':
      return [node.condition];
    case 'for':
      return [node.condition, node.step].flatMap(each => each ?? []);
    case 'jump':
      return [node.target];
    case 'return':
      return node.value ? [node.value] : none;
    case 'asm':
      return [...node.outputs, ...node.inputs].map(({ value }) => value);
    default:
      return none;
  }
}

/** The statements in a statement; of an `if` its first branch. */
function statementsOf(node: Statement): readonly Statement[] {
  switch (node.kind) {
    case 'block':
      return node.statements;
    case 'if':
      return [node.then];
    case 'for':
      return [...node.start, node.body];
    case 'while':
    case 'do':
    case 'switch':
    case 'case':
    case 'label':
      return [node.body];
    default:
      return none;
  }
}

/** The operands of an expression; the statements of a statement expression are none. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'logical':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'statements':
      return node.value ? [node.value] : none;
    default:
      return operandsOf(node);
  }
}

/** The operands that are evaluated whenever the expression is, where that does not depend on one of them. */
export function operandsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'member':
    case 'address':
      return [node.object];
    case 'dereference':
      return [node.pointer];
    case 'cast':
    case 'negate':
    case 'complement':
    case 'not':
      return [node.operand];
    case 'binary':
    case 'shift':
    case 'compare':
    case 'difference':
    case 'comma':
      return [node.left, node.right];
    case 'offset':
      return [node.pointer, node.index];
    case 'assign':
    case 'update':
      return [node.target, node.value];
    case 'increment':
      return [node.target];
    case 'call':
      return [node.callee, ...node.parameters];
    case 'alloca':
      return [node.size];
    case 'atomic':
      return node.operands;
    case 'literal':
      return valuesOf(node.initialiser);
    default:
      return none;
  }
}

export const valuesOf = ({ parts }: Initialiser): Expression[] =>
  parts.flatMap(({ value }) => (value instanceof Uint8Array ? [] : [value]));

/** The expression without the conversions around it. */
export function withoutCasts(node: Expression): Expression {
  let inner = node;
  while (inner.kind === 'cast') inner = inner.operand;
  return inner;
}
