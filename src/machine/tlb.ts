/** Cached translations of one mode in one address space, in the machine's memory. */
import { tlbLayout, tlbSize } from './layout';
import type { Memory } from './memory';

/**
 * An entry is found by its virtual page; its tag is the address of that page, so that one comparison with
 * `address & (pageMask | alignment)` checks page and alignment together. Adding the entry's offset to an address
 * gives its place. No masked address equals the tag −1 of an empty entry.
 */
export class Tlb {
  readonly readTags: Int32Array;
  readonly readOffsets: Int32Array;
  readonly writeTags: Int32Array;
  readonly writeOffsets: Int32Array;
  readonly fetchTags: Int32Array;
  readonly fetchOffsets: Int32Array;
  readonly fetchMaps: Int32Array;
  readonly fetchPlaces: Int32Array;

  constructor(
    { buffer }: Memory,
    /** Where it stands in the machine's memory. */
    readonly start: number,
  ) {
    const column = (name: keyof typeof tlbLayout) => new Int32Array(buffer, start + tlbLayout[name], tlbSize);
    this.readTags = column('readTags').fill(-1);
    this.readOffsets = column('readOffsets');
    this.writeTags = column('writeTags').fill(-1);
    this.writeOffsets = column('writeOffsets');
    this.fetchTags = column('fetchTags').fill(-1);
    this.fetchOffsets = column('fetchOffsets');
    this.fetchMaps = column('fetchMaps');
    this.fetchPlaces = column('fetchPlaces');
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
