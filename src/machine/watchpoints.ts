/** Watchpoints: the TLB never holds a watched page, so its accesses come by here, and no other access pays. */
import { memoryMap } from '../isa';
import type { Cpu } from './cpu';
import type { Watchpoint } from './events';
import { type Mmu, pageShift } from './mmu';

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

  /** Stops the run after an access that a watchpoint asks for. */
  check(cpu: Cpu, address: number, size: number, access: 'read' | 'write', pc: number): void {
    if (this.list.length === 0) return;
    const start = address >>> 0;
    for (const watchpoint of this.list) {
      const overlaps = start < watchpoint.address + watchpoint.length && watchpoint.address < start + size;
      if (overlaps && (watchpoint.access === 'access' || watchpoint.access === access))
        cpu.requestStop({ reason: 'watchpoint', watchpoint, address: start, access, pc: pc >>> 0 });
    }
  }

  private refresh(): void {
    this.mmu.watched.clear();
    for (const { address, length } of this.list)
      for (let page = address >>> pageShift; page <= (address + length - 1) / memoryMap.pageSize; page++)
        this.mmu.watched.add(page << pageShift);
    this.mmu.forget();
  }
}
