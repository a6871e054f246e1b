/** Generates `guest/include/vsfs.h`, the kernel's view of the file system, from the layout. */
import type { Field } from '../image';
import { constants, entryFields, inodeFields, journalFields, superblockFields } from './layout';

export function vsfsHeader(): string {
  return [
    '/* The file system on the disk, after OSTEP chapter 40. Generated from src/disk/layout.ts: do not edit.',
    ' *',
    ' *     block 0      superblock',
    ' *     then         bitmap of inodes, bitmap of blocks, table of inodes, journal, data; the superblock says where',
    ' */',
    '#ifndef VSFS_H',
    '#define VSFS_H',
    '',
    ...constants.map(({ name, value, hex, summary }) =>
      comment(`#define ${name} ${hex ? `0x${value.toString(16)}` : value}`, summary),
    ),
    '',
    ...struct('vsfs_superblock', superblockFields),
    ...struct('vsfs_journal', journalFields),
    ...struct('vsfs_inode', inodeFields),
    ...struct('vsfs_dirent', entryFields),
    '#endif',
    '',
  ].join('\n');
}

const cTypes = { u8: 'unsigned char', u16: 'unsigned short', u32: 'unsigned int', char: 'char' } as const;

function struct(name: string, fields: readonly Field[]): string[] {
  const rows = fields.map(({ name: field, type, count, summary = '' }) =>
    comment(`    ${cTypes[type]} ${field}${count === undefined ? '' : `[${count}]`};`, summary),
  );
  return [`struct ${name} {`, ...rows, '};', ''];
}

function comment(code: string, summary: string): string {
  return summary ? `${code.padEnd(36)} /* ${summary} */` : code;
}
