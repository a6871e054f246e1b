/** From a name to what it stands for, and back: also into the library and the kernel, and through headers. */
import type { Entity } from '../../c';
import { systemCalls } from '../../isa';
import { SourceFile, type Span, textOf } from '../../source';
import type { Highlight } from '../results';
import type { CDocument } from './document';
import { distinct, entitiesAt, everywhere, isDeclaring } from './meaning';
import type { Units } from './units';

/** Where a name is defined; the start of a header for the name in an `#include`. */
export function definition(document: CDocument, offset: number, units: Units): Span[] {
  const header = headerAt(document, offset);
  if (header) return [header];
  return distinct(entitiesAt(document, offset).flatMap(entity => definitionsOf(entity, document, units)));
}

function headerAt(document: CDocument, offset: number): Span | undefined {
  const found = document.index.tables.inclusions.find(
    ({ span }) => span.file.path === document.path && span.start <= offset && offset <= span.end,
  );
  return found?.file && { file: found.file, start: 0, end: 0 };
}

/** The definitions of a thing, in the sources around and in the library if need be; else its declarations. */
export function definitionsOf(entity: Entity, document: CDocument, units: Units): Span[] {
  const own = defining(entity);
  if (own.length > 0) return own;
  const { kind } = entity.symbol ?? {};
  if (kind !== 'function' && kind !== 'object') return declarationsOf(entity);
  const around = everywhere(entity, document, units).flatMap(defining);
  if (around.length > 0) return around;
  const bundled = bundledDefinition(entity.name, units);
  return bundled ? [bundled] : declarationsOf(entity);
}

const defining = ({ mentions }: Entity): Span[] =>
  mentions.filter(({ role }) => role === 'definition').map(({ span }) => span);

const declarationsOf = ({ mentions }: Entity): Span[] => mentions.filter(isDeclaring).map(({ span }) => span);

/** A function or a variable of the library, by its name: in C, or a label in assembly. */
export function bundledDefinition(name: string, units: Units): Span | undefined {
  const stub = stubOf(name, units);
  if (stub) return stub;
  const library = units.bundled.filter(path => path.includes('/lib/'));
  // Where a line at the margin has the name: nothing else defines it.
  const atMargin = new RegExp(`^[A-Za-z_][^\\n;]*\\b${name}\\b`, 'm');
  const sources = library.filter(path => path.endsWith('.c') && atMargin.test(units.textOf(path) ?? ''));
  for (const { index } of units.mentioning(sources, name))
    for (const entity of index.tables.entities)
      if (entity.name === name && entity.symbol && entity.scope === index.tables.scopes[0]) {
        const [span] = defining(entity);
        if (span) return span;
      }
  return labelIn(
    library.filter(path => path.endsWith('.toy')),
    name,
    units,
  );
}

/** The stub of a system call in the library. */
export function stubOf(name: string, units: Units): Span | undefined {
  const isCall = systemCalls.some(row => row.name === name || row.stub === name);
  return isCall
    ? labelIn(
        units.bundled.filter(path => path.endsWith('.toy')),
        name,
        units,
      )
    : undefined;
}

/** The first label of this name in some assembly sources. */
export function labelIn(paths: readonly string[], name: string, units: Units): Span | undefined {
  for (const path of paths) {
    const bytes = units.files.read(path);
    const text = bytes && textOf(bytes);
    const start = text === undefined ? -1 : `\n${text}`.indexOf(`\n${name}:`);
    if (text !== undefined && start >= 0)
      return { file: new SourceFile(path, text), start, end: start + name.length };
  }
  return undefined;
}

/** All places of a name that means something within one function alone. */
export function linked(document: CDocument, offset: number): Span[] {
  const { index, path, text } = document;
  const [entity, other] = entitiesAt(document, offset);
  const isLocal = entity?.kind === 'label' || (entity?.scope && entity.scope.kind !== 'file');
  if (!entity || other || !isLocal) return [];
  // What a macro has in its text may mean other things elsewhere.
  if (entity.mentions.some(({ expansion }) => expansion)) return [];
  const spans = distinct(entity.mentions.map(({ span }) => span));
  const isWritten = ({ file, start, end }: Span) =>
    file.path === path && text.slice(start, end) === entity.name;
  return index.at(path, offset).length > 0 && spans.every(isWritten) ? spans : [];
}

export function declaration(document: CDocument, offset: number): Span[] {
  return distinct(entitiesAt(document, offset).flatMap(declarationsOf));
}

/** Where the struct, union, enum or typedef of a thing is defined. */
export function typeDefinition(document: CDocument, offset: number): Span[] {
  const [entity] = entitiesAt(document, offset);
  let type = entity?.type ?? document.index.expressionAt(document.path, offset)?.type;
  while (
    type &&
    !type.alias &&
    (type.kind === 'pointer' || type.kind === 'array' || type.kind === 'function')
  )
    type = type.kind === 'pointer' ? type.target : type.kind === 'array' ? type.element : type.returns;
  if (!type) return [];
  const found = document.index.tables.entities.filter(other => {
    if (type.alias) return other.kind === 'typedef' && other.name === type.alias.name;
    if (type.kind === 'record')
      return other.type?.kind === 'record' && isTag(other) && other.type.definition === type.definition;
    return (
      type.kind === 'enum' &&
      other.type?.kind === 'enum' &&
      isTag(other) &&
      other.type.definition === type.definition
    );
  });
  return distinct(
    found.flatMap(other => (defining(other).length > 0 ? defining(other) : declarationsOf(other))),
  );
}

const isTag = ({ kind }: Entity): boolean => kind === 'struct' || kind === 'union' || kind === 'enum';

export function references(document: CDocument, offset: number, which: 'uses' | 'all', units: Units): Span[] {
  const things = entitiesAt(document, offset).flatMap(entity => everywhere(entity, document, units));
  const mentions = things.flatMap(entity => entity.mentions);
  return distinct(mentions.filter(each => which === 'all' || !isDeclaring(each)).map(({ span }) => span));
}

/** All places in this file; those that write it apart. */
export function highlights(document: CDocument, offset: number): Highlight[] {
  const spans = distinct(
    entitiesAt(document, offset)
      .flatMap(({ mentions }) => mentions.map(({ span }) => span))
      .filter(({ file }) => file.path === document.path),
  );
  const written = writtenEnds(document);
  return spans.map(span => ({ span, kind: written.has(span.end) ? 'write' : 'read' }));
}

/** Where the names end to which something is assigned. */
function writtenEnds({ index, path }: CDocument): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const node of index.tables.expressions)
    if (
      (node.kind === 'assign' || node.kind === 'update' || node.kind === 'increment') &&
      node.target.span.file.path === path
    )
      ends.add(node.target.span.end);
  return ends;
}
