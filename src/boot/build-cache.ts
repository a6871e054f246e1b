/** Remembers what was built, for as long as every file that went into it reads the same. */
import { type FileReader } from '../source';
import type { ObjectStore } from './kept';

interface Entry {
  readonly reads: ReadonlyMap<string, Uint8Array | undefined>;
  readonly result: unknown;
}

/** Told the name of a piece of work that had to be done, once its result is kept. What it throws breaks the build off. */
type Done = (name: string) => void;

export class BuildCache {
  constructor(
    private readonly entries = new Map<string, Entry>(),
    private readonly done: Done = () => {},
    /** Keeps object files from one run to the next. */
    readonly store?: ObjectStore,
  ) {}

  /** The same cache for a build that is followed. */
  followed(done: Done): BuildCache {
    return new BuildCache(this.entries, done, this.store);
  }

  /** The result of `work`, done anew only if a file that it read has changed since. `key` names work and type. */
  remember<T>(key: string, files: FileReader, work: (files: FileReader) => T, name = key): T {
    const known = this.entries.get(key);
    if (known && isCurrent(known, files)) return known.result as T;
    const reads = new Map<string, Uint8Array | undefined>();
    const result = work({
      read(path) {
        const bytes = files.read(path);
        reads.set(path, bytes);
        return bytes;
      },
    });
    this.entries.set(key, { reads, result });
    this.done(name);
    return result;
  }
}

function isCurrent(entry: Entry, files: FileReader): boolean {
  for (const [path, before] of entry.reads) if (!sameBytes(before, files.read(path))) return false;
  return true;
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  return a.every((byte, index) => byte === b[index]);
}
