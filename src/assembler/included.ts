/** Finds the files that `.include` and `.incbin` name, and parses each only once. */
import { type FileReader, SourceFile, folderOf, resolvePath, textOf } from '../source';
import { parse } from './parse';
import type { Tree } from './syntax';

/** The trees of files by their bytes: a reader that gives the same bytes again saves the work. */
const parsed = new WeakMap<Uint8Array, Tree>();

export class Included {
  constructor(
    private readonly files: FileReader,
    /** Folders to search after the including file's own. */
    private readonly paths: readonly string[],
  ) {}

  /** The file that an `.include` in a file means. */
  tree(from: SourceFile, name: string): Tree | undefined {
    const found = this.find(from, name);
    return found && treeOf(found);
  }

  /** The bytes of a file that an `.incbin` in a file means. */
  bytes(from: SourceFile, name: string): Uint8Array | undefined {
    return this.find(from, name)?.bytes;
  }

  private find(from: SourceFile, name: string): Found | undefined {
    for (const folder of [folderOf(from.path), ...this.paths]) {
      const path = resolvePath(folder, name);
      const bytes = this.files.read(path);
      if (bytes) return { path, bytes };
    }
    return undefined;
  }
}

interface Found {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function treeOf({ path, bytes }: Found): Tree {
  const known = parsed.get(bytes);
  if (known?.file.path === path) return known;
  const tree = parse(new SourceFile(path, textOf(bytes)));
  parsed.set(bytes, tree);
  return tree;
}
