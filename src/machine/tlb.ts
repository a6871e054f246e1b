/** Cached translations of one mode, in the machine's memory. */
import { tlbLayout, tlbSize } from './layout';
import type { Memory } from './memory';

/**
 * An entry is found by the low bits of its virtual page; its tag is the address of that page, so that one comparison
 * with `address & (pageMask | alignment)` checks page and alignment together. Adding the entry's offset to an address
 * gives its place in RAM. No masked address equals the tag −1 of an empty entry.
 */
export class Tlb {
  readonly readTags: Int32Array;
  readonly readOffsets: Int32Array;
  readonly writeTags: Int32Array;
  readonly writeOffsets: Int32Array;
  /** Which entries of the engine's own table of code are valid. */
  readonly fetchTags: Int32Array;

  constructor(
    { buffer, layout }: Memory,
    /** 0: the kernel's; 1: the user's. */
    readonly mode: 0 | 1,
  ) {
    const start = mode === 0 ? layout.kernelTlb : layout.userTlb;
    const column = (name: keyof typeof tlbLayout) => new Int32Array(buffer, start + tlbLayout[name], tlbSize);
    this.readTags = column('readTags').fill(-1);
    this.readOffsets = column('readOffsets');
    this.writeTags = column('writeTags').fill(-1);
    this.writeOffsets = column('writeOffsets');
    this.fetchTags = column('fetchTags').fill(-1);
  }

  forgetReads(): void {
    this.readTags.fill(-1);
  }

  forgetStores(): void {
    this.writeTags.fill(-1);
  }

  forgetFetches(): void {
    this.fetchTags.fill(-1);
  }
}
