/** A C text cut into pieces as it is written: before any macro is replaced, and with comments. */
import { type SourceFile, changeOf, lastAtMost } from '../../source';

export interface Piece {
  readonly kind: 'comment' | 'string' | 'character' | 'word' | 'number' | 'directive' | 'mark';
  readonly start: number;
  readonly end: number;
}

/** What may stand at a place, by its first character; each pattern goes on from there. */
const patterns = {
  comment: /\/\*[^]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*/y,
  /** `#` with its name, and for `#include` the header's name. */
  directive: /#[ \t]*(?:include(?:_next)?[ \t]*(?:<[^>\n]*>?|"[^"\n]*"?)?|\w*)/y,
  string: /"(?:\\[^]|[^"\\\n])*"?/y,
  character: /'(?:\\[^]|[^'\\\n])*'?/y,
  word: /[A-Za-z_$][\w$]*/y,
  number: /\.?\d(?:[eEpP][+-]|[\w.])*/y,
  mark: /->|\+\+|--|<<=?|>>=?|&&|\|\||\.{3}|[-+*/%&|^=!<>]=|[^\s\w]/y,
} satisfies Record<Piece['kind'], RegExp>;

const letters = /[A-Za-z_$]/;
const digits = /\d/;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (let next = pieceFrom(text, 0); next; next = pieceFrom(text, next.end)) found.push(next);
  return found;
}

/** The next piece behind an offset at which one ends; 0 is where the text starts. */
function pieceFrom(text: string, end: number): Piece | undefined {
  visible.lastIndex = end;
  const start = visible.exec(text)?.index;
  if (start === undefined) return undefined;
  // A line has begun since the last piece: only then may this be a directive.
  const isFirst = end === 0 || (text[start] === '#' && text.slice(end, start).includes('\n'));
  const kind = kindAt(text, start, isFirst);
  const pattern = patterns[kind];
  pattern.lastIndex = start;
  return { kind, start, end: pattern.test(text) ? pattern.lastIndex : start + 1 };
}

const visible = /\S/g;

/** The same after a change of the text, of which only the lines that differ are cut. The pieces before it are used up. */
export function piecesAgain(before: readonly Piece[], old: SourceFile, file: SourceFile): Piece[] {
  const { text } = file;
  const change = changeOf(old, file);
  const by = change.newEnd - change.oldEnd;
  let other = lastAtMost(before, change.start, ({ end }) => end) + 1;
  const found = before.slice(0, other);
  for (let next = pieceFrom(text, found.at(-1)?.end ?? 0); next; next = pieceFrom(text, next.end)) {
    while ((before[other]?.start ?? Infinity) + by < next.start) other++;
    const same = before[other];
    if (
      next.start >= change.newEnd &&
      same?.kind === next.kind &&
      same.start + by === next.start &&
      same.end + by === next.end
    )
      return [...found, ...moved(before.slice(other), by)];
    found.push(next);
  }
  return found;
}

function moved(pieces: readonly Writable<Piece>[], by: number): readonly Piece[] {
  if (by !== 0)
    for (const piece of pieces) {
      piece.start += by;
      piece.end += by;
    }
  return pieces;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** `isFirst`: nothing stands before it on its line. */
function kindAt(text: string, at: number, isFirst: boolean): Piece['kind'] {
  const character = text[at] ?? '';
  const next = text[at + 1] ?? '';
  if (letters.test(character)) return 'word';
  if (digits.test(character) || (character === '.' && digits.test(next))) return 'number';
  if (character === '"') return 'string';
  if (character === "'") return 'character';
  if (character === '/' && (next === '*' || next === '/')) return 'comment';
  return character === '#' && isFirst ? 'directive' : 'mark';
}

/** The index of the last piece that starts before an offset, or at it; −1 if there is none. */
export function pieceIndex(list: readonly Piece[], offset: number): number {
  return lastAtMost(list, offset, ({ start }) => start);
}

/** The piece that an offset lies within, its borders excluded. */
export function pieceAround(list: readonly Piece[], offset: number): Piece | undefined {
  const piece = list[pieceIndex(list, offset - 1)];
  return piece && piece.end > offset ? piece : undefined;
}

/** The piece that an offset touches, a word before all others. */
export function pieceAt(list: readonly Piece[], offset: number): Piece | undefined {
  const index = pieceIndex(list, offset);
  const touching = [list[index], list[index - 1]].filter(
    (piece): piece is Piece => piece !== undefined && piece.start <= offset && offset <= piece.end,
  );
  return touching.find(({ kind }) => kind === 'word') ?? touching[0];
}
