/** What is known, on a way through a function, of the variables that have no value yet. */
import type { LocalSymbol } from '../ast';

/** `maybe` is worth a word; of what is `unknown` nothing is said. */
export type Doubt = 'unset' | 'maybe' | 'unknown';

/** A variable with a value is not there. Undefined: a way that is there, but of which nothing is known. */
export type Doubts = ReadonlyMap<LocalSymbol, Doubt> | undefined;

/** A way that execution can come by. */
export interface Way {
  readonly doubts: Doubts;
}

/** What two ways lead to; undefined: a way that nothing comes. `doubt`: what differs becomes that. */
export function merged(left: Way | undefined, right: Way | undefined, doubt: Doubt): Way | undefined {
  if (!left?.doubts || !right?.doubts) return left?.doubts ? left : right?.doubts ? right : (left ?? right);
  const doubts = new Map<LocalSymbol, Doubt>();
  for (const symbol of new Set([...left.doubts.keys(), ...right.doubts.keys()])) {
    const [l, r] = [left.doubts.get(symbol), right.doubts.get(symbol)];
    if (l === r && l) doubts.set(symbol, l);
    else doubts.set(symbol, l === 'unknown' || r === 'unknown' ? 'unknown' : doubt);
  }
  return { doubts };
}

/** Within a condition, and behind a label. */
export function doubted(way: Way | undefined, from: readonly Doubt[] = ['maybe']): Way | undefined {
  if (!way?.doubts || ![...way.doubts.values()].some(doubt => from.includes(doubt))) return way;
  const pairs = [...way.doubts].map(
    ([symbol, doubt]) => [symbol, from.includes(doubt) ? 'unknown' : doubt] as const,
  );
  return { doubts: new Map(pairs) };
}
