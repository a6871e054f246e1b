/**
 * Files for synchronous tools out of an asynchronous world: what is missing is loaded, and the work done again. As long as a file
 * stays the same, so do its bytes: whoever keeps them can tell whether what was made from them still holds.
 */
import type { FileReader } from '../source';

export interface LanguagePorts {
  /** The bytes of a file by its URI; undefined if there is none. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Names of the entries of a folder by its URI, those of folders with a slash at the end; none if there is no such folder. */
  list(uri: string): Promise<readonly string[]>;
  /** Files that come with the tools, and are there at once. */
  readonly bundled: FileReader;
  /** Their paths, sources and headers. */
  readonly bundledPaths: readonly string[];
  /** Folders in which headers are looked for. */
  readonly includePaths: readonly string[];
}

export class LoadedFiles implements FileReader {
  private readonly contents = new Map<string, Uint8Array | undefined>();
  private readonly missing = new Set<string>();
  private readonly folders = new Map<string, readonly string[]>();
  private readonly missingFolders = new Set<string>();

  constructor(
    private readonly loadBytes: (path: string) => Promise<Uint8Array | undefined>,
    private readonly loadNames: (path: string) => Promise<readonly string[]>,
    private readonly bundled: FileReader,
    /** The text of a file that is open in the editor. */
    private readonly open: (path: string) => Uint8Array | undefined,
  ) {}

  read(path: string): Uint8Array | undefined {
    const text = this.open(path) ?? this.bundled.read(path);
    if (text) return text;
    if (!this.contents.has(path)) this.missing.add(path);
    return this.contents.get(path);
  }

  /** The names of a folder's entries. */
  list(folder: string): readonly string[] {
    const names = this.folders.get(folder);
    if (!names) this.missingFolders.add(folder);
    return names ?? [];
  }

  /** Loads what was asked for in vain; false if that was nothing. */
  async load(): Promise<boolean> {
    const wanted = [...this.missing];
    const folders = [...this.missingFolders];
    this.missing.clear();
    this.missingFolders.clear();
    await Promise.all([
      ...wanted.map(async path => this.contents.set(path, await this.loadBytes(path))),
      ...folders.map(async path => this.folders.set(path, await this.loadNames(path))),
    ]);
    return wanted.length + folders.length > 0;
  }

  /** Forgets a file that has changed outside of the editor, or a folder with all that is in it. */
  forget(changed: string): void {
    for (const path of this.contents.keys())
      if (path === changed || path.startsWith(`${changed}/`)) this.contents.delete(path);
    this.folders.clear();
  }

  /** Reads again what it knows; whether any of it is another one now. For a client that does not tell of changes. */
  async refresh(paths: Iterable<string>): Promise<boolean> {
    const known = [...paths].filter(path => this.contents.has(path));
    const changed = await Promise.all(
      known.map(async path => {
        const [before, now] = [this.contents.get(path), await this.loadBytes(path)];
        if (sameBytes(before, now)) return false;
        this.contents.set(path, now);
        return true;
      }),
    );
    return changed.includes(true);
  }
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
