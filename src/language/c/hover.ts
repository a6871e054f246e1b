/** What is said about the name, the macro or the constant under the pointer. */
import type { Expansion } from '../../c';
import type { Span } from '../../source';
import type { Hover } from '../results';
import type { CDocument } from './document';
import { code, documentationOf, valueText } from './documentation';
import { entitiesAt, mentionAt } from './meaning';
import { pieceAt } from './pieces';
import type { Units } from './units';

export function hover(document: CDocument, offset: number, units: Units): Hover | undefined {
  const mention = mentionAt(document, offset);
  if (mention) {
    const texts = entitiesAt(document, offset).map(each => documentationOf(each, document.path, units));
    const expansion = expansionAt(document, offset);
    if (expansion) texts.push(...expandedText(document, expansion));
    return { text: [...new Set(texts)].join('\n\n---\n\n'), span: mention.span };
  }
  return constantAt(document, offset);
}

function expansionAt({ index, path }: CDocument, offset: number): Expansion | undefined {
  return index.tables.expansions.find(
    ({ span, expansion }) =>
      !expansion && span.file.path === path && span.start <= offset && offset <= span.end,
  );
}

/** Characters of what a macro becomes that a hover shows. */
const shownExpansion = 2000;

/** What a macro becomes, and the value of that if it is a constant. */
function expandedText({ index }: CDocument, { extent, text }: Expansion): string[] {
  const expanded = text();
  const shown = expanded.length > shownExpansion ? `${expanded.slice(0, shownExpansion)} ...` : expanded;
  const parts = [`Expands to\n\n${code(shown)}`];
  const isWhole = ({ file, start, end }: Span) =>
    file === extent.file && start === extent.start && end <= extent.end;
  // The last is the outermost.
  const value = index.tables.expressions.filter(node => isWhole(node.span)).at(-1);
  const constant = value && valueText(value);
  return constant === undefined ? parts : [...parts, constant];
}

/** A literal, or an expression that the compiler knows the value of: `sizeof x`. */
function constantAt(document: CDocument, offset: number): Hover | undefined {
  const piece = pieceAt(document.pieces, offset);
  if (!piece || !['number', 'character', 'word'].includes(piece.kind)) return undefined;
  const node = document.index.expressionAt(document.path, offset);
  const text = node && valueText(node);
  return node && text !== undefined ? { text, span: node.span } : undefined;
}
