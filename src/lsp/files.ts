/** Files for synchronous tools out of an asynchronous world: what is missing is loaded, and the work done again. */
import type { FileReader } from '../source';

export interface LanguagePorts {
  /** The bytes of a file by its URI; undefined if there is none. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Files that come with the tools, and are there at once. */
  readonly bundled: FileReader;
  /** Folders in which headers are looked for. */
  readonly includePaths: readonly string[];
}

export class LoadedFiles implements FileReader {
  private readonly contents = new Map<string, Uint8Array | undefined>();
  private readonly missing = new Set<string>();

  constructor(
    private readonly ports: LanguagePorts,
    /** The text of a file that is open in the editor. */
    private readonly open: (uri: string) => string | undefined,
  ) {}

  read(path: string): Uint8Array | undefined {
    const text = this.open(path);
    if (text !== undefined) return new TextEncoder().encode(text);
    const bundled = this.ports.bundled.read(path);
    if (bundled) return bundled;
    if (!this.contents.has(path)) this.missing.add(path);
    return this.contents.get(path);
  }

  /** Loads what was asked for in vain; false if that was nothing. */
  async load(): Promise<boolean> {
    const wanted = [...this.missing];
    this.missing.clear();
    await Promise.all(wanted.map(async path => this.contents.set(path, await this.ports.read(path))));
    return wanted.length > 0;
  }

  /** Forgets a file that has changed outside of the editor. */
  forget(uri: string): void {
    this.contents.delete(uri);
  }
}
