/** Builds the image of a disk with a file system on it. */
import { writeRecord } from '../image';
import * as vsfs from './layout';
import { type Directory, type Leaf, type NewFile, type Node, bytesOf, makeTree } from './tree';

/** Larger images than 2 GiB do not fit everywhere that they have to. */
const mostBlocks = 2 ** 19;
const fewestBlocks = 1024;

export interface DiskOptions {
  /** Blocks of 4096 bytes; by default enough for the files and half as much again, at least 1024. */
  readonly blocks?: number;
}

/**
 * The image, or one plain sentence on why there is none. Folders come into being with the files in them; a path
 * with a slash at its end makes an empty one.
 */
export function buildDisk(
  files: readonly NewFile[],
  options: DiskOptions = {},
): { image?: Uint8Array; problem?: string } {
  const tree = makeTree(files);
  if ('problem' in tree) return tree;
  const { root, nodes } = tree;
  const data = nodes.reduce((sum, node) => sum + blocksWithIndirect(sizeOf(node)), 0);
  const geometry = plan(data, nodes.length, options.blocks);
  if (geometry.blocks > mostBlocks)
    return { problem: `a disk has at most ${mostBlocks} blocks, this one would have ${geometry.blocks}` };
  const needed = geometry.data + data;
  if (needed > geometry.blocks)
    return { problem: `the disk is full: the files need ${needed} blocks, it has ${geometry.blocks}` };
  return { image: new ImageWriter(geometry).write(root, nodes) };
}

type Geometry = Omit<Record<(typeof vsfs.superblockFields)[number]['name'], number>, 'magic'>;

