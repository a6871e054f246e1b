/**
 * The layout of the file system on the disk, "vsfs", after OSTEP chapter 40: records and constants as data, from
 * which the tools read and write images and the kernel's header is generated.
 */

import { fileTypeNamed } from '../isa';

export const blockSize = 4096;

/** "vsfs" in memory order. */
export const magic = 0x7366_7376;

/** Inode 0 stays unused, so that 0 can mean "none". */
export const rootInode = 1;

/** What an inode is, in the upper bits of its mode; an inode whose mode is 0 is free. */
export const inodeTypes = {
  file: fileTypeNamed('S_IFREG'),
  directory: fileTypeNamed('S_IFDIR'),
  link: fileTypeNamed('S_IFLNK'),
  device: fileTypeNamed('S_IFCHR'),
} as const;

/** The devices, as the first block number of a device's inode has them; their files stand in `/dev`. */
export const devices = { console: 1, null: 2, zero: 3 } as const;

export const superblockFields = [
  { name: 'magic', type: 'u32', summary: 'VSFS_MAGIC' },
  { name: 'blocks', type: 'u32', summary: 'blocks of the disk' },
  { name: 'inodes', type: 'u32', summary: 'inodes in the table, inode 0 included' },
  { name: 'inode_bitmap', type: 'u32', summary: 'first block of the bitmap of inodes: bit 1, in use' },
  {
    name: 'data_bitmap',
    type: 'u32',
    summary: 'first block of the bitmap of blocks, from block 0 of the disk on',
  },
  { name: 'inode_table', type: 'u32', summary: 'first block of the inodes' },
  {
    name: 'journal',
    type: 'u32',
    summary: 'first block of the journal: its header; behind it VSFS_JOURNAL_BLOCKS',
  },
  { name: 'data', type: 'u32', summary: 'first block of data; those before it are always in use' },
] as const;

/** Blocks that one transaction can change. */
export const journalBlocks = 44;

/** "jrnl" in memory order. */
export const journalMagic = 0x6c6e_726a;

/** What the first block of the journal begins with; it fits one sector, which is written as a whole or not at all. */
export const journalFields = [
  { name: 'magic', type: 'u32', summary: 'VSFS_JOURNAL_MAGIC' },
  {
    name: 'count',
    type: 'u32',
    summary: 'blocks behind this one that belong to a transaction that is to be done; 0: none is',
  },
  { name: 'blocks', type: 'u32', count: journalBlocks, summary: 'where each of them belongs' },
] as const;

export const directBlocks = 12;

export const inodeFields = [
  { name: 'mode', type: 'u16', summary: 'type and permissions, as in sys/stat.h; 0: the inode is free' },
  { name: 'links', type: 'u16', summary: 'directory entries that name it, "." and ".." included' },
  { name: 'size', type: 'u32', summary: 'bytes' },
  {
    name: 'direct',
    type: 'u32',
    count: directBlocks,
    summary: 'its first blocks; 0: a hole, which reads as zeros. Of a device, the first is its number',
  },
  { name: 'indirect', type: 'u32', summary: 'a block of the numbers of the next blocks, or 0' },
  { name: 'double_indirect', type: 'u32', summary: 'a block of the numbers of indirect blocks, or 0' },
] as const;

/** Bytes of the longest name in a directory; a shorter one is padded with NUL. */
export const nameSize = 28;

export const entryFields = [
  { name: 'inode', type: 'u32', summary: '0: the entry is free' },
  { name: 'name', type: 'char', count: nameSize, summary: 'padded with NUL; the longest has none' },
] as const;

export const inodeSize = 64;
export const entrySize = 32;
export const inodesPerBlock = blockSize / inodeSize;
const entriesPerBlock = blockSize / entrySize;
export const numbersPerBlock = blockSize / 4;
export const bitsPerBlock = blockSize * 8;
/** A size is an int to programs, and so is the offset behind the last byte. A file with holes may be larger than the disk. */
export const maxFileSize = 0x7fff_ffff;
export const maxFileBlocks = directBlocks + numbersPerBlock + numbersPerBlock ** 2;

/** The constants of the C header. */
export const constants: readonly { name: string; value: number; hex?: boolean; summary: string }[] = [
  { name: 'VSFS_BLOCK_SIZE', value: blockSize, summary: 'bytes of a block' },
  { name: 'VSFS_MAGIC', value: magic, hex: true, summary: '"vsfs"' },
  {
    name: 'VSFS_JOURNAL_BLOCKS',
    value: journalBlocks,
    summary: 'blocks that one transaction can change',
  },
  { name: 'VSFS_JOURNAL_MAGIC', value: journalMagic, hex: true, summary: '"jrnl"' },
  { name: 'VSFS_ROOT_INODE', value: rootInode, summary: 'the root directory; inode 0 is unused' },
  ...Object.entries(devices).map(([name, value]) => ({
    name: `VSFS_DEVICE_${name.toUpperCase()}`,
    value,
    summary: `the number of the device /dev/${name}`,
  })),
  { name: 'VSFS_DIRECT_BLOCKS', value: directBlocks, summary: 'block numbers in the inode itself' },
  { name: 'VSFS_INDIRECT_BLOCKS', value: numbersPerBlock, summary: 'block numbers in an indirect block' },
  { name: 'VSFS_MAX_FILE_BLOCKS', value: maxFileBlocks, summary: 'blocks of the largest file' },
  { name: 'VSFS_MAX_FILE_SIZE', value: maxFileSize, hex: true, summary: 'bytes of the largest file' },
  { name: 'VSFS_NAME_SIZE', value: nameSize, summary: 'bytes of a name' },
  { name: 'VSFS_INODE_SIZE', value: inodeSize, summary: 'bytes of a struct vsfs_inode' },
  { name: 'VSFS_INODES_PER_BLOCK', value: inodesPerBlock, summary: '' },
  { name: 'VSFS_ENTRIES_PER_BLOCK', value: entriesPerBlock, summary: 'directory entries in a block' },
  {
    name: 'VSFS_BITS_PER_BLOCK',
    value: bitsPerBlock,
    summary: 'of a bitmap; bit N is bit N % 8 of byte N / 8',
  },
];
