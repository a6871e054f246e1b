/** Address spaces as the hardware walks them: directories and tables read out of physical memory. */
import { bitWords, maskOf, memoryMap, pageTableBits } from '../../isa';
import type { MemoryEntries, MemoryTable } from '../../protocol';

const { pageSize, userTop } = memoryMap;
const entriesOfTable = pageSize / 4;
const span = entriesOfTable * pageSize;
const valid = maskOf(pageTableBits, 'VALID');
/** What the hardware notes at an access: in the kernel's half it would tear apart what belongs together. */
const noted = maskOf(pageTableBits, 'ACCESSED') | maskOf(pageTableBits, 'DIRTY');
const highest = Math.max(...pageTableBits.map(({ bit }) => bit));

export interface Page {
  readonly virtual: number;
  readonly physical: number;
  readonly entry: number;
  readonly index: number;
}

export interface Table {
  readonly index: number;
  readonly virtual: number;
  readonly physical: number;
  readonly entry: number;
}

export const isMapped = ({ entry }: Page): boolean => (entry & valid) !== 0;

export class PageTables {
  constructor(
    /** A word at a physical address; 0 outside of RAM. */
    private readonly word: (address: number) => number,
    /** Bits that the kernel keeps for itself, with what they say. */
    private readonly kernelBits: ReadonlyMap<number, string>,
  ) {}

  /** The entries of a directory that are in use. */
  tables(directory: number): Table[] {
    return Array.from({ length: entriesOfTable }, (_, index) => index).flatMap(index => {
      const entry = this.word(directory + index * 4);
      if (!(entry & valid)) return [];
      return { index, virtual: index * span, physical: pageOf(entry), entry };
    });
  }

  /** Those that are mapped; with `others`, a bit of entries that are not valid, those that have it too. */
  pages({ physical: table, virtual }: Table, others = 0): Page[] {
    return Array.from({ length: entriesOfTable }, (_, index) => index).flatMap(index => {
      const entry = this.word(table + index * 4);
      if (!(entry & (valid | others))) return [];
      return { index, virtual: virtual + index * pageSize, physical: pageOf(entry), entry };
    });
  }

  /** Of an entry, by name. */
  bitsOf(entry: number): string[] {
    const words = bitWords(pageTableBits, entry);
    const own = Array.from({ length: pageBits - highest - 1 }, (_, index) => highest + 1 + index)
      .filter(bit => (entry >>> bit) & 1)
      .map(bit => this.kernelBits.get(1 << bit) ?? `bit ${bit}`);
    return [...words, ...own];
  }

  /** A table with its entries; `sharedWith`: others that have a frame. */
  described(table: Table, sharedWith: (page: Page) => readonly number[]): MemoryTable {
    const runs: (MemoryEntries & { readonly key: string })[] = [];
    for (const page of this.pages(table)) {
      const others = page.virtual < userTop ? sharedWith(page) : [];
      const bits = this.bitsOf(page.virtual < userTop ? page.entry : page.entry & ~noted);
      const key = `${bits.join()} ${others.join()}`;
      const last = runs.at(-1);
      if (
        last?.key === key &&
        page.index === last.index + last.count &&
        page.physical === last.physical + last.count * pageSize
      )
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      else {
        const { index, virtual, physical } = page;
        runs.push({ index, count: 1, virtual, physical, bits, sharedWith: others, key });
      }
    }
    const entries = runs.map(({ key: _, ...run }) => run);
    return {
      index: table.index,
      virtual: table.virtual,
      table: table.physical,
      bits: this.bitsOf(table.entry),
      entries,
    };
  }
}

/** Bits of an entry below the number of the frame. */
const pageBits = Math.log2(pageSize);
const pageOf = (entry: number): number => (entry & ~(pageSize - 1)) >>> 0;
