/** Reads an executable from an ELF file, of which it believes nothing: any bytes give an executable or a problem. */
import { hex } from '../source';
import * as elf from './elf-format';
import type { Executable, ExecutableSymbol, Segment } from './executable';
import {
  ElfFile,
  ElfProblem,
  type ProgramHeader,
  type SectionHeader,
  attempt,
  checkEntrySize,
  isLoaded,
  readDebug,
  readHeader,
  readSections,
  stringTable,
  symbolBindings,
  symbolKinds,
} from './elf-source';
import { type RecordOf, recordSize } from './record';

/** The executable, or one plain sentence on what is wrong. Damaged debug information makes the file a wrong one. */
export function readElf(bytes: Uint8Array): { executable?: Executable; problem?: string } {
  const read = attempt(() => readExecutable(new ElfFile(bytes)));
  return 'result' in read ? { executable: read.result } : read;
}

function readExecutable(file: ElfFile): Executable {
  const header = readHeader(file, elf.ET_EXEC, 'an executable');
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

/** A symbol; none for an undefined one or one of a type that only other tools use, like the name of a source. */
function readSymbol(
  row: RecordOf<typeof elf.symbolRecord>,
  name: string,
  sections: readonly SectionHeader[],
): ExecutableSymbol[] {
  const kind = symbolKinds.get(row.info & 15);
  const binding = symbolBindings.get(row.info >> 4);
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
