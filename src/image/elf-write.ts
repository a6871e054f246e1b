/** Writes an executable as an ELF file that `readelf` and `objdump -h` understand. */
import * as elf from './elf-format';
import type { Executable, ExecutableSymbol, Segment } from './executable';
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
import { type RecordOf, recordSize } from './record';

type ProgramHeader = RecordOf<typeof elf.programHeader>;

export function writeElf(executable: Executable): Uint8Array {
  const file = new FileLayout(recordSize(elf.fileHeader));
  const programHeaderAt = file.reserve(executable.segments.length * recordSize(elf.programHeader));
  const names = new StringTable();
  const sections = [nullSection];
  const programs = executable.segments.map(segment => {
    const offset = file.place(segment.bytes, elf.segmentAlignment, segment.address % elf.segmentAlignment);
    sections.push(...segment.sections.map(section => loadedSection(section, segment, offset, names)));
    return programFor(segment, offset);
  });
  sections.push(...symbolSections(executable, sections, file, names));
  if (executable.debug) {
    const bytes = new TextEncoder().encode(JSON.stringify(executable.debug));
    sections.push(unloaded(names, elf.debugSection, elf.SHT_PROGBITS, file.place(bytes), bytes.length));
  }
  const programTable = { at: programs.length > 0 ? programHeaderAt : 0, count: programs.length };
  file.put(programHeaderAt, records(elf.programHeader, programs));
  finishElf(file, { type: elf.ET_EXEC, entry: executable.entry, programTable, sections, names });
  return file.bytes();
}

function programFor(segment: Segment, offset: number): ProgramHeader {
  return {
    type: elf.PT_LOAD,
    offset,
    vaddr: segment.address,
    paddr: segment.address,
    filesz: segment.bytes.length,
    memsz: segment.memorySize,
    flags: elf.PF_R | (segment.write ? elf.PF_W : 0) | (segment.execute ? elf.PF_X : 0),
    align: elf.segmentAlignment,
  };
}

function loadedSection(
  section: Segment['sections'][number],
  segment: Segment,
  offset: number,
  names: StringTable,
): SectionHeader {
  const within = Math.min(section.address - segment.address, segment.bytes.length);
  return {
    ...nullSection,
    name: names.add(section.name),
    type: section.zero ? elf.SHT_NOBITS : elf.SHT_PROGBITS,
    flags: elf.SHF_ALLOC | (segment.write ? elf.SHF_WRITE : 0) | (segment.execute ? elf.SHF_EXECINSTR : 0),
    addr: section.address,
    offset: offset + within,
    size: section.size,
    addralign: section.address % 4 === 0 ? 4 : 1,
  };
}

/** `.symtab` and `.strtab`, in this order; `loaded` are the sections in front of them. */
function symbolSections(
  executable: Executable,
  loaded: readonly SectionHeader[],
  file: FileLayout,
  names: StringTable,
): SectionHeader[] {
  const strings = new StringTable();
  const index = sectionIndex(executable, loaded);
  const row = (symbol: ExecutableSymbol): SymbolRecord => ({
    name: strings.add(symbol.name),
    value: symbol.address,
    size: symbol.size,
    info: (elf.symbolBindings[symbol.binding] << 4) | elf.symbolTypes[symbol.kind],
    other: 0,
    shndx: index(symbol),
  });
  const locals = executable.symbols.filter(symbol => symbol.binding === 'local').map(row);
  const others = executable.symbols.filter(symbol => symbol.binding !== 'local').map(row);
  return symbolTable(locals, others, strings, { file, names, index: loaded.length });
}

/** The index of a symbol's section: by name and, among sections of one name, by address. */
function sectionIndex(executable: Executable, loaded: readonly SectionHeader[]) {
  const byName = new Map<string, number[]>();
  executable.segments
    .flatMap(segment => segment.sections)
    .forEach(({ name }, i) => byName.set(name, [...(byName.get(name) ?? []), i + 1]));
  return ({ name, section, address }: ExecutableSymbol): number => {
    if (section === undefined) return elf.SHN_ABS;
    const indices = byName.get(section) ?? [];
    const [first] = indices;
    if (first === undefined)
      throw new Error(`symbol ${name} lies in section ${section}, which no segment holds`);
    const holds = (i: number) => {
      const { addr, size } = loaded[i] ?? { addr: Infinity, size: 0 };
      return address >= addr && address <= addr + size;
    };
    return indices.find(holds) ?? first;
  };
}
