/** Writes an executable as an ELF file that `readelf` and `objdump -h` understand. */
import * as elf from './elf-format';
import type { Executable, ExecutableSymbol, Segment } from './executable';
import { type Field, type RecordOf, recordSize, writeRecord } from './record';

type SectionHeader = RecordOf<typeof elf.sectionHeader>;
type ProgramHeader = RecordOf<typeof elf.programHeader>;

/** A part of the file and where it stands. */
interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

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
  sections.push(nameSection(names, file));
  const shoff = file.place(records(elf.sectionHeader, sections), 4);
  file.put(programHeaderAt, records(elf.programHeader, programs));
  file.put(
    0,
    records(elf.fileHeader, [
      {
        ident: [...elf.elfMagic, elf.ELFCLASS32, elf.ELFDATA2LSB, elf.EV_CURRENT, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        type: elf.ET_EXEC,
        machine: elf.elfMachine,
        version: elf.EV_CURRENT,
        entry: executable.entry,
        phoff: programs.length > 0 ? programHeaderAt : 0,
        shoff,
        flags: 0,
        ehsize: recordSize(elf.fileHeader),
        phentsize: recordSize(elf.programHeader),
        phnum: programs.length,
        shentsize: recordSize(elf.sectionHeader),
        shnum: sections.length,
        shstrndx: sections.length - 1,
      },
    ]),
  );
  return file.bytes();
}

/** Gives out places in the file, and puts the parts together. */
class FileLayout {
  private readonly parts: Part[] = [];

  constructor(private end: number) {}

  /** Keeps room for `size` bytes. */
  reserve(size: number): number {
    const offset = this.end;
    this.end += size;
    return offset;
  }

  /** Appends bytes at the next offset that leaves `remainder` when divided by `alignment`. */
  place(bytes: Uint8Array, alignment = 1, remainder = 0): number {
    this.end += (alignment + remainder - (this.end % alignment)) % alignment;
    this.put(this.end, bytes);
    return this.reserve(bytes.length);
  }

  put(offset: number, bytes: Uint8Array): void {
    this.parts.push({ offset, bytes });
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.end);
    for (const part of this.parts) bytes.set(part.bytes, part.offset);
    return bytes;
  }
}

/** Names, each stored once; offset 0 is the empty one. */
class StringTable {
  private readonly offsets = new Map<string, number>([['', 0]]);
  private readonly parts: string[] = ['\0'];
  private size = 1;

  add(name: string): number {
    const known = this.offsets.get(name);
    if (known !== undefined) return known;
    const offset = this.size;
    this.offsets.set(name, offset);
    this.parts.push(`${name}\0`);
    this.size += new TextEncoder().encode(name).length + 1;
    return offset;
  }

  bytes(): Uint8Array {
    return new TextEncoder().encode(this.parts.join(''));
  }
}

function records<const Fields extends readonly Field[]>(
  fields: Fields,
  rows: readonly RecordOf<Fields>[],
): Uint8Array {
  const size = recordSize(fields);
  const bytes = new Uint8Array(rows.length * size);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, i) => writeRecord(fields, view, i * size, row));
  return bytes;
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

const nullSection: SectionHeader = {
  name: 0,
  type: 0,
  flags: 0,
  addr: 0,
  offset: 0,
  size: 0,
  link: 0,
  info: 0,
  addralign: 0,
  entsize: 0,
};

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

function unloaded(
  names: StringTable,
  name: string,
  type: number,
  offset: number,
  size: number,
): SectionHeader {
  return { ...nullSection, name: names.add(name), type, offset, size, addralign: 1 };
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
  const row = (symbol: ExecutableSymbol): RecordOf<typeof elf.symbolRecord> => ({
    name: strings.add(symbol.name),
    value: symbol.address,
    size: symbol.size,
    info: (elf.symbolBindings[symbol.binding] << 4) | elf.symbolTypes[symbol.kind],
    other: 0,
    shndx: index(symbol),
  });
  const locals = executable.symbols.filter(symbol => symbol.binding === 'local').map(row);
  const others = executable.symbols.filter(symbol => symbol.binding !== 'local').map(row);
  const none = { name: 0, value: 0, size: 0, info: 0, other: 0, shndx: elf.SHN_UNDEF };
  const table = records(elf.symbolRecord, [none, ...locals, ...others]);
  const symtab = unloaded(names, '.symtab', elf.SHT_SYMTAB, file.place(table, 4), table.length);
  const text = strings.bytes();
  return [
    {
      ...symtab,
      link: loaded.length + 1,
      info: 1 + locals.length, // the first symbol that is not local
      addralign: 4,
      entsize: recordSize(elf.symbolRecord),
    },
    unloaded(names, '.strtab', elf.SHT_STRTAB, file.place(text), text.length),
  ];
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

function nameSection(names: StringTable, file: FileLayout): SectionHeader {
  const name = names.add('.shstrtab');
  const bytes = names.bytes();
  return {
    ...nullSection,
    name,
    type: elf.SHT_STRTAB,
    offset: file.place(bytes),
    size: bytes.length,
    addralign: 1,
  };
}
