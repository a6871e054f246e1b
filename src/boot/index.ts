/** Sources in, a booted machine out: programs, kernels and disks are built here, and put into a machine. */
export * from './files';
export * from './build-cache';
export { type TranslateOptions, type Translated, translate } from './translate';
export { type BuildOptions, type Built, buildKernel, buildProgram } from './build';
export type { ObjectStore } from './kept';
export { inputOf } from './objects';
export { isPart, partsOf, titleOf } from './parts';
export * from './archive';
export { type Prebuilt, type PrebuiltProgram, packPrebuilt, readPrebuilt } from './prebuilt';
export { makePrebuilt } from './make-prebuilt';
export {
  type BundledProgram,
  type DiskFile,
  type Program,
  bundledPrograms,
  onDiskAs,
  programName,
} from './disk-files';
/** What stands where on the disk of a machine that runs. */
export { type BlockUse, blockUses, vsfs } from '../disk';
export * from './system';
export * from './launch';
export * from './recording';
export { pathOnDisk, splitDiskFile } from './launch/kinds';
export { type BootPorts, type Booted, bootLaunch, programLines } from './launch/boot';
