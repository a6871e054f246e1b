/** Operators that bind in another way than a reader may think: `flags & 4 == 4`, `1 < x < 5`, `!a == b`. */
import type { Span } from '../../source';
import type { Reporter } from '../reporter';
import { says } from './rules';

interface Operation {
  readonly operator: string;
  /** The operators of the operands; none where those are in parentheses, or no operations. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly at: Span;
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);
const orders = new Set(['<', '<=', '>', '>=']);
const bits = new Set(['&', '|', '^']);

/** What is surprising within an operator. */
const surprising: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['||', new Set(['&&'])],
  ['<<', new Set(['+', '-'])],
  ['>>', new Set(['+', '-'])],
  ['&', new Set(['+', '-', ...comparisons])],
  ['^', new Set(['&', '+', '-', ...comparisons])],
  ['|', new Set(['&', '^', '+', '-', ...comparisons])],
  ['==', comparisons],
  ['!=', comparisons],
]);

export function checkParentheses(report: Reporter, { operator, left, right, at }: Operation): void {
  const chained = left !== undefined && orders.has(operator) && orders.has(left);
  if (chained) {
    const hint = `write the comparisons apart, with && between them`;
    return report.say(at, says('c-comparison-chain', { first: left, operator }), hint);
  }
  if (left === '!' && (comparisons.has(operator) || bits.has(operator)))
    return report.say(
      at,
      says('c-logical-not-parentheses', { operator }),
      'put what it applies to in parentheses',
    );
  const inner = [left, right].find(each => each !== undefined && surprising.get(operator)?.has(each));
  if (inner !== undefined) report.say(at, says('c-parentheses', { inner, outer: operator }));
}
