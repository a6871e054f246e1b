/** How the interpreter comes from an address to an op, and what an op does before it is an instruction. */
import type { CodeCache } from './code';
import { cause, pageMask } from './constants';
import type { Cpu } from './cpu';
import { tlbEntry, tlbSize } from './layout';
import { type CodePage, Op } from './op';
import { raise } from './traps';
import type { Tlb } from './tlb';

/** Pages of code by entry of the TLB; one is valid where the TLB's fetch tag is. */
export type FetchPages = (CodePage | undefined)[];

export class Fetcher {
  /** By mode: kernel, user. */
  private readonly pages: readonly [FetchPages, FetchPages] = [emptyPages(), emptyPages()];

  constructor(
    private readonly cpu: Cpu,
    private readonly code: CodeCache,
  ) {}

  /** The pages that belong to a mode's TLB. */
  pagesOf({ mode }: Tlb): FetchPages {
    return this.pages[mode];
  }

  /** The op at an address. It is translated now if that is cached, else when it comes to be executed. */
  jump(pc: number): Op {
    return this.cached(pc)?.at(pc) ?? new Op(pc >>> 0, undefined);
  }

  private cached(pc: number): CodePage | undefined {
    const { tlb } = this.cpu;
    const entry = tlbEntry(pc);
    return tlb.fetchTags[entry] === (pc & (pageMask | 3)) ? this.pagesOf(tlb)[entry] : undefined;
  }

  /**
   * What to execute in place of an op that is not ready: the op with its address translated, decoded, or without its
   * breakpoint. It has not been executed, so it does not count; but a fault at a fetch counts as the instruction.
   */
  prepare(op: Op): Op {
    if (!op.page) return this.fetch(op.pc);
    this.cpu.state.left++;
    if (this.cpu.breakpoints.has(op.pc)) return this.breakpointHit(op, op.page);
    this.code.decode(op, op.page);
    return op;
  }

  private fetch(pc: number): Op {
    const { cpu } = this;
    const cached = this.cached(pc);
    if (cached) {
      cpu.state.left++;
      return cached.at(pc);
    }
    if (pc & 3) return this.jump(raise(cpu, cause.misaligned, pc, pc));
    const place = cpu.mmu.place(pc, 'fetch', cpu.user);
    if (place < 0) return this.jump(raise(cpu, cause.fetch, pc, pc));
    cpu.state.left++;
    const page = this.code.page(pc & pageMask, place & pageMask);
    this.remember(pc, page);
    return page.at(pc);
  }

  private breakpointHit(op: Op, page: CodePage): Op {
    const { cpu } = this;
    if (cpu.resumeAt === op.pc || cpu.state.waiting) {
      cpu.resumeAt = -1;
      const bare = new Op(op.pc, page);
      this.code.decode(bare, page);
      return bare;
    }
    cpu.requestStop({ reason: 'breakpoint', address: op.pc });
    return op;
  }

  private remember(pc: number, page: CodePage): void {
    const { tlb } = this.cpu;
    const entry = tlbEntry(pc);
    tlb.fetchTags[entry] = pc & pageMask;
    this.pagesOf(tlb)[entry] = page;
  }
}

function emptyPages(): FetchPages {
  return new Array<undefined>(tlbSize).fill(undefined);
}
