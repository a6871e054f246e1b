/** The guest's C library as an archive: members are made, or unpacked, only when something needs them. */
import type { ObjectFile } from '../image';
import { replaceable } from '../linker';
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

/** The members that these objects need, and those that the members need, in the order of archives and library. */
export function membersFor(
  objects: readonly ObjectFile[],
  entry: string,
  archives: readonly LibraryMember[],
  system: readonly LibraryMember[],
): { library: ObjectFile[]; system: ObjectFile[] } {
  const [inArchives, inSystem] = [definers(archives), definers(system)];
  const defined = new Set(objects.flatMap(definedBy));
  const taken = new Map<LibraryMember, ObjectFile>();
  /** What a name stands for that nothing taken defines so far; the library goes by its own names. */
  const definerOf = (name: string, bySystem: boolean): LibraryMember | undefined => {
    const own = inSystem.get(name);
    if (bySystem && own && !replaceable.has(name)) return own;
    return defined.has(name) ? undefined : (inArchives.get(name) ?? own);
  };
  const wanted = [entry, ...objects.flatMap(neededBy)].map(name => ({ name, bySystem: false }));
  for (let use = wanted.pop(); use !== undefined; use = wanted.pop()) {
    const member = definerOf(use.name, use.bySystem);
    if (!member || taken.has(member)) continue;
    const object = member.object();
    taken.set(member, object);
    for (const other of member.defines) defined.add(other);
    const bySystem = inSystem.get(use.name) === member;
    wanted.push(...neededBy(object).map(name => ({ name, bySystem })));
  }
  const objectsOf = (members: readonly LibraryMember[]) => members.flatMap(member => taken.get(member) ?? []);
  return { library: objectsOf(archives), system: objectsOf(system) };
}

/** By the name of what it defines, the first member. */
function definers(members: readonly LibraryMember[]): Map<string, LibraryMember> {
  const found = new Map<string, LibraryMember>();
  for (const member of members)
    for (const name of member.defines) if (!found.has(name)) found.set(name, member);
  return found;
}

function neededBy(object: ObjectFile): string[] {
  return object.symbols
    .filter(symbol => symbol.binding === 'global' && symbol.place === undefined)
    .map(symbol => symbol.name);
}
