/** What a program has printed, in pieces, and how it is shown where the machine has gone back before some of it. */

export const faint = (text: string): string => `\x1b[2m${text}\x1b[0m`;

export interface Piece {
  readonly text: string;
  /** Bytes of all output up to its end. */
  readonly end: number;
}

/** A terminal wants a carriage return before a line feed, which is not the program's concern. */
export const terminalLines = (text: string) => text.replace(/\r?\n/g, '\r\n');
/** Faint also where the program ends its own colours. */
export const allFaint = (text: string) => faint(text.replace(/\x1b\[0?m/g, '$&\x1b[2m'));
/** Characters that are shown again at most. */
const mostShown = 500_000;

/** The last pieces, as much as is shown again. */
export function recent(pieces: readonly Piece[]): Piece[] {
  let from = pieces.length;
  for (let room = mostShown; from > 0; from--) {
    room -= pieces[from - 1]?.text.length ?? 0;
    if (room < 0) break;
  }
  return pieces.slice(from);
}

/** What ends by so many bytes, and what comes after; within a piece whose bytes are those of its text. */
export function split(pieces: readonly Piece[], printed: number): { before: Piece[]; after: Piece[] } {
  const index = pieces.findIndex(({ end }) => end > printed);
  const piece = pieces[index];
  if (!piece) return { before: [...pieces], after: [] };
  const { text, end } = piece;
  const bytes = new TextEncoder().encode(text);
  const [before, rest] = [pieces.slice(0, index), pieces.slice(index + 1)];
  const start = before.at(-1)?.end ?? end - bytes.length;
  const cut = start + bytes.length === end ? printed - start : 0;
  if (cut <= 0) return { before, after: [piece, ...rest] };
  const head = new TextDecoder().decode(bytes.subarray(0, cut));
  return {
    before: [...before, { text: head, end: printed }],
    after: [{ text: text.slice(head.length), end }, ...rest],
  };
}
