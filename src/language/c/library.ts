/** What the headers that come with the tools declare, and which of them: for names that a source has not got yet. */
import type { Entity } from '../../c';
import { Reads, SourceFile } from '../../source';
import type { Edit } from '../results';
import { type CDocument, understood } from './document';
import { isDeclaring } from './meaning';
import type { Units } from './units';

export interface LibraryName {
  readonly entity: Entity;
  /** As it is included: `sys/wait.h`. */
  readonly header: string;
}

const known = new WeakMap<Units, ReadonlyMap<string, LibraryName>>();

/** Names that a program may use; those that begin with an underscore are the library's own. */
export function libraryNames(units: Units): ReadonlyMap<string, LibraryName> {
  const names = known.get(units) ?? readHeaders(units);
  known.set(units, names);
  return names;
}

/** Names of all headers in the folders where they are looked for. */
export function bundledHeaders({ bundled, includePaths }: Units): string[] {
  return includePaths.flatMap(folder =>
    bundled
      .filter(path => path.startsWith(`${folder}/`) && path.endsWith('.h'))
      .map(path => path.slice(folder.length + 1)),
  );
}

function readHeaders(units: Units): ReadonlyMap<string, LibraryName> {
  const names = new Map<string, LibraryName>();
  const text = bundledHeaders(units).map(header => `#include <${header}>\n`);
  const document = understood(new SourceFile('', text.join('')), new Reads(units.files), units.language);
  for (const entity of document.index.tables.entities) {
    const place = entity.mentions.find(isDeclaring)?.span.file.path;
    const folder = units.includePaths.find(each => place?.startsWith(`${each}/`));
    const isGlobal = entity.macro ?? (entity.scope === document.index.tables.scopes[0] && entity.symbol);
    if (place === undefined || folder === undefined || !isGlobal) continue;
    if (!entity.name.startsWith('_') && !names.has(entity.name))
      names.set(entity.name, { entity, header: place.slice(folder.length + 1) });
  }
  return names;
}

/** The line that includes a header, where those of the file stand; nothing if it is included already. */
export function includeEdit(document: CDocument, header: string): Edit | undefined {
  const { file, index, path } = document;
  const own = index.tables.inclusions.filter(({ span }) => span.file.path === path);
  if (own.some(({ name }) => name === header)) return undefined;
  const last = own.filter(({ span }) => file.text[span.start] === '<').at(-1) ?? own.at(-1);
  const line = last ? file.position(last.span.end).line + 1 : firstLine(document);
  const start = file.lineStarts[line] ?? file.text.length;
  const isEnd = start === file.text.length && !file.text.endsWith('\n') && start > 0;
  return { span: { file, start, end: start }, text: `${isEnd ? '\n' : ''}#include <${header}>\n` };
}

/** Below the comment that a file opens with. */
function firstLine({ pieces, file }: CDocument): number {
  const [first] = pieces;
  return first?.kind === 'comment' && first.start === 0 ? file.position(first.end).line + 1 : 0;
}
