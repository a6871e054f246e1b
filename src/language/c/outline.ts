/** What a source declares, as a tree. */
import type { Entity, EntityKind } from '../../c';
import { printType } from '../../image';
import type { Span } from '../../source';
import type { OutlineItem, SymbolKind } from '../results';
import type { CDocument } from './document';

const kinds: Partial<Record<EntityKind, SymbolKind>> = {
  function: 'function',
  variable: 'variable',
  typedef: 'type',
  enumerator: 'enumerator',
  struct: 'struct',
  union: 'struct',
  enum: 'enum',
  member: 'member',
  macro: 'macro',
};

export function outline(document: CDocument): OutlineItem[] {
  const { entities, scopes } = document.index.tables;
  const inner = new Map<Entity, Entity[]>();
  for (const entity of entities) {
    if (!entity.container) continue;
    const list = inner.get(entity.container);
    if (list) list.push(entity);
    else inner.set(entity.container, [entity]);
  }
  const top = entities.filter(
    entity => entity.macro ?? ((entity.scope === scopes[0] || isNameless(entity)) && !entity.container),
  );
  const items = top.flatMap(entity => itemOf(entity, document, inner) ?? []);
  return items.sort((one, other) => one.selection.start - other.selection.start);
}

const isNameless = ({ name, kind }: Entity): boolean =>
  name === '' && (kind === 'struct' || kind === 'union' || kind === 'enum');

function itemOf(
  entity: Entity,
  document: CDocument,
  inner: ReadonlyMap<Entity, readonly Entity[]>,
): OutlineItem | undefined {
  const kind = kinds[entity.kind];
  const selection = placeIn(entity, document);
  if (!kind || !selection) return undefined;
  const { extent } = entity;
  const isAround =
    extent?.file.path === document.path && extent.start <= selection.start && selection.end <= extent.end;
  const children = (inner.get(entity) ?? []).flatMap(each => itemOf(each, document, inner) ?? []);
  return {
    name: entity.name || `${entity.kind} {...}`,
    kind,
    detail: detailOf(entity),
    span: isAround ? extent : selection,
    selection,
    children: children.filter(child => child.kind !== 'function'),
  };
}

function detailOf({ kind, type, symbol }: Entity): string {
  if (symbol?.kind === 'enumerator') return `= ${symbol.value}`;
  return type && (kind === 'variable' || kind === 'member' || kind === 'function') ? printType(type) : '';
}

/** Where it is defined in this file, or else declared first; of what has no name, its keyword. */
function placeIn({ mentions, extent, name }: Entity, { path }: CDocument): Span | undefined {
  const own = mentions.filter(({ span, expansion }) => span.file.path === path && !expansion);
  const found =
    own.find(({ role }) => role === 'definition') ?? own.find(({ role }) => role === 'declaration');
  if (found) return found.span;
  if (name !== '' || extent?.file.path !== path) return undefined;
  return { ...extent, end: Math.min(extent.end, extent.start + 'enum'.length) };
}
