/** Writes an object file as a relocatable ELF file: what one source has become, before it is linked. */
import * as elf from './elf-format';
import {
  FileLayout,
  type SectionHeader,
  StringTable,
  type SymbolRecord,
  finishElf,
  nullSection,
  records,
  symbolTable,
  unloaded,
} from './elf-parts';
import { mapAddresses } from './map-addresses';
import type { ObjectFile, ObjectSymbol, Relocation, Section, SectionOffset } from './object-file';
import { type RecordOf, recordSize } from './record';
import { sectionBases } from './section-bases';

export function writeObject(object: ObjectFile): Uint8Array {
  const file = new FileLayout(recordSize(elf.fileHeader));
  const names = new StringTable();
  const strings = new StringTable();
  const contents = object.sections.map(section => contentSection(section, file, names));
  const symbols = new SymbolRows(object, strings);
  const relocated = object.sections.filter(({ relocations }) => relocations.length > 0);
  const first = 1 + contents.length; // the null section comes before all
  const relocations = relocated.map(section => {
    const bytes = records(
      elf.relocationRecord,
      section.relocations.map(row => symbols.relocation(row)),
    );
    return {
      ...unloaded(names, `.rela${section.name}`, elf.SHT_RELA, file.place(bytes, 4), bytes.length),
      link: first + relocated.length,
      info: 1 + object.sections.indexOf(section),
      addralign: 4,
      entsize: recordSize(elf.relocationRecord),
    };
  });
  const sections = [nullSection, ...contents, ...relocations];
  const tables = { file, names, index: sections.length };
  sections.push(...symbolTable(symbols.locals, symbols.others, strings, tables));
  const debug = new TextEncoder().encode(JSON.stringify(flatDebug(object)));
  sections.push(unloaded(names, elf.debugSection, elf.SHT_PROGBITS, file.place(debug), debug.length));
  finishElf(file, { type: elf.ET_REL, entry: 0, programTable: { at: 0, count: 0 }, sections, names });
  return file.bytes();
}

function contentSection(section: Section, file: FileLayout, names: StringTable): SectionHeader {
  const { flags, bytes, size, alignment } = section;
  return {
    ...nullSection,
    name: names.add(section.name),
    type: flags.zero ? elf.SHT_NOBITS : elf.SHT_PROGBITS,
    flags: elf.SHF_ALLOC | (flags.write ? elf.SHF_WRITE : 0) | (flags.execute ? elf.SHF_EXECINSTR : 0),
    offset: file.place(bytes, alignment),
    size,
    addralign: alignment,
  };
}

/** Debug information with one number for each place: see `section-bases.ts`. */
function flatDebug({ sections, debug }: ObjectFile) {
  const bases = new Map(sectionBases(sections).map(({ name, base }) => [name, base]));
  const flat = mapAddresses(debug, ({ section, offset }: SectionOffset) => {
    const base = bases.get(section);
    if (base === undefined) throw new Error(`the debug information knows a section ${section}`);
    return base + offset;
  });
  return { ...flat, lines: [...flat.lines].sort((one, other) => one.address - other.address) };
}

/** The symbol table: the file's own symbols, then one for each section that relocations name. */
class SymbolRows {
  readonly locals: readonly SymbolRecord[];
  readonly others: readonly SymbolRecord[];
  private readonly indices: ReadonlyMap<string, number>;

  constructor({ sections, symbols }: ObjectFile, strings: StringTable) {
    const sectionIndex = new Map(sections.map(({ name }, index) => [name, index + 1]));
    const row = (symbol: ObjectSymbol): SymbolRecord => ({
      name: strings.add(symbol.name),
      ...placed(symbol, sectionIndex),
      size: symbol.size,
      info: (elf.symbolBindings[symbol.binding] << 4) | elf.symbolTypes[symbol.kind],
      other: 0,
    });
    const known = new Set(symbols.map(({ name }) => name));
    const unnamed = sections.filter(({ name }) => !known.has(name));
    const locals = symbols.filter(({ binding }) => binding === 'local');
    const others = symbols.filter(({ binding }) => binding !== 'local');
    const order = [...locals, ...unnamed, ...others];
    this.indices = new Map(order.map(({ name }, index) => [name, index + 1]));
    this.locals = [
      ...locals.map(row),
      ...unnamed.map(({ name }) => sectionSymbol(sectionIndex.get(name) ?? 0)),
    ];
    this.others = others.map(row);
  }

  relocation({ kind, offset, symbol, addend }: Relocation): RecordOf<typeof elf.relocationRecord> {
    const index = this.indices.get(symbol);
    if (index === undefined) throw new Error(`a relocation names ${symbol}, which the file does not know`);
    return { offset, info: (index << 8) | elf.relocationTypes[kind], addend };
  }
}

function placed(
  { name, place }: ObjectSymbol,
  sectionIndex: ReadonlyMap<string, number>,
): Pick<SymbolRecord, 'value' | 'shndx'> {
  if (place === undefined) return { value: 0, shndx: elf.SHN_UNDEF };
  if (typeof place === 'number') return { value: place, shndx: elf.SHN_ABS };
  const shndx = sectionIndex.get(place.section);
  if (shndx === undefined) throw new Error(`${name} lies in section ${place.section}, which is not there`);
  return { value: place.offset, shndx };
}

const sectionSymbol = (shndx: number): SymbolRecord => ({
  name: 0,
  value: 0,
  size: 0,
  info: elf.STT_SECTION,
  other: 0,
  shndx,
});
