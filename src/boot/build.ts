/** Builds programs and kernels: sources and the guest's library in, an executable or diagnostics out. */
import type { LanguageOptions } from '../c';
import { type Executable, type ObjectFile, fileKind, readElf } from '../image';
import { type LinkMap, link } from '../linker';
import { memoryMap } from '../isa';
import { type Said, type Diagnostic, type FileReader, hasErrors, hex } from '../source';
import { BuildCache } from './build-cache';
import { type FileTree, type GuestFiles, buildWorld, guestHeaders, guestRoot, sourcesIn } from './files';
import { type Library, type LibraryMember, libraryOf, membersFor } from './library';
import { inputOf } from './objects';
import { partsOf } from './parts';
import { says } from './rules';
import { ownStubs } from './system-calls';

export interface BuildOptions extends LanguageOptions {
  readonly files: FileTree;
  readonly guest: GuestFiles;
  /** Searched for headers before the guest's own. */
  readonly includePaths?: readonly string[];
  readonly cache?: BuildCache;
}

export interface Built {
  /** Absent if there are errors. */
  readonly executable?: Executable;
  readonly diagnostics: readonly Diagnostic[];
  /** How the linker laid it out; absent for a file that was already built. */
  readonly map?: LinkMap;
}

interface ProgramOptions extends BuildOptions {
  readonly parts: readonly string[];
  /** The kernel that it is to run on, where that is not the bundled one: it may have system calls of its own. */
  readonly kernel?: Executable;
}

/** The program of these parts, each a file or a folder of files; or the executable that the only part already is. */
export function buildProgram(options: ProgramOptions): Built {
  const { guest, includePaths = [] } = options;
  const files = buildWorld(options.files, guest);
  const { paths, diagnostics } = partsOf(options.parts, files);
  const [path, ...others] = paths;
  if (path === undefined || hasErrors(diagnostics)) return { diagnostics };
  const bytesOf = (part: string) => files.read(part) ?? new Uint8Array();
  const executable = paths.find(part => fileKind(bytesOf(part)) === 'executable');
  if (executable !== undefined && others.length > 0)
    return failure(says('build-executable-part', { path: executable }));
  if (executable !== undefined) return readProgram(path, bytesOf(path));
  return buildSources(paths, memoryMap.userBase, {
    ...options,
    files,
    includePaths: [...includePaths, guestHeaders],
    problem: () => undefined,
    stubs: options.kernel ? ownStubs(options.kernel) : [],
  });
}

/** The kernel in a folder; without one, the kernel that comes with Ringside. */
export function buildKernel(options: BuildOptions & { readonly folder?: string }): Built {
  const { folder, guest, includePaths = [] } = options;
  if (folder === undefined && guest.prebuilt) return { executable: guest.prebuilt.kernel(), diagnostics: [] };
  const home = folder ?? `${guestRoot}/kernel`;
  const world = buildWorld(options.files, guest);
  const sources = sourcesIn(world, home);
  if (sources.length === 0) return failure(says('build-kernel-missing', { home }));
  return buildSources(sources, memoryMap.ramBase, {
    ...options,
    files: world,
    includePaths: [home, ...includePaths, guestHeaders],
    problem: objects => missingStart(home, objects),
  });
}

/** A kernel starts by itself; the library's start is for programs. */
function missingStart(home: string, objects: readonly ObjectFile[]): Diagnostic | undefined {
  const starts = objects.flatMap(object =>
    object.symbols
      .filter(({ name, place }) => name === entry && place)
      .map(({ binding }) => ({ object, binding })),
  );
  if (starts.some(({ binding }) => binding !== 'local')) return undefined;
  const hint = starts[0]
    ? `${starts[0].object.name} has one that is local to it: make it global`
    : 'the machine starts at a global symbol of this name';
  return { ...says('build-kernel-start', { home, entry }), hint };
}

const entry = '_start';

interface SourceOptions extends BuildOptions {
  /** What speaks against linking the objects. */
  problem(objects: readonly ObjectFile[]): Diagnostic | undefined;
  readonly stubs?: readonly LibraryMember[];
}

function buildSources(
  paths: readonly string[],
  base: number,
  {
    files,
    guest,
    includePaths = [],
    cache = new BuildCache(),
    problem,
    stubs = [],
    ...language
  }: SourceOptions,
): Built {
  const { objects, members, diagnostics } = inputOf(paths, { ...language, files, includePaths, cache });
  if (hasErrors(diagnostics)) return { diagnostics };
  const found = problem(objects);
  if (found) return { diagnostics: [...diagnostics, found] };
  const own = libraryOf(guest, cache);
  const library = { ...own, members: [...own.members, ...stubs] };
  return linkWithLibrary(objects, base, diagnostics, files, members, library);
}

function linkWithLibrary(
  objects: readonly ObjectFile[],
  base: number,
  before: readonly Diagnostic[],
  files: FileReader,
  archives: readonly LibraryMember[],
  library: Library,
): Built {
  if (hasErrors(library.diagnostics)) return { diagnostics: [...before, ...library.diagnostics] };
  const needed = membersFor(objects, entry, archives, library.members);
  const linked = link(objects, { base, entry, files, ...needed });
  if (linked.executable) return { ...linked, diagnostics: [...before, ...linked.diagnostics] };
  // With all of the library the linker can say which name may have been meant.
  const [all, system] = [archives, library.members].map(members => members.map(member => member.object()));
  const { diagnostics } = link(objects, { base, entry, files, library: all, system });
  return { diagnostics: [...before, ...diagnostics] };
}

function readProgram(path: string, bytes: Uint8Array): Built {
  const { executable, problem } = readElf(bytes);
  if (!executable) return failure(says('build-not-runnable', { path, problem }));
  const outside = executable.segments.find(
    ({ address, memorySize }) => address < memoryMap.userBase || address + memorySize > memoryMap.userTop,
  );
  if (outside)
    return failure(
      says('build-not-a-program', { path, address: hex(outside.address) }),
      'a kernel is booted with --kernel and the folder of its sources',
    );
  return { executable, diagnostics: [] };
}

function failure(said: Said, hint?: string): Built {
  return { diagnostics: [{ ...said, ...(hint && { hint }) }] };
}
