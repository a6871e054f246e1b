/**
 * Reads the files from the image of a disk, and checks the file system as it goes: everything that any two
 * structures say about the same thing must agree. Any bytes will do as an image.
 */
import { fileTypeMask } from '../isa';
import { readRecord, type RecordOf } from '../image';
import { recover } from './journal';
import { blockSize, superblockFields } from './layout';
import * as vsfs from './layout';
import type { NewFile } from './tree';

type Superblock = RecordOf<typeof vsfs.superblockFields>;
type Inode = RecordOf<typeof vsfs.inodeFields>;

/** Whose a block of data is: an inode's, for what is in it, or for the numbers of further blocks. */
export interface BlockOwner {
  readonly inode: number;
  readonly isNumbers: boolean;
}

export interface DiskContents {
  /** The bytes of every file, by path. */
  readonly files: Map<string, Uint8Array>;
  /** All that is on the disk, such that `buildDisk` makes the same of it. */
  readonly entries: NewFile[];
  /** The paths of all folders, `/` first. */
  readonly directories: string[];
  /** Plain sentences; empty for a sound file system. */
  readonly problems: string[];
  /** What the next start of the kernel puts right: blocks of a transaction in the journal, files that have no name. */
  readonly unfinished: { readonly blocks: number; readonly files: number };
  /** Blocks of data that are in use, by their number. */
  readonly owners: ReadonlyMap<number, BlockOwner>;
  /** The first path of each inode, by its number. */
  readonly names: ReadonlyMap<number, string>;
}

export function readDisk(image: Uint8Array): DiskContents {
  const problem = superblockProblem(image);
  const none = {
    owners: new Map<number, BlockOwner>(),
    names: new Map<number, string>(),
    files: new Map<string, Uint8Array>(),
    entries: [],
    directories: [],
    unfinished: { blocks: 0, files: 0 },
  };
  if (problem) return { ...none, problems: [problem] };
  const recovered = recover(image, readRecord(superblockFields, viewOf(image), 0).journal);
  if (recovered.problem) return { ...none, problems: [recovered.problem] };
  const checker = new Checker(recovered.image, recovered.blocks);
  checker.walk();
  checker.checkLinks();
  checker.checkBitmaps();
  return checker;
}

const typeOf = ({ mode }: Inode): number => mode & fileTypeMask;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What makes the disk unreadable as a whole. */
function superblockProblem(image: Uint8Array): string | undefined {
  if (image.length < blockSize)
    return `the disk has ${image.length} bytes, less than one block of ${blockSize}`;
  const block = readRecord(superblockFields, viewOf(image), 0);
  if (block.magic !== vsfs.magic) return `no file system: the magic number is 0x${block.magic.toString(16)}`;
  if (block.blocks * blockSize > image.length)
    return `the superblock says ${block.blocks} blocks, the disk has ${Math.floor(image.length / blockSize)}`;
  const regions = [...regionsOf(block), { name: 'end of the disk', start: block.blocks, blocks: 0 }];
  for (const [i, { name, start }] of regions.entries()) {
    const before = regions[i - 1];
    if (before && start < before.start + before.blocks)
      return `the ${name} at block ${start} overlaps the ${before.name}`;
  }
  if (block.inodes <= vsfs.rootInode)
    return `the superblock says ${block.inodes} inodes, which leaves no root directory`;
  return undefined;
}

/** The parts of the disk in their order, the first ones with their length. */
const regionsOf = (block: Superblock) =>
  [
    { name: 'superblock', start: 0, blocks: 1 },
    { name: 'inode bitmap', start: block.inode_bitmap, blocks: Math.ceil(block.inodes / vsfs.bitsPerBlock) },
    { name: 'data bitmap', start: block.data_bitmap, blocks: Math.ceil(block.blocks / vsfs.bitsPerBlock) },
    { name: 'inode table', start: block.inode_table, blocks: Math.ceil(block.inodes / vsfs.inodesPerBlock) },
    { name: 'journal', start: block.journal, blocks: 1 + vsfs.journalBlocks },
    { name: 'data', start: block.data, blocks: 0 },
  ] as const;

