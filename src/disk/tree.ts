/** Sorts files with paths into a tree of folders. */
import { blockSize, maxFileBlocks, nameSize } from './layout';

export interface NewFile {
  /** `/bin/init`; `/tmp/` makes an empty folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type Node = Directory | { readonly kind: 'file'; readonly bytes: Uint8Array };

export interface Directory {
  readonly kind: 'directory';
  readonly children: Map<string, Node>;
}

const largestFile = Math.min(maxFileBlocks * blockSize, 2 ** 32 - 1);
const mostFolders = 0xffff - 2; // each links its parent, and a count of links is 16 bits

/** The tree and all nodes of it, the root first; or one plain sentence on what is wrong. */
export function makeTree(
  files: readonly NewFile[],
): { root: Directory; nodes: Node[] } | { problem: string } {
  const root: Directory = { kind: 'directory', children: new Map() };
  const nodes: Node[] = [root];
  for (const file of files) {
    const problem = pathProblem(file) ?? add(root, file, nodes);
    if (problem) return { problem };
  }
  return { root, nodes };
}

function pathProblem({ path, bytes }: NewFile): string | undefined {
  if (!path.startsWith('/')) return `'${path}' is not a path on the disk: it does not start with a slash`;
  if (path.includes('\0'))
    return `'${path.replaceAll('\0', '\\0')}' is not a path on the disk: it has a NUL in it`;
  for (const name of partsOf(path)) {
    const length = new TextEncoder().encode(name).length;
    if (length > nameSize)
      return `the name '${name}' in '${path}' is too long: ${length} bytes, the most is ${nameSize}`;
    if (name === '.' || name === '..') return `'${path}' is not a path on the disk: it has '${name}' in it`;
  }
  if (bytes.length > largestFile)
    return `'${path}' is too large: ${bytes.length} bytes, the most is ${largestFile}`;
  if (path.endsWith('/') && bytes.length > 0)
    return `'${path}' is a folder, and cannot have ${bytes.length} bytes`;
  return undefined;
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '');
}

/** Puts a file where its path says, and makes the folders on the way. */
function add(root: Directory, { path, bytes }: NewFile, nodes: Node[]): string | undefined {
  const parts = partsOf(path);
  const name = path.endsWith('/') ? undefined : parts.pop();
  let folder = root;
  for (const part of parts) {
    const next = folder.children.get(part) ?? newFolder(folder, part, nodes);
    if (next.kind === 'file') return `'${path}' cannot be on the disk: '${part}' in it is a file`;
    if (folder.children.size > mostFolders) return `'${path}' cannot be on the disk: its folder is full`;
    folder = next;
  }
  if (name === undefined) return undefined;
  const earlier = folder.children.get(name);
  if (earlier) return `'${path}' is twice on the disk${earlier.kind === 'file' ? '' : ': once as a folder'}`;
  const file: Node = { kind: 'file', bytes };
  folder.children.set(name, file);
  nodes.push(file);
  return undefined;
}

function newFolder(parent: Directory, name: string, nodes: Node[]): Directory {
  const folder: Directory = { kind: 'directory', children: new Map() };
  parent.children.set(name, folder);
  nodes.push(folder);
  return folder;
}
