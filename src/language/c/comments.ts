/** The comment that belongs to a declaration: right above it, or behind it on its line. */
import type { SourceFile, Span } from '../../source';
import { type Piece, pieceIndex, pieces } from './pieces';

const cut = new WeakMap<SourceFile, readonly Piece[]>();

function piecesOf(file: SourceFile): readonly Piece[] {
  const known = cut.get(file) ?? pieces(file.text);
  cut.set(file, known);
  return known;
}

/** As Markdown; empty where there is none. */
export function commentOf(span: Span): string {
  const { file, start } = span;
  const list = piecesOf(file);
  const { line } = file.position(start);
  return above(file, list, line) || behind(span, list, line);
}

/** Comments that end on the line above, one under the other, and stand on lines of their own. */
function above(file: SourceFile, list: readonly Piece[], line: number): string {
  const texts: string[] = [];
  let next = line;
  for (let at = pieceIndex(list, (file.lineStarts[line] ?? 0) - 1); at >= 0; at--) {
    const piece = list[at];
    if (piece?.kind !== 'comment' || file.position(piece.end).line !== next - 1) break;
    const { line: first, column } = file.position(piece.start);
    if (file.line(first).slice(0, column).trim() !== '') break;
    texts.unshift(plain(file.text.slice(piece.start, piece.end)));
    next = first;
  }
  return texts.join('\n');
}

/** The next comment on the line, unless something else is declared before it. */
function behind({ file, start }: Span, list: readonly Piece[], line: number): string {
  let isOver = false;
  for (let at = pieceIndex(list, start) + 1; at < list.length; at++) {
    const piece = list[at];
    if (!piece || file.position(piece.start).line !== line) break;
    const text = file.text.slice(piece.start, piece.end);
    if (piece.kind === 'comment') return plain(text);
    if (isOver && piece.kind === 'word') break;
    isOver ||= text === ';' || text === ',';
  }
  return '';
}

/** Without the signs that make it a comment. */
function plain(comment: string): string {
  return comment
    .replace(/^\/\*+|\*+\/$|^\/\//g, '')
    .split('\n')
    .map(line => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim();
}