/** What a block of the disk is for. */
export type BlockKind = ReturnType<typeof regionsOf>[number]['name'] | 'block numbers' | 'free';

export interface BlockUse {
  readonly kind: BlockKind;
  /** Whose it is, and the first path of that. */
  readonly inode?: number;
  readonly path?: string;
}

/** What each block of the disk is for, by its number; none where there is no file system. */
export function blockUses(image: Uint8Array): BlockUse[] {
  if (superblockProblem(image)) return [];
  const superblock = readRecord(superblockFields, viewOf(image), 0);
  const regions = regionsOf(superblock);
  const { owners, names } = readDisk(image);
  return Array.from({ length: superblock.blocks }, (_, block): BlockUse => {
    const kind = regions.filter(({ start }) => start <= block).at(-1)?.name ?? 'superblock';
    if (kind !== 'data') return { kind };
    const owner = owners.get(block);
    if (!owner) return { kind: 'free' };
    const { inode, isNumbers } = owner;
    const path = names.get(inode);
    return { kind: isNumbers ? 'block numbers' : kind, inode, ...(path !== undefined && { path }) };
  });
}

class Checker implements DiskContents {
  readonly files = new Map<string, Uint8Array>();
  readonly entries: NewFile[] = [];
  readonly directories: string[] = [];
  readonly problems: string[] = [];
  readonly unfinished: { blocks: number; files: number };
  private readonly view: DataView;
  private readonly superblock: Superblock;
  /** Directory entries that name an inode, by its number. */
  private readonly links = new Map<number, number>();
  readonly owners = new Map<number, BlockOwner>();
  readonly names = new Map<number, string>();
  /** The first path of an inode that is no folder, by its number. */
  private readonly paths = new Map<number, string>();
  /** The contents of the inodes seen so far. */
  private readonly contents = new Map<number, Uint8Array>();

  constructor(
    private readonly image: Uint8Array,
    blocksInJournal: number,
  ) {
    this.unfinished = { blocks: blocksInJournal, files: 0 };
    this.view = viewOf(image);
    this.superblock = readRecord(superblockFields, this.view, 0);
  }

  /** Visits everything that can be reached from the root, each folder once. */
  walk(): void {
    const root = vsfs.rootInode;
    if (typeOf(this.inode(root)) !== vsfs.inodeTypes.directory)
      this.problems.push('the root, inode 1, is no directory');
    const folders = [{ path: '/', number: root, parent: root }];
    const seen = new Set([root]);
    for (let folder = folders.shift(); folder; folder = folders.shift()) {
      this.directories.push(folder.path);
      this.names.set(folder.number, folder.path);
      const prefix = folder.path === '/' ? '/' : `${folder.path}/`;
      this.entries.push({ path: prefix, bytes: new Uint8Array(), ...this.permissions(folder.number) });
      for (const { name, inode } of this.directoryEntries(folder)) {
        const path = prefix + name;
        if (typeOf(this.inode(inode)) !== vsfs.inodeTypes.directory) this.visit(path, inode);
        else if (seen.has(inode))
          this.problems.push(`${path} names directory ${inode}, which has another name too`);
        else folders.push({ path, number: seen.add(inode) && inode, parent: folder.number });
      }
    }
  }

