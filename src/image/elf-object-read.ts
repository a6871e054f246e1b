/** Reads an object file, of which it believes nothing: any bytes give an object or a problem. */
import { lazily, present } from '../source';
import type { DebugInfo } from './debug-info';
import { emptyDebugInfo } from './debug-info';
import * as elf from './elf-format';
import {
  ElfFile,
  ElfProblem,
  type SectionHeader,
  attempt,
  checkEntrySize,
  invert,
  isLoaded,
  readDebug,
  readHeader,
  readSections,
  stringTable,
  symbolBindings,
  symbolKinds,
} from './elf-source';
import { mapAddresses } from './map-addresses';
import {
  type ObjectFile,
  type ObjectSymbol,
  type Relocation,
  type Section,
  relocationSizes,
} from './object-file';
import { type RecordOf, recordSize } from './record';
import { placeIn, sectionBases } from './section-bases';

/** The object, under this name, or one plain sentence on what is wrong. */
export function readObject(bytes: Uint8Array, name: string): { object?: ObjectFile; problem?: string } {
  const read = attempt(() => {
    const object = readUnchecked(new ElfFile(bytes), name);
    void object.debug; // damage is told now
    return object;
  });
  return 'result' in read ? { object: read.result } : read;
}

/** What `writeObject` wrote and nobody can have changed; the debug information is read when it is asked for. */
export function readOwnObject(bytes: Uint8Array, name: string): ObjectFile {
  return readUnchecked(new ElfFile(bytes), name);
}

function readUnchecked(file: ElfFile, name: string): ObjectFile {
  const headers = readSections(file, readHeader(file, elf.ET_REL, 'an object file'));
  const names = sectionNames(headers);
  const symbols = readSymbols(file, headers, names);
  const sections = [...names.keys()].map(index =>
    readSection(
      file,
      headers,
      index,
      symbols.map(({ name: symbol }) => symbol),
    ),
  );
  const debug = lazily(() => readPlaces(readDebug(file, headers), sections));
  return {
    name,
    sections,
    symbols: symbols.flatMap(({ symbol }) => symbol ?? []),
    get debug() {
      return debug();
    },
  };
}

/** Of the sections that are a part of the program, by their index in the file. */
function sectionNames(headers: readonly SectionHeader[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  headers.forEach((row, index) => {
    if (!isLoaded(row)) return;
    if ([...names.values()].includes(row.text))
      throw new ElfProblem(`damaged: it has two sections ${row.text}`);
    names.set(index, row.text);
  });
  return names;
}

function readSection(
  file: ElfFile,
  headers: readonly SectionHeader[],
  index: number,
  symbols: readonly (string | undefined)[],
): Section {
  const row = present(headers[index], `section ${index}`);
  const zero = row.type === elf.SHT_NOBITS;
  const alignment = row.addralign;
  if (alignment < 1 || !Number.isInteger(Math.log2(alignment)))
    throw new ElfProblem(`damaged: section ${row.text} is aligned to ${alignment}`);
  const section = {
    name: row.text,
    flags: {
      write: (row.flags & elf.SHF_WRITE) !== 0,
      execute: (row.flags & elf.SHF_EXECINSTR) !== 0,
      zero,
    },
    alignment,
    bytes: zero ? new Uint8Array() : file.part(row.offset, row.size, `section ${row.text}`),
    size: row.size,
  };
  const tables = headers.filter(({ type, info }) => type === elf.SHT_RELA && info === index);
  return { ...section, relocations: tables.flatMap(table => readRelocations(file, table, section, symbols)) };
}

const relocationKinds = invert(elf.relocationTypes);

function readRelocations(
  file: ElfFile,
  table: SectionHeader,
  { name, bytes }: Pick<Section, 'name' | 'bytes'>,
  symbols: readonly (string | undefined)[],
): Relocation[] {
  const size = recordSize(elf.relocationRecord);
  checkEntrySize('relocation', table.size, table.entsize, size);
  const rows = file.records(elf.relocationRecord, table.offset, Math.floor(table.size / size), table.text);
  return rows.map(({ offset, info, addend }) => {
    const kind = relocationKinds.get(info & 0xff);
    const symbol = symbols[info >>> 8];
    if (kind === undefined)
      throw new ElfProblem(`damaged: ${table.text} has a relocation of type ${info & 0xff}`);
    if (symbol === undefined) throw new ElfProblem(`damaged: ${table.text} names symbol ${info >>> 8}`);
    if (offset + relocationSizes[kind] > bytes.length)
      throw new ElfProblem(
        `damaged: ${table.text} has a relocation at ${offset}, ${name} has ${bytes.length} bytes`,
      );
    return { kind, offset, symbol, addend: addend | 0 };
  });
}

/** A row of the symbol table: what relocations call it, and the symbol unless it only stands for a section. */
interface SymbolRow {
  /** Absent: they cannot name it. */
  readonly name?: string | undefined;
  readonly symbol?: ObjectSymbol;
}

function readSymbols(
  file: ElfFile,
  headers: readonly SectionHeader[],
  sections: ReadonlyMap<number, string>,
): SymbolRow[] {
  const table = headers.find(({ type }) => type === elf.SHT_SYMTAB);
  if (!table) return [];
  checkEntrySize('symbol', table.size, table.entsize, recordSize(elf.symbolRecord));
  const names = stringTable(file, headers[table.link], 'the table of symbol names');
  const count = Math.floor(table.size / recordSize(elf.symbolRecord));
  return file.records(elf.symbolRecord, table.offset, count, 'the symbol table').map((row, index) => {
    if (index === 0) return {};
    const home = sections.get(row.shndx);
    if ((row.info & 15) === elf.STT_SECTION) return { name: home };
    const name = names(row.name, `symbol ${index}`);
    const symbol = readSymbol(row, name, home, headers[row.shndx]?.size ?? 0);
    return symbol ? { name, symbol } : {};
  });
}

/** Undefined for one of a type that only other tools use. */
function readSymbol(
  { info, shndx, value, size }: RecordOf<typeof elf.symbolRecord>,
  name: string,
  section: string | undefined,
  sectionSize: number,
): ObjectSymbol | undefined {
  const kind = symbolKinds.get(info & 15);
  const binding = symbolBindings.get(info >> 4);
  if (kind === undefined) return undefined;
  if (binding === undefined) throw new ElfProblem(`damaged: symbol ${name} has binding ${info >> 4}`);
  if (shndx === elf.SHN_UNDEF) return { name, binding, kind, place: undefined, size };
  if (shndx === elf.SHN_ABS) return { name, binding, kind, place: value, size };
  if (section === undefined)
    throw new ElfProblem(`damaged: symbol ${name} is in section ${shndx}, which is not one of the program`);
  if (value > sectionSize) throw new ElfProblem(`damaged: symbol ${name} is outside section ${section}`);
  return { name, binding, kind, place: { section, offset: value }, size };
}

function readPlaces(flat: DebugInfo | undefined, sections: readonly Section[]): ObjectFile['debug'] {
  if (!flat) return emptyDebugInfo;
  const bases = sectionBases(sections);
  return mapAddresses(flat, number => {
    const place = placeIn(bases, number);
    if (!place) throw new ElfProblem(`damaged debug information: ${number} is in no section`);
    return place;
  });
}
