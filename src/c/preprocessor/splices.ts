/** Trigraphs and line splices (C99 5.1.1.2 phases 1 and 2): a backslash at the end of a line joins it with the next. */

export interface Splices {
  /** The text without its splices, and with what trigraphs stand for. */
  readonly text: string;
  /** The offset in the file of an offset in `text`. Fast where offsets are asked for in rising order. */
  original(offset: number): number;
}

/** Where a part starts in the joined text, and how much was cut out before it. */
interface Part {
  readonly start: number;
  readonly shift: number;
}

/** What the third character of a trigraph makes of it. */
const trigraphs: Readonly<Record<string, string>> = {
  '=': '#',
  '/': '\\',
  "'": '^',
  '(': '[',
  ')': ']',
  '!': '|',
  '<': '{',
  '>': '}',
  '-': '~',
};

/** Blanks after the backslash are let pass, as gcc does. */
const splice = /\\[ \t]*\r?\n/g;
const spliceOrTrigraph = /(?:\\|\?\?\/)[ \t]*\r?\n|\?\?(?<third>[=/'()!<>-])/g;

/** Undefined for a text that has none. */
export function removeSplices(text: string, withTrigraphs: boolean): Splices | undefined {
  const pattern = withTrigraphs ? spliceOrTrigraph : splice;
  if (text.search(pattern) < 0) return undefined;
  const parts: string[] = [];
  const places: Part[] = [];
  let from = 0;
  let length = 0;
  const add = (end: number) => {
    parts.push(text.slice(from, end));
    places.push({ start: length, shift: from - length });
    length += end - from;
  };
  for (const match of text.matchAll(pattern)) {
    add(match.index);
    const stands = trigraphs[match.groups?.['third'] ?? ''];
    if (stands !== undefined) {
      parts.push(stands);
      places.push({ start: length, shift: match.index - length });
      length++;
    }
    from = match.index + match[0].length;
  }
  add(text.length);
  return { text: parts.join(''), original: shifter(places) };
}

function shifter(parts: readonly Part[]): (offset: number) => number {
  let index = 0;
  const startOf = (part: Part | undefined) => part?.start ?? Infinity;
  return offset => {
    while (index > 0 && offset < startOf(parts[index])) index--;
    while (startOf(parts[index + 1]) <= offset) index++;
    return offset + (parts[index]?.shift ?? 0);
  };
}
