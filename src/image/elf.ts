/** Executables as ELF files: 32-bit, little-endian, debug information as JSON in a section of its own. */
export { debugSection, elfMachine, segmentAlignment } from './elf-format';
export { readElf } from './elf-read';
export { writeElf } from './elf-write';
