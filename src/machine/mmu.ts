/**
 * Address translation: the page-table walk, and a software TLB in front of it. The TLB never shows: a store to a
 * page table that a cached translation came from forgets all of them, so no program can tell that there is one.
 */
import { memoryMap } from '../isa';
import { offsetMask, pageMask, pageShift, pte, slotMask, translateBit } from './constants';
import { Guard } from './guard';
import { tlbEntry } from './layout';
import type { Memory } from './memory';
import type { CpuState } from './state';
import { Spaces } from './spaces';
import type { Tlb } from './tlb';

export type Access = 'read' | 'write' | 'fetch';

/** Why stores to a physical page take the slow path, where `changed` sees them: bits of its mark. */
export const codeMark = 1;
export const tableMark = 2;

export class Mmu {
  private readonly spaces: Spaces;
  private watched: ReadonlySet<number> = new Set<number>();
  /** By physical page. */
  private readonly marks: Uint8Array;
  /** To be told before bytes of RAM change other than by a store that hits the TLB. */
  readonly guard: Guard;
  private tables: number[] = [];

  constructor(
    private readonly memory: Memory,
    private readonly cpu: CpuState,
    /** Called when bytes of a physical page with the code mark have changed. */
    private readonly codeChanged: (page: number) => void,
  ) {
    const { buffer, layout, size } = memory;
    this.spaces = new Spaces(memory);
    this.marks = new Uint8Array(buffer, layout.marks, size >>> pageShift);
    this.guard = new Guard(this.marks, () => this.spaces.forget('stores'));
  }

  /** The translations of a mode in the current address space. */
  tlb(user: boolean): Tlb {
    return user ? this.spaces.user : this.spaces.kernel;
  }

  /** To be called when `ptb` has changed. */
  switchSpace(): void {
    this.spaces.switchTo(this.cpu.ptb);
  }

  /** The place in RAM that an access goes to; −1 is a page fault. Sets accessed and dirty bits. */
  place(address: number, access: Access, user: boolean): number {
    const tlb = this.tlb(user);
    const entry = tlbEntry(address);
    const page = address & pageMask;
    if (access === 'read' && tlb.readTags[entry] === page)
      return (address + (tlb.readOffsets[entry] ?? 0)) | 0;
    if (access === 'write' && tlb.writeTags[entry] === page)
      return (address + (tlb.writeOffsets[entry] ?? 0)) | 0;
    const place = this.walk(address, access, user);
    if (place >= 0 && access === 'write') this.guard.changing(place, 1);
    if (place >= 0) this.remember(tlb, entry, page, place & pageMask, access);
    return place;
  }

  /** The place of a virtual address without regard to permissions, changing nothing; −1 if it is not mapped to RAM. */
  peek(address: number, ptb: number): number {
    if ((ptb & translateBit) === 0) return this.memory.offset(address);
    const entry = this.findEntry(address, ptb);
    if (entry < 0) return -1;
    const value = this.memory.word(entry);
    return value & pte.valid ? this.physicalPlace(value, address) : -1;
  }

  /** The place of the page-table entry for an address; undefined where no page is mapped, or nothing is translated. */
  entryOf(address: number, ptb: number): number | undefined {
    const entry = (ptb & translateBit) === 0 ? -1 : this.findEntry(address, ptb);
    return entry < 0 || (this.memory.word(entry) & pte.valid) === 0 ? undefined : entry;
  }

  /** The page-table entry for an address, in use or not, and where it is in RAM; undefined where no table reaches. */
  slotOf(address: number, ptb: number): { readonly place: number; readonly word: number } | undefined {
    const place = (ptb & translateBit) === 0 ? -1 : this.findEntry(address, ptb);
    return place < 0 ? undefined : { place, word: this.memory.word(place) >>> 0 };
  }

  /** The virtual addresses of a place, in their order, without regard to permissions. */
  virtualsOf(place: number, ptb: number): number[] {
    if ((ptb & translateBit) === 0) return [place + memoryMap.ramBase];
    const found: number[] = [];
    const tableSpan = 2 ** 22;
    for (let table = 0; table < 2 ** 32; table += tableSpan) {
      if (this.findEntry(table, ptb) < 0) continue;
      for (let page = table; page < table + tableSpan; page += memoryMap.pageSize)
        if (this.peek(page, ptb) === place - (place & offsetMask)) found.push(page + (place & offsetMask));
    }
    return found;
  }

