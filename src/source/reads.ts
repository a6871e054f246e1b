/** What a piece of work was made from: whether that is still the same, so is the work. */
import type { FileReader } from './files';

/** Reads, and remembers what it gave. The reader below gives the same bytes, one object, as long as a file stays the same. */
export class Reads implements FileReader {
  private readonly seen = new Map<string, Uint8Array | undefined>();

  constructor(private readonly files: FileReader) {}

  read(path: string): Uint8Array | undefined {
    const bytes = this.files.read(path);
    this.seen.set(path, bytes);
    return bytes;
  }

  /** Of files that were read, or looked for in vain. */
  get paths(): Iterable<string> {
    return this.seen.keys();
  }

  has(path: string): boolean {
    return this.seen.has(path);
  }

  /** Whether each of them is as it was then. */
  get hold(): boolean {
    for (const [path, bytes] of this.seen) if (this.files.read(path) !== bytes) return false;
    return true;
  }
}
