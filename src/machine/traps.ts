/**
 * Trap entry and return, as the hardware does them (OSTEP 6.2, 6.3): the registers go to the kernel stack in one
 * frame, and come back from it.
 */
import { type TrapFrameName, causes, trapFrame, trapFrameOffset, trapFrameSize } from '../isa';
import { cause, hex, spRegister } from './constants';
import type { Cpu } from './cpu';
import type { Engine } from './engine';
import type { TrapTaken } from './events';
import { TrapFrameWords } from './frame';

const fieldIndex = (name: TrapFrameName): number => trapFrameOffset(name) / 4;
const pcField = fieldIndex('pc');
const statusField = fieldIndex('status');
const causeField = fieldIndex('cause');
const valueField = fieldIndex('value');
const isFault = new Set(causes.filter(({ kind }) => kind === 'fault').map(({ number }) => number));
const isInterrupt = new Set(causes.filter(({ kind }) => kind === 'interrupt').map(({ number }) => number));
/** The fields before it are r1 and on. */
const registerFields = pcField;

/**
 * A trap by the instruction in progress; `pc` is what the frame keeps. Returns where the CPU goes on: the address of the
 * handler, or that of a faulting instruction which the machine stops before.
 */
export function raise(cpu: Cpu, number: number, pc: number, value: number): number {
  return enter(cpu, { number, pc: pc >>> 0, value: value >>> 0, count: cpu.count - 1 });
}

/** Delivers an interrupt between two instructions. */
export function interrupt(cpu: Cpu, engine: Engine, number: number): void {
  const { state, count, user: fromUser } = cpu;
  const trap = { number, pc: state.pc >>> 0, value: 0, count };
  if (engine.interrupt(number)) tellTrap(cpu, trap, cpu.registers[spRegister] >>> 0, fromUser, state.pc);
  else state.pc = enter(cpu, trap);
}

interface Trap {
  readonly number: number;
  /** What the frame keeps: the faulting instruction, or the next one. */
  readonly pc: number;
  readonly value: number;
  /** The clock when it happens. */
  readonly count: number;
}

function enter(cpu: Cpu, trap: Trap): number {
  const { state, registers } = cpu;
  const fromUser = cpu.user;
  const top = (fromUser ? state.ksp : registers[spRegister]) >>> 0;
  const address = (top - trapFrameSize) >>> 0;
  if (isFault.has(trap.number) && cpu.haltBefore(foreseen(cpu, trap, address))) return trap.pc;
  const frame = address & 3 ? address : TrapFrameWords.at(cpu, address, trapFrame.length, 'write');
  if (typeof frame === 'number') return doubleFault(cpu, trap, stackProblem(fromUser, top));
  const place = state.ttb === 0 ? -1 : cpu.mmu.place((state.ttb + trap.number * 4) >>> 0, 'read', false);
  if (place < 0) return doubleFault(cpu, trap, tableProblem(state.ttb));
  const handler = cpu.memory.word(place) >>> 0;
  push(cpu, frame, trap);
  if (trap.number === cause.systemCall) state.noteCall(address);
  registers[spRegister] = address;
  cpu.setStatus(0);
  state.trapCounts[trap.number] = (state.trapCounts[trap.number] ?? 0) + 1;
  tellTrap(cpu, trap, address, fromUser, handler);
  return handler;
}

/** Looks without a trace: not even the pages' bits of use change. */
function foreseen(cpu: Cpu, { number, pc, value }: Trap, frame: number): TrapTaken {
  const place = cpu.mmu.peek((cpu.state.ttb + number * 4) >>> 0, cpu.state.ptb);
  const handler = place < 0 ? 0 : cpu.memory.word(place) >>> 0;
  return { cause: number, pc, value, frame, fromUser: cpu.user, handler };
}

function push(cpu: Cpu, frame: TrapFrameWords, trap: Trap): void {
  const registers: Int32Array = cpu.registers;
  for (let field = 0; field < registerFields; field++) frame.set(field, registers[field + 1] ?? 0);
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
  const { number, count, pc, value } = trap;
  if (isInterrupt.has(number))
    cpu.lastInterrupt = { cause: number, pc, value, frame, fromUser, handler, count };
  if (cpu.tellsTrap(number))
    cpu.emit({ kind: 'trap', cause: number, pc, value, frame, fromUser, handler }, count);
  if (fromUser && cpu.tells('mode')) cpu.emit({ kind: 'mode', user: false }, count);
}

function doubleFault(cpu: Cpu, { number, pc, value }: Trap, problem: string): number {
  const name = causes.find(row => row.number === number)?.name ?? `trap ${number}`;
  const message = `${name} at ${hex(pc)} could not be delivered, because ${problem}`;
  cpu.ended = { reason: 'double-fault', cause: number, pc, value, message };
  cpu.requestStop(cpu.ended);
  return pc;
}

/** `rett` at an address: restores everything that the frame at sp holds. Returns where it goes on. */
export function returnFromTrap(cpu: Cpu, at: number): number {
  const address = cpu.registers[spRegister] >>> 0;
  if (address & 3) return raise(cpu, cause.misaligned, at, address);
  const frame = TrapFrameWords.at(cpu, address, statusField + 1, 'read');
  if (typeof frame === 'number') return raise(cpu, cause.load, at, frame);
  for (let field = 0; field < registerFields; field++) cpu.registers[field + 1] = frame.get(field);
  cpu.setStatus(frame.get(statusField));
  const pc = frame.get(pcField) >>> 0;
  frame.accessed('read', at);
  tellReturn(cpu, pc, address);
  cpu.interruptsMayBeOn();
  return pc;
}

function tellReturn(cpu: Cpu, pc: number, frame: number): void {
  if (cpu.tells('return')) cpu.emit({ kind: 'return', pc, toUser: cpu.user, frame });
  if (cpu.user && cpu.tells('mode')) cpu.emit({ kind: 'mode', user: true });
}
