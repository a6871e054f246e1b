/** What kind of name a place in a C text asks for. */
import type { Expression } from '../../c';
import { type CType, isComplete } from '../../image';
import type { CDocument } from './document';
import { type Piece, pieceAround, pieceIndex } from './pieces';

export type Wanted =
  | { readonly kind: 'nothing' | 'anything' | 'tag' | 'label' | 'directive' }
  | { readonly kind: 'header'; readonly quoted: boolean }
  | { readonly kind: 'member'; readonly record: CType };

export interface CompletionPlace {
  /** The word that is being written. */
  readonly start: number;
  readonly end: number;
  readonly wanted: Wanted;
}

export function placeOf(document: CDocument, offset: number): CompletionPlace {
  const { pieces } = document;
  const around = pieceAround(pieces, offset);
  const header = headerPlace(document, offset);
  if (header) return header;
  const here = { start: offset, end: offset };
  if (around && !['word', 'mark', 'directive'].includes(around.kind))
    return { ...here, wanted: { kind: 'nothing' } };
  const touched = pieces[pieceIndex(pieces, offset - 1)];
  const inside = touched && offset <= touched.end ? touched : undefined;
  if (inside?.kind === 'comment' && isOpen(document, inside)) return { ...here, wanted: { kind: 'nothing' } };
  if (inside?.kind === 'number') return { ...here, wanted: { kind: 'nothing' } };
  if (inside?.kind === 'directive') {
    const start = inside.end - (/\w*$/.exec(document.text.slice(inside.start, inside.end))?.[0].length ?? 0);
    return { start, end: inside.end, wanted: { kind: 'directive' } };
  }
  const word = inside?.kind === 'word' ? inside : undefined;
  const span = word ? { start: word.start, end: word.end } : here;
  return { ...span, wanted: byWordBefore(document, span.start) };
}

/** A line comment, or a block comment without its end: what is written behind it belongs to it. */
const isOpen = ({ text }: CDocument, { start, end }: Piece): boolean =>
  text[start + 1] === '/' || !text.slice(start + 2, end).endsWith('*/');

/** Within the name of an `#include`, up to the last slash. */
function headerPlace({ text, file }: CDocument, offset: number): CompletionPlace | undefined {
  const { line, column } = file.position(offset);
  const match = /^[ \t]*#[ \t]*include[ \t]*([<"])([^<>"]*)$/.exec(file.line(line).slice(0, column));
  if (!match) return undefined;
  const rest = /^[^<>"\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const start = offset - (match[2]?.length ?? 0);
  return { start, end: offset + rest.length, wanted: { kind: 'header', quoted: match[1] === '"' } };
}

function byWordBefore(document: CDocument, start: number): Wanted {
  const { pieces, text } = document;
  const at = pieceIndex(pieces, start - 1);
  const before = pieces[at];
  const spelt = before && text.slice(before.start, before.end);
  if (!before || spelt === undefined) return { kind: 'anything' };
  if (/^(struct|union|enum)$/.test(spelt)) return { kind: 'tag' };
  if (spelt === 'goto') return { kind: 'label' };
  if (spelt !== '.' && spelt !== '->') return { kind: 'anything' };
  const record = objectBefore(document, before, spelt === '->') ?? designated(document, at);
  return record ? { kind: 'member', record } : { kind: 'nothing' };
}

/** The struct or union whose member is being named: what stands before the dot, however the rest breaks off. */
function objectBefore({ index, path, text }: CDocument, mark: Piece, arrow: boolean): CType | undefined {
  let best: Expression | undefined;
  const consider = (node: Expression) => {
    const { file, start, end } = node.span;
    if (file.path !== path || end > mark.start || text.slice(end, mark.start).trim() !== '') return;
    if (recordOf(node.type, arrow) && (!best || start < best.span.start)) best = node;
  };
  for (const node of index.tables.expressions) {
    consider(node);
    if (node.kind === 'error' && node.broken?.kind === 'member') consider(node.broken.object);
  }
  return best && recordOf(best.type, arrow);
}

/** A record, or what a pointer or an array leads to; of a value before `->`, and of a pointer before a dot, all the same. */
function recordOf(type: CType, arrow: boolean): CType | undefined {
  if (type.kind === 'record') return isComplete(type) ? type : undefined;
  if (type.kind === 'pointer') return recordOf(type.target, arrow);
  return type.kind === 'array' && arrow ? recordOf(type.element, arrow) : undefined;
}

/** `struct point p = { .|`: the variable before the brace. */
function designated({ pieces, text, index, path }: CDocument, dot: number): CType | undefined {
  const spelt = (at: number) => text.slice(pieces[at]?.start, pieces[at]?.end);
  if (!/^[{,]$/.test(spelt(dot - 1))) return undefined;
  let depth = 0;
  for (let at = dot - 1; at > 0; at--) {
    const mark = spelt(at);
    if (mark === '}') depth++;
    if (mark === ';') return undefined;
    if (mark !== '{' || depth-- > 0) continue;
    let name = spelt(at - 1) === '=' ? at - 2 : -1;
    while (name > 0 && pieces[name]?.kind !== 'word') name--;
    const piece = pieces[name];
    const found = piece && index.at(path, piece.start)[0]?.entity.type;
    return found && recordOf(found, true);
  }
  return undefined;
}
