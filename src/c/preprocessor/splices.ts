/** Line splices (C99 5.1.1.2 phase 2): a backslash at the end of a line joins it with the next. */

export interface Splices {
  /** The text without its splices. */
  readonly text: string;
  /** The offset in the file of an offset in `text`. Fast where offsets are asked for in rising order. */
  original(offset: number): number;
}

/** Undefined for a text without splices. Blanks after the backslash are let pass, as gcc does. */
export function removeSplices(text: string): Splices | undefined {
  if (!/\\[ \t]*\r?\n/.test(text)) return undefined;
  const parts: string[] = [];
  /** Where a part starts in the joined text, and how much was cut out before it. */
  const starts: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  let length = 0;
  const add = (end: number) => {
    parts.push(text.slice(from, end));
    starts.push(length);
    shifts.push(from - length);
    length += end - from;
  };
  for (const match of text.matchAll(/\\[ \t]*\r?\n/g)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(text.length);
  return { text: parts.join(''), original: shifter(starts, shifts) };
}

function shifter(starts: readonly number[], shifts: readonly number[]): (offset: number) => number {
  let part = 0;
  return offset => {
    while (offset < starts[part]!) part--;
    while (part + 1 < starts.length && starts[part + 1]! <= offset) part++;
    return offset + shifts[part]!;
  };
}
