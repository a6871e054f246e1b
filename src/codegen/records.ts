/** Structs and unions as values: they are handled by their addresses, and copied where they are assigned. */
import type { AssignExpression, ConditionalExpression, Expression, StatementsExpression } from '../c/ast';
import { sizeOf } from '../c/types/types';
import { addressOf } from './address';
import { callRecord } from './calls';
import { arm, fork } from './conditions';
import type { FunctionContext } from './context';
import { copyRecord } from './copy';
import { knownAlignment } from './inline';
import { effect, lastValue } from './evaluate';
import { type Address, addressValue, inFrame } from './operands';
import { statementsValue } from './statement-expression';

/** The address of a struct value: of the object itself, or of a temporary that holds it. */
export function evaluateRecord(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'call':
      return callRecord(g, node);
    case 'assign':
      return assignRecord(g, node);
    case 'conditional':
      return conditionalRecord(g, node);
    case 'comma':
      effect(g, node.left);
      return evaluateRecord(g, node.right);
    case 'statements':
      return statementsRecord(g, node);
    case 'cast':
      return evaluateRecord(g, node.operand);
    case 'variable':
    case 'member':
    case 'dereference':
    case 'literal':
      return addressOf(g, node);
    default:
      throw new Error(`no struct value: ${node.kind}`);
  }
}

function assignRecord(g: FunctionContext, node: AssignExpression): Address {
  const { target, value } = node;
  const alignment = Math.min(knownAlignment(target), knownAlignment(value));
  if (g.disturbs(target) && !g.disturbs(value)) {
    const to = addressOf(g, target);
    return copyRecord(g, to, evaluateRecord(g, value), node.type, alignment);
  }
  const from = evaluateRecord(g, value);
  return copyRecord(g, addressOf(g, target), from, node.type, alignment);
}

/** The address of the chosen arm, in a register. */
function conditionalRecord(g: FunctionContext, node: ConditionalExpression): Address {
  const slot = g.frame.takeWord();
  const choose = (value: Expression) => (): void => {
    const address = addressValue(g, evaluateRecord(g, arm(g, value)));
    g.emit(`sw ${g.name(address)}, ${slot}(${g.name(g.base)})`);
    g.release(address);
  };
  fork(g, node.condition, choose(node.then), choose(node.otherwise));
  const base = g.allocate();
  g.emit(`lw ${g.name(base)}, ${slot}(${g.name(g.base)})`);
  g.frame.giveWord(slot);
  return { base, offset: 0 };
}

/** A copy outside of the block, whose variables end their lives. */
function statementsRecord(g: FunctionContext, node: StatementsExpression): Address {
  const offset = g.frame.allocate(sizeOf(node.type));
  return statementsValue(g, node, () =>
    copyRecord(
      g,
      inFrame(g, offset),
      evaluateRecord(g, lastValue(node)),
      node.type,
      knownAlignment(lastValue(node)),
    ),
  );
}
