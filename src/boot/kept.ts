/**
 * Objects that earlier runs have made of C sources, kept on the computer: what is made again of the same files, by the same
 * tools, is taken from there. An entry says which files went into it, so that it holds as long as they do.
 */
import { type ObjectFile, readOwnObject, writeObject } from '../image';
import { type FileReader } from '../source';
import { packArchive, readArchive } from './archive';

/** Where bytes are kept, by a name. It may forget, and what it gives back is what was put there. */
export interface ObjectStore {
  /** A text that other bytes do not have. */
  mark(bytes: Uint8Array): string;
  get(name: string): Uint8Array | undefined;
  put(name: string, bytes: Uint8Array): void;
}

const readsName = 'reads';
const objectName = 'object';

/** Each file that was looked for, with the mark of its bytes; null: there was none. */
type Reads = readonly (readonly [path: string, mark: string | null])[];

const none = new Uint8Array();

/** The object under this key, if nothing that went into it has changed. */
export function takeKept(
  store: ObjectStore,
  key: string,
  path: string,
  files: FileReader,
): ObjectFile | undefined {
  const entry = store.get(nameOf(store, key));
  if (!entry) return undefined;
  const parts = readArchive(entry);
  const reads = JSON.parse(new TextDecoder().decode(parts.get(readsName))) as Reads;
  // All are asked for, whatever the first says: files may have to be waited for.
  const same = reads.map(([file, mark]) => markOf(store, files.read(file)) === mark);
  return same.every(Boolean) ? readOwnObject(parts.get(objectName) ?? none, path) : undefined;
}

/** Keeps an object; `read` is what went into it. */
export function keep(
  store: ObjectStore,
  key: string,
  object: ObjectFile,
  read: ReadonlyMap<string, Uint8Array | undefined>,
): void {
  const reads: Reads = [...read].map(([file, bytes]) => [file, markOf(store, bytes)]);
  const parts = new Map([
    [readsName, new TextEncoder().encode(JSON.stringify(reads))],
    [objectName, writeObject(object)],
  ]);
  store.put(nameOf(store, key), packArchive(parts));
}

const nameOf = (store: ObjectStore, key: string) => store.mark(new TextEncoder().encode(key));

const markOf = (store: ObjectStore, bytes: Uint8Array | undefined): string | null =>
  bytes ? store.mark(bytes) : null;
