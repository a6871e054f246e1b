/** The bytes of an ELF file, of which nothing is believed: its header, its sections, its names. */
import { hex, present } from '../source';
import type { DebugInfo } from './debug-info';
import { debugProblem } from './elf-debug';
import * as elf from './elf-format';
import { type Field, type RecordOf, readRecord, recordSize } from './record';

export type FileHeader = RecordOf<typeof elf.fileHeader>;
export type ProgramHeader = RecordOf<typeof elf.programHeader>;
export type SectionHeader = RecordOf<typeof elf.sectionHeader> & { readonly text: string };

/** What is wrong with the file, as one plain sentence. */
export class ElfProblem extends Error {}

/** What was made of the file, or what is wrong with it. */
export function attempt<Result>(work: () => Result): { result: Result } | { problem: string } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof ElfProblem) return { problem: error.message };
    throw error;
  }
}

/** The bytes of a file, with every access checked. */
export class ElfFile {
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A copy of a part of the file; `what` names it in the problem. */
  part(offset: number, size: number, what: string): Uint8Array {
    this.demand(offset, size, what);
    return new Uint8Array(this.bytes.subarray(offset, offset + size));
  }

  records<const Fields extends readonly Field[]>(
    fields: Fields,
    offset: number,
    count: number,
    what: string,
  ): RecordOf<Fields>[] {
    const size = recordSize(fields);
    this.demand(offset, size * count, what);
    return Array.from({ length: count }, (_, i) => readRecord(fields, this.view, offset + i * size));
  }

  private demand(offset: number, size: number, what: string): void {
    const { length } = this.bytes;
    if (offset + size > length)
      throw new ElfProblem(`truncated: ${what} ends at byte ${offset + size}, the file has ${length}`);
  }
}

/** The header of a file of a type: `an executable`. */
export function readHeader(file: ElfFile, type: number, wanted: string): FileHeader {
  const { bytes } = file;
  if (bytes.length === 0) throw new ElfProblem('not an ELF file: it is empty');
  if (elf.elfMagic.some((byte, i) => i < bytes.length && bytes[i] !== byte))
    throw new ElfProblem('not an ELF file');
  const header = present(file.records(elf.fileHeader, 0, 1, 'the file header')[0], 'file header');
  if (header.ident[4] !== elf.ELFCLASS32) throw new ElfProblem('not a 32-bit ELF file');
  if (header.ident[5] !== elf.ELFDATA2LSB) throw new ElfProblem('not a little-endian ELF file');
  if (header.machine !== elf.elfMachine)
    throw new ElfProblem(
      `an ELF file for another machine: ${hex(header.machine)}, Toy32 is ${hex(elf.elfMachine)}`,
    );
  if (header.type !== type) throw new ElfProblem(`not ${wanted}: its ELF type is ${header.type}`);
  checkEntrySize('program header', header.phnum, header.phentsize, recordSize(elf.programHeader));
  checkEntrySize('section header', header.shnum, header.shentsize, recordSize(elf.sectionHeader));
  return header;
}

export function checkEntrySize(what: string, count: number, size: number, expected: number): void {
  if (count > 0 && size !== expected)
    throw new ElfProblem(`damaged: a ${what} is said to have ${size} bytes, it has ${expected}`);
}

export function readSections(file: ElfFile, header: FileHeader): SectionHeader[] {
  if (header.shnum === 0) return [];
  const rows = file.records(elf.sectionHeader, header.shoff, header.shnum, 'the section header table');
  const names = stringTable(file, rows[header.shstrndx], 'the table of section names');
  return rows.map((row, i) => ({ ...row, text: names(row.name, `section ${i}`) }));
}

/** How to find a name by its offset in a string table. */
export function stringTable(file: ElfFile, row: Omit<SectionHeader, 'text'> | undefined, what: string) {
  if (row?.type !== elf.SHT_STRTAB) throw new ElfProblem(`damaged: ${what} is missing`);
  const bytes = file.part(row.offset, row.size, what);
  const decoder = new TextDecoder();
  return (offset: number, owner: string): string => {
    const end = bytes.indexOf(0, offset);
    if (offset >= bytes.length || end < 0)
      throw new ElfProblem(`damaged: the name of ${owner} is outside ${what}`);
    return decoder.decode(bytes.subarray(offset, end));
  };
}

export const symbolKinds = invert(elf.symbolTypes);
export const symbolBindings = invert(elf.symbolBindings);

export function invert<Name extends string>(table: Readonly<Record<Name, number>>): Map<number, Name> {
  return new Map((Object.entries(table) as [Name, number][]).map(([name, number]) => [number, name]));
}

/** The debug information, checked, if the file has any. */
export function readDebug(file: ElfFile, sections: readonly SectionHeader[]): DebugInfo | undefined {
  const section = sections.find(row => row.text === elf.debugSection && !isLoaded(row));
  if (!section) return undefined;
  const info = parseJson(file.part(section.offset, section.size, 'the debug information'));
  const problem = debugProblem(info);
  if (problem) throw new ElfProblem(`damaged debug information: ${problem}`);
  return info as DebugInfo;
}

export const isLoaded = (section: SectionHeader) => (section.flags & elf.SHF_ALLOC) !== 0;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ElfProblem('damaged debug information: it is not JSON');
  }
}
