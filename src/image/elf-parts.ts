/** The parts that every ELF file is written from: places, names, tables, and the header that leads to them. */
import * as elf from './elf-format';
import { type Field, type RecordOf, recordSize, writeRecord } from './record';

export type SectionHeader = RecordOf<typeof elf.sectionHeader>;
export type SymbolRecord = RecordOf<typeof elf.symbolRecord>;

/** A part of the file and where it stands. */
interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Gives out places in the file, and puts the parts together. */
export class FileLayout {
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
export class StringTable {
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

export function records<const Fields extends readonly Field[]>(
  fields: Fields,
  rows: readonly RecordOf<Fields>[],
): Uint8Array {
  const size = recordSize(fields);
  const bytes = new Uint8Array(rows.length * size);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, i) => writeRecord(fields, view, i * size, row));
  return bytes;
}

export const nullSection: SectionHeader = {
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

export function unloaded(
  names: StringTable,
  name: string,
  type: number,
  offset: number,
  size: number,
): SectionHeader {
  return { ...nullSection, name: names.add(name), type, offset, size, addralign: 1 };
}

/** `.symtab` and `.strtab`, in this order; `index` is the number of the first of the two. */
export function symbolTable(
  locals: readonly SymbolRecord[],
  others: readonly SymbolRecord[],
  strings: StringTable,
  { file, names, index }: { file: FileLayout; names: StringTable; index: number },
): SectionHeader[] {
  const none = { name: 0, value: 0, size: 0, info: 0, other: 0, shndx: elf.SHN_UNDEF };
  const table = records(elf.symbolRecord, [none, ...locals, ...others]);
  const symtab = unloaded(names, '.symtab', elf.SHT_SYMTAB, file.place(table, 4), table.length);
  const text = strings.bytes();
  return [
    {
      ...symtab,
      link: index + 1,
      info: 1 + locals.length, // the first symbol that is not local
      addralign: 4,
      entsize: recordSize(elf.symbolRecord),
    },
    unloaded(names, '.strtab', elf.SHT_STRTAB, file.place(text), text.length),
  ];
}

interface Finish {
  readonly type: number;
  readonly entry: number;
  readonly programTable: { readonly at: number; readonly count: number };
  /** All but that of the names of sections, which comes last. */
  readonly sections: readonly SectionHeader[];
  readonly names: StringTable;
}

/** Puts the table of sections at the end of the file, and its header at the start. */
export function finishElf(file: FileLayout, { type, entry, programTable, sections, names }: Finish): void {
  const all = [...sections, nameSection(names, file)];
  const shoff = file.place(records(elf.sectionHeader, all), 4);
  file.put(
    0,
    records(elf.fileHeader, [
      {
        ident: [...elf.elfMagic, elf.ELFCLASS32, elf.ELFDATA2LSB, elf.EV_CURRENT, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        type,
        machine: elf.elfMachine,
        version: elf.EV_CURRENT,
        entry,
        phoff: programTable.at,
        shoff,
        flags: 0,
        ehsize: recordSize(elf.fileHeader),
        phentsize: recordSize(elf.programHeader),
        phnum: programTable.count,
        shentsize: recordSize(elf.sectionHeader),
        shnum: all.length,
        shstrndx: all.length - 1,
      },
    ]),
  );
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
