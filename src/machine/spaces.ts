/** The translations of the address spaces that were current last, so that a switch between them forgets nothing. */
import { translateBit } from './constants';
import { CpuWord, spaceCount, tlbLayout } from './layout';
import type { Memory } from './memory';
import { Tlb } from './tlb';

type Kind = 'reads' | 'stores' | 'fetches';

/** How often translations of each kind have been forgotten. */
type Generation = Record<Kind, number>;

interface Space {
  ptb: number;
  readonly kernel: Tlb;
  readonly user: Tlb;
  /** Up to where it has forgotten what was to be forgotten. */
  readonly seen: Generation;
}

/**
 * Which one is current stands in the CPU's area, where code can change it too: to one that is listed there, because it has
 * forgotten all that was to be forgotten.
 */
export class Spaces {
  private readonly spaces: readonly Space[];
  private readonly now: Generation = { reads: 0, stores: 0, fetches: 0 };
  private readonly cells: Int32Array;
  /** The next to be given to another page directory. */
  private next = 0;

  constructor(private readonly memory: Memory) {
    const { buffer, layout } = memory;
    this.cells = new Int32Array(buffer, layout.cpu, CpuWord.end);
    const tlb = (index: number) => new Tlb(memory, layout.tlbs + index * tlbLayout.size);
    this.spaces = Array.from({ length: spaceCount }, (_, index) => ({
      ptb: 0,
      kernel: tlb(2 * index),
      user: tlb(2 * index + 1),
      seen: { ...this.now },
    }));
    this.makeCurrent(0);
  }

  get kernel(): Tlb {
    return this.current.kernel;
  }

  get user(): Tlb {
    return this.current.user;
  }

  /** Makes the translations under this page directory current. */
  switchTo(ptb: number): void {
    if (this.current.ptb === ptb) return;
    const known = this.spaces.findIndex(each => each.ptb === ptb);
    this.makeCurrent(known >= 0 ? known : this.giveTo(ptb));
  }

  /** Forgets translations of a kind in every address space. */
  forget(kind: Kind): void {
    this.now[kind]++;
    this.cells.fill(0, CpuWord.spaces, CpuWord.spaces + spaceCount);
    this.catchUp(this.index);
  }

  private get index(): number {
    return ((this.cells[CpuWord.kernelTlb] ?? 0) - this.memory.layout.tlbs) / (2 * tlbLayout.size);
  }

  private get current(): Space {
    return this.at(this.index);
  }

  private at(index: number): Space {
    const space = this.spaces[index];
    if (!space) throw new Error(`there is no address space ${index}`);
    return space;
  }

  /** Gives one that is not current to a page directory. */
  private giveTo(ptb: number): number {
    if (this.next === this.index) this.next = (this.next + 1) % spaceCount;
    const given = this.next;
    this.next = (given + 1) % spaceCount;
    const space = this.at(given);
    space.ptb = ptb;
    space.seen.reads = space.seen.stores = space.seen.fetches = -1;
    return given;
  }

  private makeCurrent(index: number): void {
    const space = this.at(index);
    this.cells[CpuWord.kernelTlb] = space.kernel.start;
    this.cells[CpuWord.userTlb] = space.user.start;
    this.catchUp(index);
  }

  private catchUp(index: number): void {
    const { ptb, kernel, user, seen } = this.at(index);
    for (const tlb of [kernel, user]) {
      if (seen.reads !== this.now.reads) tlb.forgetReads();
      if (seen.stores !== this.now.stores) tlb.forgetStores();
      if (seen.fetches !== this.now.fetches) tlb.forgetFetches();
    }
    Object.assign(seen, this.now);
    this.cells[CpuWord.spaces + index] = ptb & translateBit ? ptb : 0;
  }
}
