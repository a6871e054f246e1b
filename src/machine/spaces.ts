/** The translations of the address spaces that were current last, so that a switch between them forgets nothing. */
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
  /** When it became current last. */
  used: number;
}

export class Spaces {
  private readonly spaces: readonly Space[];
  private readonly now: Generation = { reads: 0, stores: 0, fetches: 0 };
  private readonly cells: Int32Array;
  private current: Space;
  private uses = 0;

  constructor(memory: Memory) {
    const { buffer, layout } = memory;
    this.cells = new Int32Array(buffer, layout.cpu, CpuWord.end);
    const tlb = (index: number) => new Tlb(memory, layout.tlbs + index * tlbLayout.size);
    const first = (index: number): Space => ({
      ptb: 0,
      kernel: tlb(2 * index),
      user: tlb(2 * index + 1),
      seen: { ...this.now },
      used: 0,
    });
    this.current = first(0);
    this.spaces = [this.current, ...Array.from({ length: spaceCount - 1 }, (_, index) => first(index + 1))];
    this.makeCurrent(this.current);
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
    let space = this.spaces.find(each => each.ptb === ptb);
    if (!space) {
      space = this.spaces.reduce((oldest, each) => (each.used < oldest.used ? each : oldest));
      space.ptb = ptb;
      space.seen.reads = space.seen.stores = space.seen.fetches = -1;
    }
    this.makeCurrent(space);
  }

  /** Forgets translations of a kind in every address space. */
  forget(kind: Kind): void {
    this.now[kind]++;
    this.catchUp(kind);
  }

  private makeCurrent(space: Space): void {
    this.current = space;
    space.used = ++this.uses;
    this.cells[CpuWord.kernelTlb] = space.kernel.start;
    this.cells[CpuWord.userTlb] = space.user.start;
    this.catchUp('reads');
    this.catchUp('stores');
    this.catchUp('fetches');
  }

  private catchUp(kind: Kind): void {
    const { kernel, user, seen } = this.current;
    if (seen[kind] === this.now[kind]) return;
    seen[kind] = this.now[kind];
    for (const tlb of [kernel, user])
      if (kind === 'reads') tlb.forgetReads();
      else if (kind === 'stores') tlb.forgetStores();
      else tlb.forgetFetches();
  }
}
