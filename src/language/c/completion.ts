/** What can be written at a place of a C source. */
import { type Entity, type EntityKind, keywordsToWrite } from '../../c';
import { allMembers, printDeclaration } from '../../image';
import { folderOf } from '../../source';
import type { Completion, CompletionKind, Completions } from '../results';
import { placeOf } from './completion-place';
import type { CDocument } from './document';
import { declarationText, documentationOf } from './documentation';
import { bundledHeaders, includeEdit, libraryNames } from './library';
import { snippetsAt } from './snippets';
import type { Units } from './units';

/** What a character alone brings up: nothing that could be written anywhere. */
const byItself = new Set(['member', 'header', 'directive']);

/** `unasked`: a character was typed, and nobody has asked. */
export function complete(document: CDocument, offset: number, units: Units, unasked = false): Completions {
  const { start, end, wanted } = placeOf(document, offset);
  const span = { file: document.file, start, end };
  const items = (): readonly Completion[] => {
    if (unasked && !byItself.has(wanted.kind)) return [];
    switch (wanted.kind) {
      case 'nothing':
        return [];
      case 'header':
        return headers(document, wanted.quoted, units);
      case 'directive':
        return directives;
      case 'tag':
        return tags(document, start, units);
      case 'label':
        return labels(document, offset, units);
      case 'member':
        return wanted.record.kind === 'record' ? members(document, wanted.record.definition, units) : [];
      default:
        return anything(document, start, units);
    }
  };
  return { span, items: items() };
}

const kinds: Readonly<Record<EntityKind, CompletionKind>> = {
  variable: 'variable',
  parameter: 'variable',
  function: 'function',
  typedef: 'type',
  enumerator: 'enumerator',
  struct: 'type',
  union: 'type',
  enum: 'type',
  member: 'member',
  label: 'label',
  macro: 'macro',
  builtin: 'constant',
};

function entityItem(entity: Entity, rank: number, document: CDocument, units: Units): Completion {
  const [detail = ''] = declarationText(entity).split('\n');
  return {
    label: entity.name,
    kind: kinds[entity.kind],
    detail,
    documentation: () => documentationOf(entity, document.path, units),
    snippet: called(entity),
    rank,
  };
}

/** A function comes with its parentheses, and the cursor between them if something goes there. */
function called({ name, type, kind, macro }: Entity): string {
  const escaped = name.replace(/\$/g, '\\$');
  if (macro) return macro.parameters ? `${escaped}($1)` : escaped;
  if (kind !== 'function' || type?.kind !== 'function') return escaped;
  return type.parameters.length > 0 || type.variadic || !type.prototype ? `${escaped}($1)` : `${escaped}()`;
}

const word = (label: string, kind: CompletionKind, rank: number, detail = ''): Completion => ({
  label,
  kind,
  detail,
  documentation: '',
  snippet: label.replace(/\$/g, '\\$'),
  rank,
});

const keywordItems = keywordsToWrite().map(name => word(name, 'keyword', 4));

const directives = [
  ...['include', 'define', 'undef', 'if', 'ifdef', 'ifndef', 'elif', 'else', 'endif', 'error', 'warning'],
  ...['pragma', 'line'],
].map(name => word(name, 'directive', 1));

/** Names that are there for the compiler and the library alone. */
const isInternal = ({ name }: Entity): boolean => name.startsWith('__');

function anything(document: CDocument, start: number, units: Units): Completion[] {
  const { index, path } = document;
  const visible = index.visibleAt(path, start).filter(each => !isTag(each) && !isInternal(each));
  const macros = index
    .macrosAt(path, start)
    .filter(each => !isInternal(each) && each.mentions[0]?.span.file.path !== '<built-in>');
  const own = [...visible, ...macros].map(entity =>
    entityItem(entity, rankOf(entity, document), document, units),
  );
  const names = new Set(own.map(({ label }) => label));
  const library = [...libraryNames(units).values()].flatMap(({ entity, header }): Completion[] => {
    if (names.has(entity.name)) return [];
    const edit = includeEdit(document, header);
    const item = entityItem(entity, 6, document, units);
    return [{ ...item, detail: `${item.detail}  <${header}>`, ...(edit && { edits: [edit] }) }];
  });
  return [...own, ...keywordItems, ...snippetsAt(document, start, visible), ...library];
}

/** Names of the function before those of the file, and those before what headers bring. */
function rankOf({ scope, mentions }: Entity, { index, path }: CDocument): number {
  if (scope && scope !== index.tables.scopes[0]) return 1;
  return mentions[0]?.span.file.path === path ? 2 : 3;
}

const isTag = ({ kind }: Entity): boolean => kind === 'struct' || kind === 'union' || kind === 'enum';

function tags(document: CDocument, start: number, units: Units): Completion[] {
  const visible = document.index.visibleAt(document.path, start);
  return visible.filter(isTag).map(entity => entityItem(entity, 1, document, units));
}

function labels(document: CDocument, offset: number, units: Units): Completion[] {
  const owner = document.index.scopeAt(document.path, offset)?.owner;
  return document.index.tables.entities
    .filter(({ kind, container }) => kind === 'label' && container === owner)
    .map(entity => entityItem(entity, 1, document, units));
}

function members(
  document: CDocument,
  definition: Parameters<typeof allMembers>[0],
  units: Units,
): Completion[] {
  return allMembers(definition).map(member => {
    const entity = document.index.tables.entities.find(
      each => each.kind === 'member' && each.name === member.name && isOf(each, definition),
    );
    if (entity)
      return {
        ...entityItem(entity, 1, document, units),
        detail: printDeclaration(member.type, member.name),
      };
    return word(member.name, 'member', 1, printDeclaration(member.type, member.name));
  });
}

const isOf = ({ container }: Entity, definition: object): boolean =>
  container?.type?.kind === 'record' && container.type.definition === definition;

/** Headers that come with the tools, and those beside the source. */
function headers(document: CDocument, quoted: boolean, units: Units): Completion[] {
  const bundled = bundledHeaders(units).map(name => word(name, 'file', 2));
  if (!quoted) return bundled;
  const folder = folderOf(document.path);
  const names = document.path.startsWith('ringside:')
    ? units.bundled.filter(path => folderOf(path) === folder).map(path => path.slice(folder.length + 1))
    : units.files.list(folder);
  return [...names.filter(name => name.endsWith('.h')).map(name => word(name, 'file', 1)), ...bundled];
}
