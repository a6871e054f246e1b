/**
 * Trap entry and return, as the hardware does them (OSTEP 6.2, 6.3): the registers go to the kernel stack in one
 * frame, and come back from it.
 */
import { causes, trapFrame, trapFrameSize } from '../isa';
import { pushWord, readWord } from './access';
import type { Op } from './code';
import { cause, spRegister, status } from './constants';
import type { Cpu } from './cpu';

const fieldOffset = (name: string): number => trapFrame.find(field => field.name === name)!.offset;
const pcOffset = fieldOffset('pc');
const statusOffset = fieldOffset('status');
const causeOffset = fieldOffset('cause');
const valueOffset = fieldOffset('value');

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
  const frame = ((fromUser ? state.ksp : registers[spRegister]) - trapFrameSize) >>> 0;
  const problem = frameProblem(cpu, frame, fromUser);
  if (problem) return doubleFault(cpu, trap, problem);
  const handler = state.ttb === 0 ? undefined : readWord(cpu, state.ttb + trap.number * 4, false, trap.pc);
  if (handler === undefined)
    return doubleFault(
      cpu,
      trap,
      state.ttb === 0 ? 'no trap table is set' : `the trap table at ${hex(state.ttb)} cannot be read`,
    );
  push(cpu, frame, trap);
  registers[spRegister] = frame;
  cpu.setStatus(0);
  if (cpu.observer) tellTrap(cpu, trap, frame, fromUser, handler >>> 0);
  return cpu.jump(handler);
}

function frameProblem(cpu: Cpu, frame: number, fromUser: boolean): string | undefined {
  const from = `${fromUser ? 'ksp' : 'sp'} is ${hex((frame + trapFrameSize) >>> 0)}`;
  if (frame & 3) return `${from}, not a multiple of 4`;
  const last = (frame + trapFrameSize - 4) >>> 0;
  if (cpu.mmu.place(frame, 'write', false) >= 0 && cpu.mmu.place(last, 'write', false) >= 0) return undefined;
  return `the trap frame cannot be written: ${from}`;
}

function push(cpu: Cpu, frame: number, trap: Trap): void {
  const by = trap.number === cause.systemCall ? trap.pc - 4 : trap.pc;
  for (let register = 1; register < 16; register++)
    pushWord(cpu, frame + (register - 1) * 4, cpu.registers[register], by);
  pushWord(cpu, frame + pcOffset, trap.pc, by);
  pushWord(cpu, frame + statusOffset, cpu.state.status, by);
  pushWord(cpu, frame + causeOffset, trap.number, by);
  pushWord(cpu, frame + valueOffset, trap.value, by);
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
  const frame = cpu.registers[spRegister] >>> 0;
  if (frame & 3) return raise(cpu, cause.misaligned, op.pc, frame);
  const words: number[] = [];
  for (let offset = 0; offset <= statusOffset; offset += 4) {
    const word = readWord(cpu, frame + offset, false, op.pc);
    if (word === undefined) return raise(cpu, cause.load, op.pc, frame + offset);
    words.push(word);
  }
  for (let register = 1; register < 16; register++) cpu.registers[register] = words[register - 1];
  cpu.setStatus(words[statusOffset / 4]);
  const pc = words[pcOffset / 4] >>> 0;
  if (cpu.observer) tellReturn(cpu, pc, frame);
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
