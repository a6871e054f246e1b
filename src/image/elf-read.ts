/** Reads an executable from an ELF file, of which it believes nothing: any bytes give an executable or a problem. */
import type { DebugInfo } from './debug-info';
import { hex, present } from '../source';
import { debugProblem } from './elf-debug';
import * as elf from './elf-format';
import type { Executable, ExecutableSymbol, Segment } from './executable';
import { type Field, type RecordOf, readRecord, recordSize } from './record';

type FileHeader = RecordOf<typeof elf.fileHeader>;
type ProgramHeader = RecordOf<typeof elf.programHeader>;
type SectionHeader = RecordOf<typeof elf.sectionHeader> & { readonly text: string };

/** What is wrong with the file, as one plain sentence. */
class ElfProblem extends Error {}

/** The executable, or one plain sentence on what is wrong. Damaged debug information makes the file a wrong one. */
export function readElf(bytes: Uint8Array): { executable?: Executable; problem?: string } {
  try {
    return { executable: readExecutable(new ElfFile(bytes)) };
  } catch (error) {
    if (error instanceof ElfProblem) return { problem: error.message };
    throw error;
  }
}

/** The bytes of a file, with every access checked. */
class ElfFile {
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

function readExecutable(file: ElfFile): Executable {
  const header = readHeader(file);
  const programs = header.phnum
    ? file.records(elf.programHeader, header.phoff, header.phnum, 'the program header table')
    : [];
  const sections = readSections(file, header);
  const loads = programs.filter(program => program.type === elf.PT_LOAD);
  const segments = loads.map(program => readSegment(file, program));
  checkSegments(segments, header.entry);
  const debug = readDebug(file, sections);
  return {
    entry: header.entry,
    segments: withSections(segments, sections),
    symbols: readSymbols(file, sections),
    ...(debug && { debug }),
  };
}

function readHeader(file: ElfFile): FileHeader {
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
  if (header.type !== elf.ET_EXEC) throw new ElfProblem(`not an executable: its ELF type is ${header.type}`);
  checkEntrySize('program header', header.phnum, header.phentsize, recordSize(elf.programHeader));
  checkEntrySize('section header', header.shnum, header.shentsize, recordSize(elf.sectionHeader));
  return header;
}

function checkEntrySize(what: string, count: number, size: number, expected: number): void {
  if (count > 0 && size !== expected)
    throw new ElfProblem(`damaged: a ${what} is said to have ${size} bytes, it has ${expected}`);
}

function readSections(file: ElfFile, header: FileHeader): SectionHeader[] {
  if (header.shnum === 0) return [];
  const rows = file.records(elf.sectionHeader, header.shoff, header.shnum, 'the section header table');
  const names = stringTable(file, rows[header.shstrndx], 'the table of section names');
  return rows.map((row, i) => ({ ...row, text: names(row.name, `section ${i}`) }));
}

/** How to find a name by its offset in a string table. */
function stringTable(file: ElfFile, row: Omit<SectionHeader, 'text'> | undefined, what: string) {
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

function readSegment(file: ElfFile, program: ProgramHeader): Segment {
  const at = `the segment at ${hex(program.vaddr)}`;
  if (program.memsz < program.filesz)
    throw new ElfProblem(
      `damaged: ${at} has ${program.filesz} bytes in the file, ${program.memsz} in memory`,
    );
  if (program.vaddr + program.memsz > 2 ** 32) throw new ElfProblem(`damaged: ${at} ends past 4 GiB`);
  return {
    address: program.vaddr,
    bytes: file.part(program.offset, program.filesz, at),
    memorySize: program.memsz,
    write: (program.flags & elf.PF_W) !== 0,
    execute: (program.flags & elf.PF_X) !== 0,
    sections: [],
  };
}

function checkSegments(segments: readonly Segment[], entry: number): void {
  let end = 0;
  for (const { address, memorySize } of segments) {
    if (address < end)
      throw new ElfProblem(`damaged: the segment at ${hex(address)} overlaps the one before`);
    end = address + memorySize;
  }
  const home = segments.find(({ address, memorySize }) => entry >= address && entry < address + memorySize);
  if (!home?.execute) throw new ElfProblem(`damaged: the entry ${hex(entry)} is in no executable segment`);
}

const isLoaded = (section: SectionHeader) => (section.flags & elf.SHF_ALLOC) !== 0;

/** The segments with the sections that they hold. */
function withSections(segments: readonly Segment[], sections: readonly SectionHeader[]): Segment[] {
  const filled = segments.map(segment => ({ ...segment, sections: [...segment.sections] }));
  for (const row of sections.filter(isLoaded)) {
    const end = row.addr + row.size;
    const home = filled.find(({ address, memorySize }) => row.addr >= address && end <= address + memorySize);
    if (!home) throw new ElfProblem(`damaged: section ${row.text} at ${hex(row.addr)} is in no segment`);
    home.sections.push({
      name: row.text,
      address: row.addr,
      size: row.size,
      zero: row.type === elf.SHT_NOBITS,
    });
  }
  return filled;
}

function readSymbols(file: ElfFile, sections: readonly SectionHeader[]): ExecutableSymbol[] {
  const table = sections.find(section => section.type === elf.SHT_SYMTAB);
  if (!table) return [];
  checkEntrySize('symbol', table.size, table.entsize, recordSize(elf.symbolRecord));
  const names = stringTable(file, sections[table.link], 'the table of symbol names');
  const count = Math.floor(table.size / recordSize(elf.symbolRecord));
  return file
    .records(elf.symbolRecord, table.offset, count, 'the symbol table')
    .flatMap((row, i) => readSymbol(row, names(row.name, `symbol ${i}`), sections))
    .sort((one, other) => one.address - other.address);
}

const kinds = invert(elf.symbolTypes);
const bindings = invert(elf.symbolBindings);

/** A symbol; none for an undefined one or one of a type that only other tools use, like the name of a source. */
function readSymbol(
  row: RecordOf<typeof elf.symbolRecord>,
  name: string,
  sections: readonly SectionHeader[],
): ExecutableSymbol[] {
  const kind = kinds.get(row.info & 15);
  const binding = bindings.get(row.info >> 4);
  if (row.shndx === elf.SHN_UNDEF || kind === undefined) return [];
  if (binding === undefined) throw new ElfProblem(`damaged: symbol ${name} has binding ${row.info >> 4}`);
  const symbol = { name, address: row.value, size: row.size, kind, binding };
  if (row.shndx === elf.SHN_ABS) return [symbol];
  const section = sections[row.shndx];
  if (!section || !isLoaded(section))
    throw new ElfProblem(
      `damaged: symbol ${name} is in section ${row.shndx}, which is not one of the program`,
    );
  return [{ ...symbol, section: section.text }];
}

function invert<Name extends string>(table: Readonly<Record<Name, number>>): Map<number, Name> {
  return new Map((Object.entries(table) as [Name, number][]).map(([name, number]) => [number, name]));
}

function readDebug(file: ElfFile, sections: readonly SectionHeader[]): DebugInfo | undefined {
  const section = sections.find(row => row.text === elf.debugSection && !isLoaded(row));
  if (!section) return undefined;
  const info = parseJson(file.part(section.offset, section.size, 'the debug information'));
  const problem = debugProblem(info);
  if (problem) throw new ElfProblem(`damaged debug information: ${problem}`);
  return info as DebugInfo;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ElfProblem('damaged debug information: it is not JSON');
  }
}
