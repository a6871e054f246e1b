/** Watchpoints: the TLB never holds a watched page, so its accesses come by here, and no other access pays. */
import { memoryMap } from '../isa';
import { pageShift } from './constants';
import type { Watchpoint } from './events';
import type { Mmu } from './mmu';
import type { CpuState } from './state';

export class Watchpoints {
  private list: readonly Watchpoint[] = [];

  constructor(
    private readonly mmu: Mmu,
    private readonly cpu: CpuState,
    /** Told when there are some where there were none, and the other way round. */
    private readonly watchingChanged: () => void,
  ) {}

  get any(): boolean {
    return this.list.length > 0;
  }

  set(watchpoint: Watchpoint): void {
    this.change([...this.list, watchpoint]);
  }

  /** Removes those that are equal to this one. */
  clear(watchpoint: Watchpoint): void {
    this.change(
      this.list.filter(
        ({ address, length, access }) =>
          address !== watchpoint.address || length !== watchpoint.length || access !== watchpoint.access,
      ),
    );
  }

  /** Does something while nothing is watched. */
  without(work: () => void): void {
    const { list } = this;
    this.change([]);
    try {
      work();
    } finally {
      this.change(list);
    }
  }

  /** The first watchpoint that asks for an access. */
  hit(place: number, size: number, kind: 'read' | 'write'): Watchpoint | undefined {
    if (this.list.length === 0) return undefined;
    const start = place >>> 0;
    return this.list.find(
      ({ address, length, access }) =>
        start < address + length && address < start + size && (access === 'access' || access === kind),
    );
  }

  private change(list: readonly Watchpoint[]): void {
    const { any } = this;
    this.list = list;
    if (any !== this.any) this.watchingChanged();
    const pages = new Set<number>();
    for (const { address, length } of this.list)
      for (let page = address >>> pageShift; page <= (address + length - 1) / memoryMap.pageSize; page++)
        pages.add(page << pageShift);
    this.mmu.watch(pages);
    this.bound('user', 0, memoryMap.userTop);
    this.bound('kernel', memoryMap.userTop, 2 ** 32);
  }

  /** Has the fast path leave what lies between the first and the last in a half of the addresses. */
  private bound(half: 'user' | 'kernel', start: number, end: number): void {
    const own = this.list.filter(({ address, length }) => address < end && address + length > start);
    const from = Math.max(start, Math.min(...own.map(({ address }) => address)));
    const to = Math.min(end, Math.max(...own.map(({ address, length }) => address + length)));
    this.cpu.watch(half, own.length > 0 ? from : 0, own.length > 0 ? to - from : 0);
  }
}
