/** Instructions as the table of `src/isa` tells them: what a row `does`, made into a function of the machine's. */
import {
  type AccessDoes,
  type ComputeDoes,
  type Does,
  causeNamed,
  evaluator,
  registerAt,
  registerField,
} from '../isa';
import { cause } from './constants';
import type { Memory } from './memory';
import type { Execute, Op } from './op';
import { raise } from './traps';

export function fromTable(does: Does): Execute {
  return does.memory ? access(does) : computation(does);
}

/** Everything is worked out before anything changes. */
function computation({ fault, set, jump }: ComputeDoes): Execute {
  const fails = fault && evaluator(fault.when);
  const faultCause = fault ? causeNamed(fault.cause).number : 0;
  const value = set && evaluator(set.value);
  const condition = jump && evaluator(jump.when ?? 1);
  const computed = jump && jump.to !== 'label' ? evaluator(jump.to) : undefined;
  return (cpu, op) => {
    const { registers } = cpu;
    if (fails?.(registers, op, 0)) return raise(cpu, faultCause, op.pc, 0);
    const taken = condition?.(registers, op, 0);
    const target = taken ? computed?.(registers, op, 0) : undefined;
    if (target !== undefined && target & 3) return raise(cpu, cause.misaligned, op.pc, target);
    if (set && value) cpu.setRegister(registerField(registerAt(set.register, op)), value(registers, op, 0));
    if (!taken) return following(op);
    return target ?? op.pc + op.imm * 4;
  };
}

function access({ memory: use, set, store }: AccessDoes): Execute {
  const kind = use.access === 'read' ? 'read' : 'write';
  const pageFault = use.access === 'read' ? cause.load : cause.store;
  const addressOf = evaluator(use.address);
  const value = set && evaluator(set.value);
  const stored = store && evaluator(store.value);
  const stores = store && evaluator(store.when ?? 1);
  return (cpu, op) => {
    const { registers, memory, mmu } = cpu;
    const address = addressOf(registers, op, 0);
    if (address & (use.size - 1)) return raise(cpu, cause.misaligned, op.pc, address);
    const place = mmu.place(address, kind, cpu.user);
    if (place < 0) return raise(cpu, pageFault, op.pc, address);
    const old = use.access === 'write' ? 0 : read(memory, place, use);
    const word = stores?.(registers, op, old) ? stored?.(registers, op, old) : undefined;
    if (set && value) cpu.setRegister(registerField(registerAt(set.register, op)), value(registers, op, old));
    if (use.access !== 'write') cpu.accessed(address, use.size, 'read', op.pc);
    if (word !== undefined) {
      write(memory, place, use.size, word);
      mmu.changed(place, use.size);
      cpu.accessed(address, use.size, 'write', op.pc);
    }
    return following(op);
  };
}

function read(memory: Memory, place: number, { size, signed }: AccessDoes['memory']): number {
  if (size === 4) return memory.word(place);
  const value = size === 1 ? memory.byte(place) : memory.half(place);
  const unused = 32 - size * 8;
  return signed ? (value << unused) >> unused : value;
}

function write({ bytes, halves, words }: Memory, place: number, size: 1 | 2 | 4, value: number): void {
  if (size === 1) bytes[place] = value;
  else if (size === 2) halves[place >> 1] = value;
  else words[place >> 2] = value;
}

/** The address of the next word. */
export function following(op: Op): number {
  return op.pc + 4;
}
