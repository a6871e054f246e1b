/** Conditions that are always true: a function's or an array's address, as where a call lacks its parentheses. */
import type { Expression, Statement } from '../ast';
import type { Reporter } from '../reporter';
import { isNumber } from '../semantics/build';
import { says } from './rules';
import { type Visitor, withoutCasts } from './walk';

export const conditions = (report: Reporter): Visitor => ({
  statement: node => conditionOf(node).forEach(each => check(report, each, 'true')),
  expression: node => conditionsIn(node).forEach(([each, result]) => check(report, each, result)),
});

const none: readonly never[] = [];

function conditionOf(node: Statement): readonly Expression[] {
  switch (node.kind) {
    case 'if':
    case 'while':
    case 'do':
      return [node.condition];
    case 'for':
      return node.condition ? [node.condition] : none;
    default:
      return none;
  }
}

type Result = 'true' | 'false';

/** What the truth of an expression depends on, and what an address there makes of it. */
function conditionsIn(node: Expression): readonly (readonly [Expression, Result])[] {
  switch (node.kind) {
    case 'logical':
      return [
        [node.left, 'true'],
        [node.right, 'true'],
      ];
    case 'not':
      return [[node.operand, 'false']];
    case 'conditional':
      return [[node.condition, 'true']];
    case 'compare': {
      if (node.operator !== '==' && node.operator !== '!=') return [];
      const result = node.operator === '==' ? 'false' : 'true';
      if (isNull(node.right)) return [[node.left, result]];
      return isNull(node.left) ? [[node.right, result]] : none;
    }
    default:
      return none;
  }
}

const isNull = (node: Expression): boolean => isNumber(node) && node.value === 0n;

function check(report: Reporter, condition: Expression, result: Result): void {
  const node = withoutCasts(condition);
  if (node.kind !== 'address' || node.object.kind !== 'variable') return;
  const { symbol } = node.object;
  if (symbol.kind !== 'local' && symbol.weak) return;
  const hint = symbol.kind === 'function' ? `write ${symbol.name}() to call it` : undefined;
  report.say(condition.span, says('c-address', { name: symbol.name, result }), hint);
}
