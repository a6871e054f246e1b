/** Sorts files with paths into a tree of folders. */
import { blockSize, maxFileBlocks, nameSize } from './layout';

/** What is to stand at a path on a disk. */
export type NewFile = {
  /** `/bin/init`; `/tmp/` makes a folder. */
  readonly path: string;
  /** Of its mode; without it, what is usual for its kind. */
  readonly permissions?: number;
} & (Contents | { readonly target: string } | { readonly device: number } | { readonly sameAs: string });

/** Of a file; of a folder there are none. `target` is for a symbolic link, `sameAs` the path of a file that stands before
    it and gets one more name. */
interface Contents {
  readonly bytes: Uint8Array;
}

export type Node = Directory | Leaf;

/** What is no folder. */
export type Leaf = Named &
  (
    | { readonly kind: 'file'; readonly bytes: Uint8Array }
    | { readonly kind: 'link'; readonly target: string }
    | { readonly kind: 'device'; readonly device: number }
  );

interface Named {
  readonly permissions: number;
  /** How many. */
  names: number;
}

export interface Directory {
  readonly kind: 'directory';
  permissions: number;
  readonly children: Map<string, Node>;
}

const usual = { file: 0o644, directory: 0o755, link: 0o777, device: 0o666 } as const;

const largestFile = Math.min(maxFileBlocks * blockSize, 2 ** 32 - 1);
const mostFolders = 0xffff - 2; // each links its parent, and a count of links is 16 bits

/** The tree and all nodes of it, the root first; or one plain sentence on what is wrong. */
export function makeTree(
  files: readonly NewFile[],
): { root: Directory; nodes: Node[] } | { problem: string } {
  const root: Directory = { kind: 'directory', permissions: usual.directory, children: new Map() };
  const nodes: Node[] = [root];
  for (const file of files) {
    const problem = pathProblem(file) ?? add(root, file, nodes);
    if (problem) return { problem };
  }
  return { root, nodes };
}

/** What a file or a symbolic link holds. */
export function bytesOf(
  file: { readonly bytes: Uint8Array } | { readonly target: string } | object,
): Uint8Array {
  if ('bytes' in file) return file.bytes;
  return 'target' in file ? new TextEncoder().encode(file.target) : new Uint8Array();
}

function pathProblem(file: NewFile): string | undefined {
  const { path } = file;
  const { length: size } = bytesOf(file);
  if (!path.startsWith('/')) return `'${path}' is not a path on the disk: it does not start with a slash`;
  if (path.includes('\0'))
    return `'${path.replaceAll('\0', '\\0')}' is not a path on the disk: it has a NUL in it`;
  for (const name of partsOf(path)) {
    const length = new TextEncoder().encode(name).length;
    if (length > nameSize)
      return `the name '${name}' in '${path}' is too long: ${length} bytes, the most is ${nameSize}`;
    if (name === '.' || name === '..') return `'${path}' is not a path on the disk: it has '${name}' in it`;
  }
  if (size > largestFile) return `'${path}' is too large: ${size} bytes, the most is ${largestFile}`;
  if (path.endsWith('/') && size > 0) return `'${path}' is a folder, and cannot have ${size} bytes`;
  return undefined;
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '');
}

/** Puts a file where its path says, and makes the folders on the way. */
function add(root: Directory, file: NewFile, nodes: Node[]): string | undefined {
  const { path, permissions } = file;
  const parts = partsOf(path);
  const name = path.endsWith('/') ? undefined : parts.pop();
  let folder = root;
  for (const part of parts) {
    const next = folder.children.get(part) ?? newFolder(folder, part, nodes);
    if (next.kind !== 'directory')
      return `'${path}' cannot be on the disk: '${part}' in it is a ${next.kind}`;
    if (folder.children.size > mostFolders) return `'${path}' cannot be on the disk: its folder is full`;
    folder = next;
  }
  if (name === undefined) folder.permissions = permissions ?? folder.permissions;
  else return addLeaf(root, folder, name, file, nodes);
  return undefined;
}

function addLeaf(root: Directory, folder: Directory, name: string, file: NewFile, nodes: Node[]) {
  const { path } = file;
  const earlier = folder.children.get(name);
  if (earlier)
    return `'${path}' is twice on the disk${earlier.kind === 'directory' ? ': once as a folder' : ''}`;
  const node = 'sameAs' in file ? leafAt(root, file.sameAs) : newLeaf(file);
  if (!node) return `'${path}' cannot be another name of a file that is not there`;
  if (node.names++ === 0) nodes.push(node);
  folder.children.set(name, node);
  return undefined;
}

function newLeaf(file: Exclude<NewFile, { readonly sameAs: string }>): Leaf {
  const named = (kind: keyof typeof usual): Named => ({
    permissions: file.permissions ?? usual[kind],
    names: 0,
  });
  if ('target' in file) return { kind: 'link', target: file.target, ...named('link') };
  if ('device' in file) return { kind: 'device', device: file.device, ...named('device') };
  return { kind: 'file', bytes: file.bytes, ...named('file') };
}

function leafAt(root: Directory, path: string): Leaf | undefined {
  let node: Node | undefined = root;
  for (const part of partsOf(path)) node = node?.kind === 'directory' ? node.children.get(part) : undefined;
  return node?.kind === 'directory' ? undefined : node;
}

function newFolder(parent: Directory, name: string, nodes: Node[]): Directory {
  const folder: Directory = { kind: 'directory', permissions: usual.directory, children: new Map() };
  parent.children.set(name, folder);
  nodes.push(folder);
  return folder;
}
