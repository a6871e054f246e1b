/** Statements whose value nobody takes, and that do nothing else. */
import type { Expression } from '../ast';
import type { Reporter } from '../reporter';
import { isVolatile } from '../types/types';
import { says } from './rules';
import { type Visitor, withoutCasts } from './walk';

export function effects(report: Reporter): Visitor {
  const check = (value: Expression) => {
    if (!hasEffect(value)) report.say(value.span, says('c-unused-value'));
  };
  return {
    statement(node) {
      if (node.kind === 'expression') check(node.value);
      else if (node.kind === 'for' && node.step) check(node.step);
    },
    expression(node) {
      if (node.kind === 'comma' && node.left.kind !== 'number') check(node.left);
    },
  };
}

/** Whether something is done by the operation itself, or the value is thrown away on purpose. */
function hasEffect(node: Expression): boolean {
  switch (node.kind) {
    case 'cast':
      return node.type.kind === 'void' || hasEffect(node.operand);
    case 'conditional':
      return hasEffect(node.then) || hasEffect(node.otherwise);
    case 'logical':
    case 'comma':
      return hasEffect(node.right);
    case 'compare':
      // As `__sync_bool_compare_and_swap` does.
      return ['atomic', 'statements'].includes(withoutCasts(node.left).kind);
    case 'assign':
    case 'update':
    case 'increment':
    case 'call':
    case 'statements':
    case 'atomic':
    case 'alloca':
    case 'trap':
    case 'error':
      return true;
    default:
      return node.type.kind === 'void' || isVolatile(node.type);
  }
}
