/** Loads and stores in full: alignment, translation, faults, watchpoints, and stores that change code or page tables. */
import { cause } from './constants';
import type { Cpu } from './cpu';
import type { Memory } from './memory';
import { type Op, following } from './op';
import { raise } from './traps';

/** A load that missed the TLB. Returns the address of the next instruction, as all here do. */
export function loadSlowly(cpu: Cpu, op: Op, address: number): number {
  const { size } = op;
  if (address & (size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'read', cpu.user);
  if (place < 0) return raise(cpu, cause.load, op.pc, address);
  cpu.registers[op.rd] = loaded(cpu.memory, op, place);
  cpu.accessed(address, size, 'read', op.pc);
  return following(op);
}

function loaded(memory: Memory, { size, signed }: Op, place: number): number {
  if (size === 4) return memory.word(place);
  const value = size === 1 ? memory.byte(place) : memory.half(place);
  const above = 32 - size * 8;
  return signed ? (value << above) >> above : value;
}

/** A store that missed the TLB, as every store does to a page that code or translations come from. */
export function storeSlowly(cpu: Cpu, op: Op, address: number): number {
  const { size } = op;
  if (address & (size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'write', cpu.user);
  if (place < 0) return raise(cpu, cause.store, op.pc, address);
  const { bytes, halves, words } = cpu.memory;
  const value = cpu.registers[op.rd];
  if (size === 1) bytes[place] = value;
  else if (size === 2) halves[place >> 1] = value;
  else words[place >> 2] = value;
  cpu.mmu.changed(place, size);
  cpu.accessed(address, size, 'write', op.pc);
  return following(op);
}
