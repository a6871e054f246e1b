/** What an op does before it is an instruction: translate its address, predecode its word, stop at a breakpoint. */
import type { Op } from './code';
import { cause } from './constants';
import type { Cpu } from './cpu';
import { pageMask, pageShift, tlbSize } from './mmu';
import { raise } from './traps';

/** An op whose address is not translated yet. A fault counts as the instruction. */
export function fetch(cpu: Cpu, op: Op): Op {
  const { pc } = op;
  const cached = cpu.cached(pc);
  if (cached) {
    cpu.left++;
    return cached;
  }
  if (pc & 3) return raise(cpu, cause.misaligned, pc, pc);
  const place = cpu.mmu.place(pc, 'fetch', cpu.user);
  if (place < 0) return raise(cpu, cause.fetch, pc, pc);
  cpu.left++;
  const page = cpu.code.page(pc & pageMask, place & pageMask);
  const entry = (pc >>> pageShift) & (tlbSize - 1);
  cpu.tlb.fetchTags[entry] = pc & pageMask;
  cpu.tlb.fetchPages[entry] = page;
  return page.at(pc);
}

/** A `jalr` to where no op is at hand, or to no instruction's address. */
export function jumpSlowly(cpu: Cpu, op: Op, target: number): Op {
  if (target & 3) return raise(cpu, cause.misaligned, op.pc, target);
  cpu.registers[op.rd] = op.pc + 4;
  return cpu.jump(target);
}

/** An op that has not been executed before. */
export function predecode(cpu: Cpu, op: Op): Op {
  cpu.left++;
  cpu.code.decode(op);
  return op;
}

export function breakpointHit(cpu: Cpu, op: Op): Op {
  cpu.left++;
  if (cpu.resumeAt === op.pc || cpu.state.waiting) {
    cpu.resumeAt = -1;
    return cpu.code.withoutBreakpoint(op);
  }
  cpu.requestStop({ reason: 'breakpoint', address: op.pc });
  return op;
}

export function illegal(cpu: Cpu, op: Op): Op {
  return raise(cpu, cause.illegal, op.pc, cpu.code.word(op) >>> 0);
}
