/** The file-system image: built, read back, checked, and described to the kernel. */
export * as vsfs from './layout';
export { type DiskOptions, buildDisk } from './build';
export { vsfsHeader } from './header';
export { type BlockKind, type BlockUse, type DiskContents, blockUses, readDisk } from './read';
export type { NewFile } from './tree';
export { updateDisk } from './update';
