/** The guest's C library as an archive: members are made, or unpacked, only when something needs them. */
import type { ObjectFile } from '../image';
import { type Diagnostic, hasErrors } from '../source';
import { type BuildCache } from './build-cache';
import { type GuestFiles, buildWorld, guestHeaders, guestRoot, sourcesUnder, treeOf } from './files';
import { translate } from './translate';

export interface LibraryMember {
  readonly path: string;
  /** Names of the symbols that it defines for others. */
  readonly defines: readonly string[];
  object(): ObjectFile;
}

export interface Library {
  readonly members: readonly LibraryMember[];
  /** Errors in its sources. */
  readonly diagnostics: readonly Diagnostic[];
}

const libraries = new WeakMap<GuestFiles, Library>();

/** The library of these guest sources, which do not change while it is in use. */
export function libraryOf(guest: GuestFiles, cache: BuildCache): Library {
  let library = libraries.get(guest);
  if (!library) libraries.set(guest, (library = prebuiltLibrary(guest) ?? translatedLibrary(guest, cache)));
  return library;
}

function prebuiltLibrary(guest: GuestFiles): Library | undefined {
  if (!guest.prebuilt) return undefined;
  return { members: guest.prebuilt.library, diagnostics: [] };
}

function translatedLibrary(guest: GuestFiles, cache: BuildCache): Library {
  const files = buildWorld(treeOf(new Map()), guest);
  const paths = sourcesUnder(files, `${guestRoot}/lib`);
  const translated = paths.map(path => translate(path, { files, includePaths: [guestHeaders], cache }));
  return {
    members: translated.map(({ object }) => ({
      path: object.name,
      defines: definedBy(object),
      object: () => object,
    })),
    diagnostics: translated.flatMap(({ diagnostics }) => (hasErrors(diagnostics) ? diagnostics : [])),
  };
}

/** Names of the symbols that an object defines for others. */
export function definedBy(object: ObjectFile): string[] {
  return object.symbols
    .filter(symbol => symbol.binding !== 'local' && symbol.place !== undefined)
    .map(symbol => symbol.name);
}

/** The members that these objects need, and those that the members need, in the order of the library. */
export function membersFor(objects: readonly ObjectFile[], entry: string, library: Library): ObjectFile[] {
  const definedIn = new Map<string, LibraryMember>();
  for (const member of library.members)
    for (const name of member.defines) if (!definedIn.has(name)) definedIn.set(name, member);
  const defined = new Set(objects.flatMap(definedBy));
  const taken = new Map<LibraryMember, ObjectFile>();
  const wanted = [entry, ...objects.flatMap(neededBy)];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const member = defined.has(name) ? undefined : definedIn.get(name);
    if (!member || taken.has(member)) continue;
    const object = member.object();
    taken.set(member, object);
    for (const other of member.defines) defined.add(other);
    wanted.push(...neededBy(object));
  }
  return library.members.flatMap(member => taken.get(member) ?? []);
}

function neededBy(object: ObjectFile): string[] {
  return object.symbols
    .filter(symbol => symbol.binding === 'global' && symbol.place === undefined)
    .map(symbol => symbol.name);
}
