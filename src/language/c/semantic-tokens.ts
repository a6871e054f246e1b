/** What each name is, beyond what a grammar can tell. */
import type { Entity, EntityKind, Mention } from '../../c';
import { CONST } from '../../image';
import type { SemanticToken, TokenModifier, TokenType } from '../results';
import type { CDocument } from './document';
import { isBundled, isDeclaring } from './meaning';

const types: Readonly<Record<EntityKind, TokenType>> = {
  variable: 'variable',
  parameter: 'parameter',
  function: 'function',
  typedef: 'type',
  enumerator: 'enumMember',
  struct: 'struct',
  union: 'struct',
  enum: 'enum',
  member: 'property',
  label: 'label',
  macro: 'macro',
  builtin: 'macro',
};

/** In the order of the text, none overlapping another. */
export function semanticTokens({ index, path, text }: CDocument): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const mention of index.mentionsIn(path)) {
    const { span, entity } = mention;
    const isName = span.start >= end && span.end > span.start && text.startsWith(entity.name, span.start);
    if (!isName || entity.name === '') continue;
    end = span.start + entity.name.length;
    tokens.push({ start: span.start, end, type: types[entity.kind], modifiers: modifiersOf(mention) });
  }
  return tokens;
}

function modifiersOf({ role, entity }: Mention): TokenModifier[] {
  const modifiers: TokenModifier[] = [];
  if (role === 'definition') modifiers.push('definition');
  if (role === 'declaration') modifiers.push('declaration');
  if (isLibrary(entity)) modifiers.push('defaultLibrary');
  if (entity.type && (entity.type.qualifiers & CONST) !== 0) modifiers.push('readonly');
  const { symbol } = entity;
  if (symbol && 'linkage' in symbol && symbol.linkage === 'internal') modifiers.push('static');
  return modifiers;
}

function isLibrary({ mentions, kind }: Entity): boolean {
  const first = mentions.find(isDeclaring);
  return (
    kind === 'builtin' ||
    (first !== undefined && isBundled(first.span) && first.span.file.path.includes('/include/'))
  );
}
