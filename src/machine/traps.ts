/**
 * Trap entry and return, as the hardware does them (OSTEP 6.2, 6.3): the registers go to the kernel stack in one
 * frame, and come back from it.
 */
import { type TrapFrameName, causes, trapFrame, trapFrameOffset, trapFrameSize } from '../isa';
import type { Op } from './code';
import { cause, spRegister, status } from './constants';
import type { Cpu } from './cpu';
import { Frame } from './frame';

const fieldIndex = (name: TrapFrameName): number => trapFrameOffset(name) / 4;
const pcField = fieldIndex('pc');
const statusField = fieldIndex('status');
const causeField = fieldIndex('cause');
const valueField = fieldIndex('value');
/** The fields before it are r1 and on. */
const registerFields = pcField;

/** A trap by the instruction in progress; `pc` is what the frame keeps. Returns the first op of the handler. */
export function raise(cpu: Cpu, number: number, pc: number, value: number): Op {
  return enter(cpu, { number, pc: pc >>> 0, value: value >>> 0, count: cpu.count - 1 });
}

/** Delivers an interrupt between two instructions. */
export function interrupt(cpu: Cpu, number: number): void {
  cpu.state.pc = enter(cpu, { number, pc: cpu.state.pc, value: 0, count: cpu.count }).pc;
}

interface Trap {
  readonly number: number;
  /** What the frame keeps: the faulting instruction, or the next one. */
  readonly pc: number;
  readonly value: number;
  /** The clock when it happens. */
  readonly count: number;
}

function enter(cpu: Cpu, trap: Trap): Op {
  const { state, registers } = cpu;
  const fromUser = cpu.user;
  const top = (fromUser ? state.ksp : registers[spRegister]) >>> 0;
  const address = (top - trapFrameSize) >>> 0;
  const frame = address & 3 ? address : Frame.at(cpu, address, trapFrame.length, 'write');
  if (typeof frame === 'number') return doubleFault(cpu, trap, stackProblem(fromUser, top));
  const place = state.ttb === 0 ? -1 : cpu.mmu.place((state.ttb + trap.number * 4) >>> 0, 'read', false);
  if (place < 0) return doubleFault(cpu, trap, tableProblem(state.ttb));
  const handler = cpu.memory.words[place >> 2] >>> 0;
  push(cpu, frame, trap);
  registers[spRegister] = address;
  cpu.setStatus(0);
  if (cpu.observer) tellTrap(cpu, trap, address, fromUser, handler);
  return cpu.jump(handler);
}

function push(cpu: Cpu, frame: Frame, trap: Trap): void {
  for (let field = 0; field < registerFields; field++) frame.set(field, cpu.registers[field + 1]);
  frame.set(pcField, trap.pc);
  frame.set(statusField, cpu.state.status);
  frame.set(causeField, trap.number);
  frame.set(valueField, trap.value);
  frame.accessed('write', trap.number === cause.systemCall ? trap.pc - 4 : trap.pc);
}

function stackProblem(fromUser: boolean, top: number): string {
  const stack = `${fromUser ? 'ksp' : 'sp'} is ${hex(top)}`;
  return top & 3 ? `${stack}, not a multiple of 4` : `the trap frame cannot be written: ${stack}`;
}

function tableProblem(ttb: number): string {
  return ttb === 0 ? 'no trap table is set' : `the trap table at ${hex(ttb)} cannot be read`;
}

function tellTrap(cpu: Cpu, trap: Trap, frame: number, fromUser: boolean, handler: number): void {
  const { count, pc, value } = trap;
  cpu.emit({ kind: 'trap', count, cause: trap.number, pc, value, frame, fromUser, handler });
  if (fromUser) cpu.emit({ kind: 'mode', count, user: false });
}

function doubleFault(cpu: Cpu, { number, pc, value }: Trap, problem: string): Op {
  const name = causes.find(row => row.number === number)?.name ?? `trap ${number}`;
  const message = `double fault: ${name} at ${hex(pc)} could not be delivered, because ${problem}`;
  cpu.machine.ended = { reason: 'double-fault', cause: number, pc, value, message };
  cpu.requestStop(cpu.machine.ended);
  return cpu.jump(pc);
}

/** `rett`: restores everything that the frame at sp holds. */
export function returnFromTrap(cpu: Cpu, op: Op): Op {
  const address = cpu.registers[spRegister] >>> 0;
  if (address & 3) return raise(cpu, cause.misaligned, op.pc, address);
  const frame = Frame.at(cpu, address, statusField + 1, 'read');
  if (typeof frame === 'number') return raise(cpu, cause.load, op.pc, frame);
  for (let field = 0; field < registerFields; field++) cpu.registers[field + 1] = frame.get(field);
  cpu.setStatus(frame.get(statusField));
  const pc = frame.get(pcField) >>> 0;
  frame.accessed('read', op.pc);
  if (cpu.observer) tellReturn(cpu, pc, address);
  interruptsMayBeOn(cpu);
  return cpu.jump(pc);
}

function tellReturn(cpu: Cpu, pc: number, frame: number): void {
  const count = cpu.count - 1;
  cpu.emit({ kind: 'return', count, pc, toUser: cpu.user, frame });
  if (cpu.user) cpu.emit({ kind: 'mode', count, user: true });
}

/** To be called when `status` has changed: a pending interrupt is taken after this instruction. */
export function interruptsMayBeOn(cpu: Cpu): void {
  if (cpu.state.pending !== 0 && cpu.state.status & status.interrupts) cpu.endStretch();
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
