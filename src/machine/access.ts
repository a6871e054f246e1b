/** Loads and stores in full: alignment, translation, faults, watchpoints, and stores that change code or page tables. */
import type { Op } from './code';
import { cause } from './constants';
import type { Cpu } from './cpu';
import { Code } from './interpreter';
import { raise } from './traps';

/** Bytes of an access by its arm of the interpreter. */
function sizeOf(code: Code): 1 | 2 | 4 {
  if (code === Code.lw || code === Code.sw) return 4;
  return code === Code.lh || code === Code.lhu || code === Code.sh ? 2 : 1;
}

/** A load that missed the TLB. */
export function loadSlowly(cpu: Cpu, op: Op, address: number): Op {
  const size = sizeOf(op.code);
  if (address & (size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'read', cpu.user);
  if (place < 0) return raise(cpu, cause.load, op.pc, address);
  cpu.registers[op.rd] = loaded(cpu, op.code, place);
  cpu.watchpoints.check(cpu, address, size, 'read', op.pc);
  return cpu.jump(op.pc + 4);
}

function loaded({ memory }: Cpu, code: Code, place: number): number {
  if (code === Code.lb) return (memory.bytes[place] << 24) >> 24;
  if (code === Code.lbu) return memory.bytes[place];
  if (code === Code.lh) return (memory.halves[place >> 1] << 16) >> 16;
  if (code === Code.lhu) return memory.halves[place >> 1];
  return memory.words[place >> 2];
}

/** A store that missed the TLB, as every store does to a page that code or translations come from. */
export function storeSlowly(cpu: Cpu, op: Op, address: number): Op {
  const size = sizeOf(op.code);
  if (address & (size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'write', cpu.user);
  if (place < 0) return raise(cpu, cause.store, op.pc, address);
  const { bytes, halves, words } = cpu.memory;
  const value = cpu.registers[op.rd];
  if (size === 1) bytes[place] = value;
  else if (size === 2) halves[place >> 1] = value;
  else words[place >> 2] = value;
  cpu.mmu.changed(place, size);
  cpu.watchpoints.check(cpu, address, size, 'write', op.pc);
  return cpu.jump(op.pc + 4);
}
