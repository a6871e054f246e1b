/** Guesses which word was meant. */

/** The one of the names that a slip of the finger could have made `text` of. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const letters = (name: string) => [...name].sort().join('');
  return names.find(
    name =>
      letters(name) === letters(text) ||
      (Math.abs(name.length - text.length) <= 1 &&
        name.length > 3 &&
        commonEnds(name, text) >= name.length - 1),
  );
}

/** How many letters two names share at their start and end. */
function commonEnds(first: string, second: string): number {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start++;
  let end = 0;
  while (end < shorter - start && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  return start + end;
}
