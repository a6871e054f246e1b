/** A `switch` on an enumeration that leaves some of its values out. */
import { type Span, lastAtMost } from '../../source';
import type { CaseLabel } from '../ast';
import type { Reporter } from '../reporter';
import type { CType } from '../types/types';
import { says } from './rules';

/** Names that are told at most. */
const shown = 3;

/** The labels are in order, and do not overlap. */
function isCovered(cases: readonly CaseLabel[], value: number): boolean {
  const { low, high = low } = cases[lastAtMost(cases, value, label => Number(label.low))] ?? {};
  return high !== undefined && BigInt(value) <= high;
}

export function checkEnumerators(
  report: Reporter,
  type: CType,
  cases: readonly CaseLabel[],
  span: Span,
): void {
  if (type.kind !== 'enum' || cases.some(({ low }) => low === undefined)) return;
  const ordered = [...cases].sort((left, right) => Number((left.low ?? 0n) - (right.low ?? 0n)));
  const missing = type.definition.enumerators.filter(({ value }) => !isCovered(ordered, value));
  if (missing.length === 0) return;
  const names = missing
    .slice(0, shown)
    .map(({ name }) => name)
    .join("', '");
  const more = missing.length > shown ? `, and ${missing.length - shown} more` : '';
  report.say(
    span,
    says('c-switch', { names: names + more }),
    "write a 'default:' if the others are meant to do nothing",
  );
}
