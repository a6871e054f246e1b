/** The ELF file format as far as Toy32 uses it (System V ABI, chapters 4 and 5): records and constants. */

/** Segments are aligned to this in memory and, as ELF wants it, alike in the file: the size of a page. */
export const segmentAlignment = 4096;

/** `0x5432`: "2T" in memory order; no registered machine has it. */
export const elfMachine = 0x5432;

/** The section that carries the debug information, as JSON. */
export const debugSection = '.ringside.debug';

export const elfMagic = [0x7f, 0x45, 0x4c, 0x46] as const;

export const ELFCLASS32 = 1;
export const ELFDATA2LSB = 1;
export const EV_CURRENT = 1;
export const ET_REL = 1;
export const ET_EXEC = 2;
export const PT_LOAD = 1;
export const PF_X = 1;
export const PF_W = 2;
export const PF_R = 4;
export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_STRTAB = 3;
export const SHT_RELA = 4;
export const SHT_NOBITS = 8;
export const SHF_WRITE = 1;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHN_UNDEF = 0;
export const SHN_ABS = 0xfff1;

/** The type of the symbol that stands for a section. */
export const STT_SECTION = 3;

/** Kinds of relocations, in the low eight bits of their `info`; the rest is the index of the symbol. */
export const relocationTypes = { word: 1, half: 2, byte: 3, high: 4, low: 5, branch: 6, jump: 7 } as const;

/** Values of the low four bits of a symbol's `info`, and of the upper four. */
export const symbolTypes = { none: 0, object: 1, function: 2 } as const;
export const symbolBindings = { local: 0, global: 1, weak: 2 } as const;

/** What a file is, as far as its first bytes say. */
export function fileKind(bytes: Uint8Array): 'executable' | 'object' | 'other' {
  if (elfMagic.some((byte, index) => bytes[index] !== byte)) return 'other';
  return bytes[16] === ET_REL && bytes[17] === 0 ? 'object' : 'executable';
}

const u16 = <const Name extends string>(name: Name) => ({ name, type: 'u16' }) as const;
const u32 = <const Name extends string>(name: Name) => ({ name, type: 'u32' }) as const;

export const fileHeader = [
  { name: 'ident', type: 'u8', count: 16 },
  u16('type'),
  u16('machine'),
  u32('version'),
  u32('entry'),
  u32('phoff'),
  u32('shoff'),
  u32('flags'),
  u16('ehsize'),
  u16('phentsize'),
  u16('phnum'),
  u16('shentsize'),
  u16('shnum'),
  u16('shstrndx'),
] as const;

export const programHeader = [
  u32('type'),
  u32('offset'),
  u32('vaddr'),
  u32('paddr'),
  u32('filesz'),
  u32('memsz'),
  u32('flags'),
  u32('align'),
] as const;

export const sectionHeader = [
  u32('name'),
  u32('type'),
  u32('flags'),
  u32('addr'),
  u32('offset'),
  u32('size'),
  u32('link'),
  u32('info'),
  u32('addralign'),
  u32('entsize'),
] as const;

export const symbolRecord = [
  u32('name'),
  u32('value'),
  u32('size'),
  { name: 'info', type: 'u8' },
  { name: 'other', type: 'u8' },
  u16('shndx'),
] as const;

export const relocationRecord = [u32('offset'), u32('info'), u32('addend')] as const;
