/** What arms leave to functions: loads, stores and jumps in full, with alignment, translation, faults, watchpoints, and stores that change code or page tables. */
import { cause } from './constants';
import type { Cpu } from './cpu';
import type { Memory } from './memory';
import { type Op, following } from './op';
import { raise } from './traps';

/** Returns the address of the next instruction, as all here do. */
export function load(cpu: Cpu, op: Op): number {
  const { size } = op;
  const address = effectiveAddress(cpu, op);
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

/** Every store comes here that goes to a page from which code or translations come. */
export function store(cpu: Cpu, op: Op): number {
  const { size } = op;
  const address = effectiveAddress(cpu, op);
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

/** `jalr`. */
export function jump(cpu: Cpu, op: Op): number {
  const target = effectiveAddress(cpu, op);
  if (target & 3) return raise(cpu, cause.misaligned, op.pc, target);
  cpu.registers[op.rd] = op.pc + 4;
  return target;
}

function effectiveAddress({ registers }: Cpu, { rs1, imm }: Op): number {
  return (registers[rs1] + imm) | 0;
}
