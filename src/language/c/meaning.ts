/** What is named at a place, and where else the same thing is named, in this source and in those around it. */
import type { Entity, Mention } from '../../c';
import type { Span } from '../../source';
import type { CDocument } from './document';
import type { Units } from './units';

/** Things with a name at an offset, its end included. */
export function entitiesAt(document: CDocument, offset: number): Entity[] {
  return [...new Set(document.index.at(document.path, offset).map(({ entity }) => entity))];
}

/** The mention at an offset: where a name stands. */
export function mentionAt(document: CDocument, offset: number): Mention | undefined {
  return document.index.at(document.path, offset)[0];
}

function isExternal({ symbol }: Entity): boolean {
  return (symbol?.kind === 'function' || symbol?.kind === 'object') && symbol.linkage === 'external';
}

/** What tells one thing from another in all sources: for the linker its name, for the compiler alone its place. */
function keyOf(entity: Entity): string {
  if (isExternal(entity)) return entity.name;
  const first = entity.mentions[0];
  return `${entity.kind} ${first?.span.file.path} ${first?.span.start} ${first?.expansion?.start}`;
}

/** The same thing as others name it: an external name, or something in a shared header. */
function isShared(entity: Entity, document: CDocument): boolean {
  return (
    isExternal(entity) || !document.path.endsWith('.c') || entity.mentions[0]?.span.file !== document.file
  );
}

/** The thing in each of the sources that know it, this one first. */
export function everywhere(entity: Entity, document: CDocument, units: Units): Entity[] {
  if (entity.kind === 'builtin' || !isShared(entity, document)) return [entity];
  const key = keyOf(entity);
  const others = units
    .mentioning(units.around(document.path), entity.name)
    .filter(({ path }) => path !== document.path);
  const same = others.flatMap(({ index }) =>
    index.tables.entities.filter(other => other.name === entity.name && keyOf(other) === key),
  );
  return [entity, ...same];
}

/** Each place once. */
export function distinct(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter(({ file, start }) => {
    const key = `${start} ${file.path}`;
    return !seen.has(key) && seen.add(key);
  });
}

export const isDeclaring = ({ role }: Mention): boolean => role === 'definition' || role === 'declaration';

/** Where something comes with the tools. */
export const isBundled = ({ file }: Span): boolean => file.path.startsWith('ringside:');
