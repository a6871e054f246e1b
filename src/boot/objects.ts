/** From the files of a program to what is linked: sources are translated, object files and archives are read. */
import { type ObjectFile, fileKind, isArchive, readMembers, readObject } from '../image';
import { type Diagnostic, type Said } from '../source';
import { isSource } from './files';
import { type LibraryMember, definedBy } from './library';
import { says } from './rules';
import { type TranslateOptions, translate } from './translate';

export interface LinkInput {
  /** Are linked in any case. */
  readonly objects: readonly ObjectFile[];
  /** Are linked where something needs them: those of archives. */
  readonly members: readonly LibraryMember[];
  readonly diagnostics: readonly Diagnostic[];
}

/** All of them, in their order. */
export function inputOf(paths: readonly string[], options: TranslateOptions): LinkInput {
  const all = paths.map(path => inputAt(path, options));
  return {
    objects: all.flatMap(({ objects }) => objects),
    members: all.flatMap(({ members }) => members),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

function inputAt(path: string, options: TranslateOptions): LinkInput {
  const bytes = options.files.read(path) ?? new Uint8Array();
  if (isArchive(bytes)) return archiveAt(path, bytes);
  if (fileKind(bytes) === 'object') return objectAt(path, bytes);
  if (!isSource(path)) return wrong(says('build-file-kind', { path }));
  const { object, diagnostics } = translate(path, options);
  return { objects: [object], members: [], diagnostics };
}

function objectAt(path: string, bytes: Uint8Array): LinkInput {
  const { object, problem } = readObject(bytes, path);
  if (!object) return wrong(says('build-object', { path, problem }));
  return { objects: [object], members: [], diagnostics: [] };
}

function archiveAt(path: string, bytes: Uint8Array): LinkInput {
  const { members: found, problem } = readMembers(bytes);
  if (!found) return wrong(says('build-archive', { path, problem }));
  const members: LibraryMember[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const member of found) {
    const name = `${path}(${member.name})`;
    const read = readObject(member.bytes, name);
    if (!read.object) diagnostics.push(says('build-object', { path: name, problem: read.problem }));
    else members.push(memberOf(read.object));
  }
  return { objects: [], members, diagnostics };
}

const memberOf = (object: ObjectFile): LibraryMember => ({
  path: object.name,
  defines: definedBy(object),
  object: () => object,
});

const wrong = (said: Said): LinkInput => ({ objects: [], members: [], diagnostics: [said] });
