/** Watchpoints: the TLB never holds a watched page, so its accesses come by here, and no other access pays. */
import { memoryMap } from '../isa';
import { pageShift } from './constants';
import type { Watchpoint } from './events';
import type { Mmu } from './mmu';

export class Watchpoints {
  private readonly list: Watchpoint[] = [];

  constructor(private readonly mmu: Mmu) {}

  set(watchpoint: Watchpoint): void {
    this.list.push(watchpoint);
    this.refresh();
  }

  /** Removes those that are equal to this one. */
  clear(watchpoint: Watchpoint): void {
    const keep = this.list.filter(
      ({ address, length, access }) =>
        address !== watchpoint.address || length !== watchpoint.length || access !== watchpoint.access,
    );
    this.list.splice(0, Infinity, ...keep);
    this.refresh();
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

  private refresh(): void {
    const pages = new Set<number>();
    for (const { address, length } of this.list)
      for (let page = address >>> pageShift; page <= (address + length - 1) / memoryMap.pageSize; page++)
        pages.add(page << pageShift);
    this.mmu.watch(pages);
  }
}
