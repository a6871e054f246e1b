/** A C text cut into pieces as it is written: before any macro is replaced, and with comments. */
import { lastAtMost } from '../../source';

export interface Piece {
  readonly kind: 'comment' | 'string' | 'character' | 'word' | 'number' | 'directive' | 'mark';
  readonly start: number;
  readonly end: number;
}

/** A directive is `#` with its name, and for `#include` the header's name. */
const pattern = new RegExp(
  [
    /(?<comment>\/\*[^]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*)/,
    /(?<directive>(?<=^[ \t]*)#[ \t]*(?:include(?:_next)?[ \t]*(?:<[^>\n]*>?|"[^"\n]*"?)?|\w*))/,
    /(?<string>"(?:\\[^]|[^"\\\n])*"?)/,
    /(?<character>'(?:\\[^]|[^'\\\n])*'?)/,
    /(?<word>[A-Za-z_$][\w$]*)/,
    /(?<number>\.?\d(?:[eEpP][+-]|[\w.])*)/,
    /(?<mark>->|\+\+|--|<<=?|>>=?|&&|\|\||\.{3}|[-+*/%&|^=!<>]=|[^\s\w])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (const match of text.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? ['mark'];
    found.push({ kind: kind as Piece['kind'], start: match.index, end: match.index + match[0].length });
  }
  return found;
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
