/**
 * The files that a build sees: the user's own, and the guest sources that come with Ringside, which stand under
 * `ringside:/guest/…` so that neither can hide the other. Files that load asynchronously go through `withFiles`.
 */
import { type FileReader, isUri } from '../source';
import { type Prebuilt } from './prebuilt';

export interface FileTree extends FileReader {
  /** Names of the entries of a folder in order, a folder's with a slash at its end; empty if there is none. */
  list(folder: string): readonly string[];
}

/** The guest sources, at paths like `guest/kernel/main.c`. */
export interface GuestFiles extends FileTree {
  /** What `npm run build` made of exactly these sources. */
  readonly prebuilt?: Prebuilt;
}

const scheme = 'ringside:/';

/** Where the guest sources stand in `GuestFiles`. */
export const guestFolder = 'guest';
/** Where the tools see them. */
export const guestRoot = `${scheme}${guestFolder}`;
export const guestHeaders = `${guestRoot}/include`;

/** The user's files, and the guest sources under `ringside:/`. */
export function buildWorld(files: FileTree, guest: GuestFiles): FileTree {
  const inGuest = (path: string) => path.startsWith(scheme);
  return {
    read: path => (inGuest(path) ? guest.read(path.slice(scheme.length)) : files.read(path)),
    list: folder => (inGuest(folder) ? guest.list(folder.slice(scheme.length)) : files.list(folder)),
  };
}

/** A tree of texts by path, as bundles and tests have them. */
export function treeOf(contents: ReadonlyMap<string, Uint8Array>): FileTree {
  const folders = new Map<string, Set<string>>();
  for (const path of contents.keys()) {
    const parts = path.split('/');
    for (const [depth, part] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/');
      const entries = folders.get(folder) ?? new Set();
      folders.set(folder, entries.add(depth < parts.length - 1 ? `${part}/` : part));
    }
  }
  return { read: path => contents.get(path), list: folder => [...(folders.get(folder) ?? [])].sort() };
}

/** Whether it is C or assembly, by its name. */
export const isSource = (name: string) => /\.(c|toy)$/.test(name);

/** Paths of the C and assembly files right in a folder. */
export function sourcesIn(files: FileTree, folder: string): string[] {
  return files
    .list(folder)
    .filter(isSource)
    .map(name => `${folder}/${isUri(folder) ? escaped(name) : name}`);
}

/** As editors write a name in a URI: with `%20` for a space. */
const escaped = (name: string): string =>
  encodeURIComponent(name).replace(/[!'()*]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** The same with all folders below. */
export const sourcesUnder = (files: FileTree, folder: string): string[] =>
  filesUnder(files, folder).filter(isSource);

/** Paths of all files in a folder and in those below. */
export function filesUnder(files: FileTree, folder: string): string[] {
  return files
    .list(folder)
    .flatMap(name =>
      name.endsWith('/') ? filesUnder(files, `${folder}/${name.slice(0, -1)}`) : [`${folder}/${name}`],
    );
}

/** Files that can only be had by waiting for them. */
export interface AsyncFiles {
  read(path: string): Promise<Uint8Array | undefined>;
  /** As `FileTree.list`. */
  list(folder: string): Promise<readonly string[]>;
}

/** Thrown by synchronous work that has done a piece of what it has to do, and goes on from there when it runs again. */
class PieceDone extends Error {}

/**
 * Does synchronous work on asynchronous files: the work runs on what has been loaded, then what it asked for in
 * vain is loaded, and it runs again until it has all it asks for. The work must have no effects of its own. Work that
 * is long calls `done` with the name of each piece whose result it remembers: it is broken off there, so that
 * `between` can let the host do something else, and begun again.
 */
export async function withFiles<T>(
  source: AsyncFiles,
  work: (files: FileTree, done: (name: string) => void) => T,
  between?: (name: string) => Promise<void>,
): Promise<T> {
  const contents = new Map<string, Uint8Array | undefined>();
  const folders = new Map<string, readonly string[]>();
  for (;;) {
    const missing = { contents: new Set<string>(), folders: new Set<string>() };
    const isComplete = () => missing.contents.size + missing.folders.size === 0;
    const files: FileTree = {
      read(path) {
        if (!contents.has(path)) missing.contents.add(path);
        return contents.get(path);
      },
      list(folder) {
        if (!folders.has(folder)) missing.folders.add(folder);
        return folders.get(folder) ?? [];
      },
    };
    // What was made of incomplete files is made again anyway.
    const outcome = attempt(done => work(files, done), between ? isComplete : () => false);
    if ('piece' in outcome) await between?.(outcome.piece);
    else if (isComplete()) return outcome.result;
    await Promise.all([
      ...[...missing.contents].map(async path => contents.set(path, await source.read(path))),
      ...[...missing.folders].map(async folder => folders.set(folder, await source.list(folder))),
    ]);
  }
}

/** The result, or the name of the piece where it was broken off; `done` does so if `mayBreak`, as long as the work runs. */
function attempt<T>(
  work: (done: (name: string) => void) => T,
  mayBreak: () => boolean,
): { readonly result: T } | { readonly piece: string } {
  let running = true;
  try {
    const result = work(name => {
      if (running && mayBreak()) throw new PieceDone(name);
    });
    return { result };
  } catch (error) {
    if (error instanceof PieceDone) return { piece: error.message };
    throw error;
  } finally {
    running = false;
  }
}