  /** What is no folder. */
  private visit(path: string, number: number): void {
    const { direct } = this.inode(number);
    const type = typeOf(this.inode(number));
    const earlier = this.paths.get(number);
    const common = { path, ...this.permissions(number) };
    if (type === vsfs.inodeTypes.file) this.files.set(path, this.read(number));
    if (earlier !== undefined) this.entries.push({ path, sameAs: earlier });
    else if (type === vsfs.inodeTypes.file) this.entries.push({ ...common, bytes: this.read(number) });
    else if (type === vsfs.inodeTypes.link)
      this.entries.push({ ...common, target: new TextDecoder().decode(this.read(number)) });
    else if (type === vsfs.inodeTypes.device) this.entries.push({ ...common, device: direct[0] ?? 0 });
    else this.problems.push(`${path} names inode ${number}, which has type ${type.toString(8)}`);
    if (earlier !== undefined) return;
    this.paths.set(number, path);
    this.names.set(number, path);
  }

  private permissions(number: number): { permissions: number } {
    return { permissions: this.inode(number).mode & ~fileTypeMask };
  }

  /** Every count of links is the number of entries that name the inode. */
  checkLinks(): void {
    for (let number = vsfs.rootInode; number < this.superblock.inodes; number++) {
      const { mode, links } = this.inode(number);
      const found = this.links.get(number) ?? 0;
      if (mode !== 0 && found === 0 && links === 0) this.noteNameless(number);
      else if (mode !== 0 && found === 0)
        this.problems.push(`inode ${number} is in use (mode ${mode.toString(8)}) but no directory names it`);
      else if (mode !== 0 && links !== found)
        this.problems.push(`inode ${number} says ${links} links, ${found} directory entries name it`);
    }
  }

  /** A file whose last name had gone while somebody had it open: it keeps its blocks until the next start. */
  private noteNameless(number: number): void {
    this.read(number);
    this.unfinished.files++;
  }

  /** A bit is set exactly for what is in use. */
  checkBitmaps(): void {
    const { inode_bitmap, inodes, data_bitmap, blocks, data } = this.superblock;
    for (let number = vsfs.rootInode; number < inodes; number++)
      this.checkBit(inode_bitmap, number, this.inode(number).mode !== 0, 'inode');
    for (let block = 0; block < blocks; block++)
      this.checkBit(data_bitmap, block, block < data || this.owners.has(block), 'block');
  }

  private checkBit(bitmap: number, index: number, used: boolean, what: string): void {
    const byte = this.view.getUint8(bitmap * blockSize + (index >> 3));
    const set = ((byte >> (index & 7)) & 1) === 1;
    if (set !== used)
      this.problems.push(`${what} ${index} is ${used ? 'in use but free' : 'free but in use'} in its bitmap`);
  }

  private inode(number: number): Inode {
    return readRecord(
      vsfs.inodeFields,
      this.view,
      this.superblock.inode_table * blockSize + number * vsfs.inodeSize,
    );
  }

  /** The entries of a folder that may be followed, without `.` and `..`, which are checked. */
  private directoryEntries(folder: { path: string; number: number; parent: number }) {
    const bytes = this.read(folder.number);
    if (bytes.length % vsfs.entrySize !== 0)
      this.problems.push(
        `directory ${folder.path} has ${bytes.length} bytes, not a multiple of ${vsfs.entrySize}`,
      );
    const found = new Map<string, number>();
    for (let at = 0; at + vsfs.entrySize <= bytes.length; at += vsfs.entrySize) {
      const { inode, name } = readRecord(vsfs.entryFields, viewOf(bytes), at);
      if (inode === 0) continue;
      const problem = this.entryProblem(inode, name, found);
      if (problem) this.problems.push(`directory ${folder.path} ${problem}`);
      else found.set(name, inode);
    }
    this.checkDots(folder, found);
    for (const inode of found.values()) this.links.set(inode, (this.links.get(inode) ?? 0) + 1);
    return [...found]
      .filter(([name]) => name !== '.' && name !== '..')
      .map(([name, inode]) => ({ name, inode }));
  }

  private entryProblem(inode: number, name: string, earlier: ReadonlyMap<string, number>) {
    if (inode >= this.superblock.inodes)
      return `has '${name}' at inode ${inode}, the last is ${this.superblock.inodes - 1}`;
    if (name === '' || name.includes('/')) return `has the impossible name '${name}'`;
    return earlier.has(name) ? `has '${name}' twice` : undefined;
  }