/** Where everything goes on a disk for so many blocks of data and so many files and folders. */
function plan(data: number, nodes: number, wanted: number | undefined): Geometry {
  const blocks = wanted ?? Math.max(fewestBlocks, Math.ceil((data + nodes / vsfs.inodesPerBlock) * 1.5));
  const inodes = roundUp(Math.max(256, nodes * 2, Math.ceil(blocks / 4)), vsfs.inodesPerBlock);
  const inode_bitmap = 1;
  const data_bitmap = inode_bitmap + Math.ceil(inodes / vsfs.bitsPerBlock);
  const inode_table = data_bitmap + Math.ceil(blocks / vsfs.bitsPerBlock);
  const journal = inode_table + inodes / vsfs.inodesPerBlock;
  return {
    blocks,
    inodes,
    inode_bitmap,
    data_bitmap,
    inode_table,
    journal,
    data: journal + 1 + vsfs.journalBlocks,
  };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

function sizeOf(node: Node): number {
  return node.kind === 'directory' ? (node.children.size + 2) * vsfs.entrySize : bytesOf(node).length;
}

/** Blocks for so many bytes, those of block numbers included. */
function blocksWithIndirect(size: number): number {
  const blocks = Math.ceil(size / vsfs.blockSize);
  const beyond = blocks - vsfs.directBlocks;
  if (beyond <= 0) return blocks;
  const second = Math.ceil((beyond - vsfs.numbersPerBlock) / vsfs.numbersPerBlock);
  return blocks + 1 + (second > 0 ? 1 + second : 0);
}

class ImageWriter {
  private readonly image: Uint8Array;
  private readonly view: DataView;
  private nextBlock: number;
  private readonly written = new Set<Leaf>();

  constructor(private readonly geometry: Geometry) {
    this.image = new Uint8Array(geometry.blocks * vsfs.blockSize);
    this.view = new DataView(this.image.buffer);
    this.nextBlock = geometry.data;
  }

  write(root: Directory, nodes: readonly Node[]): Uint8Array {
    writeRecord(vsfs.superblockFields, this.view, 0, { magic: vsfs.magic, ...this.geometry });
    this.view.setUint32(this.geometry.journal * vsfs.blockSize, vsfs.journalMagic, true);
    const numbers = new Map(nodes.map((node, i) => [node, vsfs.rootInode + i]));
    this.writeNode(root, vsfs.rootInode, numbers);
    this.setBits(this.geometry.inode_bitmap, vsfs.rootInode + nodes.length); // with inode 0, which nobody may have
    this.setBits(this.geometry.data_bitmap, this.nextBlock);
    return this.image;
  }

  private writeNode(node: Node, parent: number, numbers: ReadonlyMap<Node, number>): void {
    const number = numberOf(node, numbers);
    if (node.kind !== 'directory') return this.writeLeaf(node, number);
    const folders = [...node.children.values()].filter(child => child.kind === 'directory').length;
    const bytes = entries(number, parent, node, numbers);
    this.writeInode(number, vsfs.inodeTypes.directory | node.permissions, 2 + folders, bytes);
    for (const child of node.children.values()) this.writeNode(child, number, numbers);
  }

  /** Once, however many names it has. */
  private writeLeaf(leaf: Leaf, number: number): void {
    if (this.written.has(leaf)) return;
    this.written.add(leaf);
    const mode = vsfs.inodeTypes[leaf.kind] | leaf.permissions;
    if (leaf.kind === 'device') this.writeRecord(number, mode, leaf.names, 0, [leaf.device]);
    else this.writeInode(number, mode, leaf.names, bytesOf(leaf));
  }

  private writeInode(number: number, mode: number, links: number, bytes: Uint8Array): void {
    this.writeRecord(number, mode, links, bytes.length, this.writeBlocks(bytes));
  }

  private writeRecord(
    number: number,
    mode: number,
    links: number,
    size: number,
    blocks: readonly number[],
  ): void {
    const { directBlocks, numbersPerBlock } = vsfs;
    const direct = blocks.slice(0, directBlocks);
    const single = blocks.slice(directBlocks, directBlocks + numbersPerBlock);
    const double = blocks.slice(directBlocks + numbersPerBlock);
    const groups = Array.from({ length: Math.ceil(double.length / numbersPerBlock) }, (_, i) =>
      double.slice(i * numbersPerBlock, (i + 1) * numbersPerBlock),
    );
    const at = this.geometry.inode_table * vsfs.blockSize + number * vsfs.inodeSize;
    writeRecord(vsfs.inodeFields, this.view, at, {
      mode,
      links,
      size,
      direct: [...direct, ...Array<number>(directBlocks - direct.length).fill(0)],
      indirect: this.writeNumbers(single),
      double_indirect: this.writeNumbers(groups.map(group => this.writeNumbers(group))),
    });
  }

  /** The numbers of the blocks that the bytes went to. */
  private writeBlocks(bytes: Uint8Array): number[] {
    const numbers: number[] = [];
    for (let at = 0; at < bytes.length; at += vsfs.blockSize) {
      const block = this.nextBlock++;
      this.image.set(bytes.subarray(at, at + vsfs.blockSize), block * vsfs.blockSize);
      numbers.push(block);
    }
    return numbers;
  }

  /** The block that the numbers went to; 0 for no numbers. */
  private writeNumbers(numbers: readonly number[]): number {
    if (numbers.length === 0) return 0;
    const block = this.nextBlock++;
    numbers.forEach((number, i) => this.view.setUint32(block * vsfs.blockSize + i * 4, number, true));
    return block;
  }

  /** Sets the first `count` bits of a bitmap. */
  private setBits(firstBlock: number, count: number): void {
    const at = firstBlock * vsfs.blockSize;
    this.image.fill(0xff, at, at + (count >> 3));
    const rest = count & 7;
    if (rest > 0) this.image[at + (count >> 3)] = (1 << rest) - 1;
  }
}

/** The contents of a directory. */
function numberOf(node: Node, numbers: ReadonlyMap<Node, number>): number {
  const number = numbers.get(node);
  if (number === undefined) throw new Error(`a ${node.kind} has no inode`);
  return number;
}

function entries(
  number: number,
  parent: number,
  directory: Directory,
  numbers: ReadonlyMap<Node, number>,
): Uint8Array {
  const rows = [
    { inode: number, name: '.' },
    { inode: parent, name: '..' },
    ...[...directory.children].map(([name, child]) => ({ inode: numberOf(child, numbers), name })),
  ];
  const bytes = new Uint8Array(rows.length * vsfs.entrySize);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, i) => writeRecord(vsfs.entryFields, view, i * vsfs.entrySize, row));
  return bytes;
}