  /** Gives a physical page a mark. Stores to it no longer go through the TLB. */
  mark(page: number, mark: number): void {
    const marks = this.marksOf(page);
    if (marks & mark) return;
    if (marks === 0) this.spaces.forget('stores');
    if (mark === tableMark) this.tables.push(page);
    this.marks[page] = marks | mark;
  }

  unmark(page: number, mark: number): void {
    this.marks[page] = this.marksOf(page) & ~mark;
  }

  /** To be called after bytes of RAM have changed other than by a store that hit the TLB. */
  changed(place: number, length: number): void {
    for (let page = place >>> pageShift; page <= (place + length - 1) >>> pageShift; page++) {
      const marks = this.marksOf(page);
      if (marks & codeMark) this.codeChanged(page);
      if (marks & tableMark) this.forget();
    }
  }

  /** Virtual pages with a watchpoint on them, whose accesses never enter the TLB. */
  watch(pages: ReadonlySet<number>): void {
    this.watched = pages;
    this.forget();
  }

  /** Forgets all translations. */
  forget(): void {
    for (const page of this.tables) this.unmark(page, tableMark);
    this.tables = [];
    this.spaces.forget('reads');
    this.spaces.forget('stores');
    this.spaces.forget('fetches');
  }

  forgetFetches(): void {
    this.spaces.forget('fetches');
  }

  private marksOf(page: number): number {
    return this.marks[page] ?? 0;
  }

  /** Marks the tables that the translation depends on. */
  private walk(address: number, access: Access, user: boolean): number {
    const { ptb } = this.cpu;
    if ((ptb & translateBit) === 0) return this.memory.offset(address);
    const entry = this.findEntry(address, ptb);
    if (entry < 0) return -1;
    const value = this.memory.word(entry);
    if (!permits(value, access, user)) return -1;
    const place = this.physicalPlace(value, address);
    if (place < 0) return place;
    this.use(entry, value, access);
    this.mark(this.memory.offset(ptb & pageMask) >>> pageShift, tableMark);
    this.mark(entry >>> pageShift, tableMark);
    return place;
  }

  /** The place of the page-table entry for an address; −1 if the tables do not reach so far. */
  private findEntry(address: number, ptb: number): number {
    const directory = this.memory.offset((ptb & pageMask) + (address >>> 22) * 4);
    if (directory < 0) return -1;
    const pointer = this.memory.word(directory);
    if ((pointer & pte.valid) === 0) return -1;
    return this.memory.offset((pointer & pageMask) + ((address >>> pageShift) & slotMask) * 4);
  }

  private physicalPlace(entry: number, address: number): number {
    return this.memory.offset((entry & pageMask) | (address & offsetMask));
  }

  /** Sets the bits that say how a page was used. */
  private use(entry: number, value: number, access: Access): void {
    const used = value | pte.accessed | (access === 'write' ? pte.dirty : 0);
    if (used === value) return;
    this.guard.changing(entry, 4);
    this.memory.words[entry >>> 2] = used;
    if (this.marksOf(entry >>> pageShift) & codeMark) this.codeChanged(entry >>> pageShift);
  }

  private remember(tlb: Tlb, entry: number, page: number, place: number, access: Access): void {
    if (access === 'fetch' || this.watched.has(page)) return;
    if (access === 'read') {
      tlb.readTags[entry] = page;
      tlb.readOffsets[entry] = place - page;
    } else if (this.marksOf(place >>> pageShift) === 0) {
      tlb.writeTags[entry] = page;
      tlb.writeOffsets[entry] = place - page;
    }
  }
}

function permits(entry: number, access: Access, user: boolean): boolean {
  const needed =
    pte.valid |
    (user ? pte.user : 0) |
    (access === 'write' ? pte.write : 0) |
    (access === 'fetch' ? pte.execute : 0);
  if ((entry & needed) !== needed) return false;
  return access !== 'fetch' || user || (entry & pte.user) === 0;
}
