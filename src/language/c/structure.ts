/** Parts of a text that can be folded away, and the parts around a place, from its word to the whole. */
import type { Span } from '../../source';
import type { Fold } from '../results';
import type { CDocument } from './document';
import { type Piece, pieceAt } from './pieces';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Brackets with what is between them, in the order in which they close; those without a partner are left out. */
function brackets({ pieces, text }: CDocument): Range[] {
  const found: Range[] = [];
  const open: { readonly mark: string; readonly start: number }[] = [];
  for (const { kind, start, end } of pieces) {
    if (kind !== 'mark') continue;
    const mark = text.slice(start, end);
    if (mark === '(' || mark === '[' || mark === '{') open.push({ mark, start });
    else if (mark === ')' || mark === ']' || mark === '}') {
      const partner = mark === ')' ? '(' : mark === ']' ? '[' : '{';
      if (open.at(-1)?.mark !== partner) continue;
      found.push({ start: open.pop()?.start ?? start, end });
    }
  }
  return found;
}

export function folds(document: CDocument): Fold[] {
  const { file, text } = document;
  const lineOf = (offset: number) => file.position(offset).line;
  const blocks = brackets(document).filter(({ start }) => text[start] !== '[');
  const found = [
    ...blocks.map(({ start, end }): Fold => ({ start: lineOf(start), end: lineOf(end) - 1, kind: 'region' })),
    ...groupFolds(document),
    ...runs(document, ({ kind }) => kind === 'comment', 'comment'),
    ...runs(document, piece => /^#[ \t]*include/.test(text.slice(piece.start, piece.end)), 'imports'),
  ];
  return found.filter(({ start, end }) => end > start);
}

/** Pieces of one kind on lines that follow each other, with nothing else on them. */
function runs({ pieces, file }: CDocument, belongs: (piece: Piece) => boolean, kind: Fold['kind']): Fold[] {
  const found: Fold[] = [];
  let lastLine = -1;
  for (const piece of pieces) {
    const start = file.position(piece.start).line;
    const end = file.position(piece.end).line;
    const last = found.at(-1);
    if (!belongs(piece)) lastLine = Math.max(lastLine, end);
    else if (start > lastLine) {
      if (last && last.end + 1 === start) found[found.length - 1] = { ...last, end };
      else found.push({ start, end, kind });
    }
  }
  return found;
}

/** From each `#if`, `#elif` or `#else` to the next of its group. */
function groupFolds({ pieces, text, file }: CDocument): Fold[] {
  const found: Fold[] = [];
  const open: number[] = [];
  for (const { kind, start, end } of pieces) {
    if (kind !== 'directive') continue;
    const name = text.slice(start + 1, end).trim();
    const { line } = file.position(start);
    if (/^(el(se|if|ifdef|ifndef)|endif)$/.test(name)) {
      const from = open.pop();
      if (from !== undefined) found.push({ start: from, end: line - 1, kind: 'region' });
    }
    if (/^(if|ifdef|ifndef|el(se|if|ifdef|ifndef))$/.test(name)) open.push(line);
  }
  return found;
}

/** The word, the expressions, brackets, lines and definitions around an offset, each within the next. */
export function selection(document: CDocument, offset: number): Span[] {
  const { file, text, index, path, pieces } = document;
  const { line } = file.position(offset);
  const start = file.lineStarts[line] ?? 0;
  const own = file.line(line);
  const piece = pieceAt(pieces, offset);
  const spans = [
    ...index.tables.expressions.map(({ span }) => span),
    ...index.tables.entities.flatMap(each => each.extent ?? []),
  ];
  const candidates: Range[] = [
    ...(piece ? [piece] : []),
    ...spans.filter(span => span.file.path === path),
    ...brackets(document).flatMap(each => [{ start: each.start + 1, end: each.end - 1 }, each]),
    { start: start + own.length - own.trimStart().length, end: start + own.trimEnd().length },
    { start: 0, end: text.length },
  ];
  const around = candidates.filter(
    each => each.start <= offset && offset <= each.end && each.start < each.end,
  );
  around.sort((one, other) => one.end - one.start - (other.end - other.start));
  const chain: Range[] = [];
  for (const each of around) {
    const last = chain.at(-1);
    const isLarger = !last || each.end - each.start > last.end - last.start;
    if (isLarger && (!last || (each.start <= last.start && last.end <= each.end))) chain.push(each);
  }
  return chain.map(each => ({ file, start: each.start, end: each.end }));
}
