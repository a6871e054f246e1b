/** Finds the name that was probably meant. */

/** A letter too few or too many is likelier than a wrong one: `adi` is `addi` rather than `add`. */
const replacement = 1.1;

/** The candidate nearest to a mistyped name, by edits, where one is near enough. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  let best: string | undefined;
  let least = name.length <= 4 ? 1.5 : 2.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = edits(lower, candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const best = suggest(name, candidates);
  return best === undefined ? undefined : `did you mean ${best}?`;
}

/** The name that a hint asks for, where it is one of these. */
export function meantBy(hint: string | undefined): string | undefined {
  return /^did you mean '?([^\s'?]+)'?\?$/.exec(hint ?? '')?.[1];
}

/**
 * The cost of insertions, deletions, replacements and swaps of neighbours (optimal string alignment); infinite as
 * soon as it must reach the limit.
 */
function edits(from: string, to: string, limit: number): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= to.length; j++) {
      const same = from.charCodeAt(i - 1) === to.charCodeAt(j - 1);
      let cost = Math.min(
        at(previous, j) + 1,
        at(current, j - 1) + 1,
        at(previous, j - 1) + (same ? 0 : replacement),
      );
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return Infinity;
    before = previous;
    previous = current;
  }
  return at(previous, to.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
