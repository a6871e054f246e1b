/** A `switch` on an enumeration that leaves some of its values out. */
import type { Span } from '../../source';
import type { CaseLabel } from '../ast';
import type { Reporter } from '../reporter';
import type { CType } from '../types/types';
import { says } from './rules';

/** Names that are told at most. */
const shown = 3;

export function checkEnumerators(
  report: Reporter,
  type: CType,
  cases: readonly CaseLabel[],
  span: Span,
): void {
  if (type.kind !== 'enum' || cases.some(({ low }) => low === undefined)) return;
  const missing = type.definition.enumerators.filter(
    ({ value }) =>
      !cases.some(({ low, high }) => (low ?? 0n) <= BigInt(value) && BigInt(value) <= (high ?? low ?? 0n)),
  );
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