  private checkDots(
    folder: { path: string; number: number; parent: number },
    found: ReadonlyMap<string, number>,
  ): void {
    const expected = { '.': folder.number, '..': folder.parent };
    for (const [name, inode] of Object.entries(expected))
      if (found.get(name) !== inode)
        this.problems.push(
          `directory ${folder.path} has '${name}' at inode ${found.get(name) ?? 'none'} instead of ${inode}`,
        );
  }

  /** A file may have holes, and be larger than the disk. */
  private sizeIsPossible(number: number): boolean {
    const { size } = this.inode(number);
    const isFile = typeOf(this.inode(number)) === vsfs.inodeTypes.file;
    if (isFile && size > vsfs.maxFileSize)
      this.problems.push(`inode ${number} has ${size} bytes, the largest file has ${vsfs.maxFileSize}`);
    else if (!isFile && size > this.image.length)
      this.problems.push(`inode ${number} has ${size} bytes, the whole disk has ${this.image.length}`);
    else return true;
    return false;
  }

  /** The contents of an inode; blocks that cannot be its own read as zeros. */
  private read(number: number): Uint8Array {
    const known = this.contents.get(number);
    if (known) return known;
    const { size } = this.inode(number);
    const fits = this.sizeIsPossible(number);
    const bytes = new Uint8Array(fits ? size : 0);
    this.contents.set(number, bytes);
    for (const { index, block } of this.blocksOf(number)) {
      const at = index * blockSize;
      if (at >= size) this.problems.push(`inode ${number} has block ${block} past its end at ${size} bytes`);
      else if (at < bytes.length)
        bytes.set(
          this.image.subarray(block * blockSize, block * blockSize + Math.min(blockSize, bytes.length - at)),
          at,
        );
    }
    return bytes;
  }

  /** The blocks of an inode's data, each with its index in the file; claims them, and those of block numbers. */
  private *blocksOf(number: number): Generator<{ index: number; block: number }> {
    const { direct, indirect, double_indirect } = this.inode(number);
    if (typeOf(this.inode(number)) === vsfs.inodeTypes.device) return;
    for (const [index, block] of direct.entries()) if (this.claim(block, number)) yield { index, block };
    yield* this.indirect(number, indirect, vsfs.directBlocks);
    const groups = this.claim(double_indirect, number, true) ? this.numbersIn(double_indirect) : [];
    for (const [i, group] of groups.entries())
      yield* this.indirect(number, group, vsfs.directBlocks + (i + 1) * vsfs.numbersPerBlock);
  }

  private *indirect(
    number: number,
    block: number,
    first: number,
  ): Generator<{ index: number; block: number }> {
    if (!this.claim(block, number, true)) return;
    for (const [i, inner] of this.numbersIn(block).entries())
      if (this.claim(inner, number)) yield { index: first + i, block: inner };
  }

  private numbersIn(block: number): number[] {
    return Array.from({ length: vsfs.numbersPerBlock }, (_, i) =>
      this.view.getUint32(block * blockSize + i * 4, true),
    );
  }

  /** Notes that the inode has the block; false for a hole, and for a block that cannot be its own. */
  private claim(block: number, inode: number, isNumbers = false): boolean {
    if (block === 0) return false;
    const { data, blocks } = this.superblock;
    const owner = this.owners.get(block);
    if (block < data || block >= blocks)
      this.problems.push(
        `inode ${inode} has block ${block}, which is not one of data (${data} to ${blocks - 1})`,
      );
    else if (owner !== undefined)
      this.problems.push(`block ${block} is in inode ${owner.inode} and again in inode ${inode}`);
    else this.owners.set(block, { inode, isNumbers });
    return block >= data && block < blocks && owner === undefined;
  }
}
