/** Executables as ELF files: 32-bit, little-endian, debug information as JSON in a section of its own. */
export { debugSection, elfMachine, segmentAlignment } from './elf-format';
export { readElf } from './elf-read';
export { readObject, readOwnObject } from './elf-object-read';
export { writeObject } from './elf-object-write';
export { fileKind } from './elf-format';
export { writeElf } from './elf-write';
