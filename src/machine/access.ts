/** Loads and stores in full: alignment, translation, faults, watchpoints, and stores that change code or page tables. */
import { cause } from './constants';
import type { Cpu } from './cpu';
import type { Memory } from './memory';
import { Code, type Op, following } from './op';
import { raise } from './traps';

/** Bytes of an access by its arm of the interpreter. */
function sizeOf(code: Code): 1 | 2 | 4 {
  if (code === Code.lw || code === Code.sw) return 4;
  return code === Code.lh || code === Code.lhu || code === Code.sh ? 2 : 1;
}

/** A load that missed the TLB. Returns the address of the next instruction, as all here do. */
export function loadSlowly(cpu: Cpu, op: Op, address: number): number {
  const size = sizeOf(op.code);
  if (address & (size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'read', cpu.user);
  if (place < 0) return raise(cpu, cause.load, op.pc, address);
  cpu.registers[op.rd] = loaded(cpu.memory, op.code, place);
  cpu.accessed(address, size, 'read', op.pc);
  return following(op);
}

function loaded(memory: Memory, code: Code, place: number): number {
  if (code === Code.lb) return (memory.byte(place) << 24) >> 24;
  if (code === Code.lbu) return memory.byte(place);
  if (code === Code.lh) return (memory.half(place) << 16) >> 16;
  if (code === Code.lhu) return memory.half(place);
  return memory.word(place);
}

/** A store that missed the TLB, as every store does to a page that code or translations come from. */
export function storeSlowly(cpu: Cpu, op: Op, address: number): number {
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
  cpu.accessed(address, size, 'write', op.pc);
  return following(op);
}

/** An atomic instruction: a load and a store of one word, as a store where it faults. `change` gives the new word, or undefined. */
export function exchange(cpu: Cpu, op: Op, change: (old: number) => number | undefined): number {
  const address = cpu.registers[op.rs1];
  if (address & 3) return raise(cpu, cause.misaligned, op.pc, address);
  const place = cpu.mmu.place(address, 'write', cpu.user);
  if (place < 0) return raise(cpu, cause.store, op.pc, address);
  const old = cpu.memory.word(place);
  const value = change(old);
  cpu.setRegister(op.rd, old);
  cpu.accessed(address, 4, 'read', op.pc);
  if (value !== undefined) {
    cpu.memory.words[place >> 2] = value;
    cpu.mmu.changed(place, 4);
    cpu.accessed(address, 4, 'write', op.pc);
  }
  return following(op);
}
