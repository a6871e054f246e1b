/** The instructions that the table leaves to the machine, and those that engines leave: each a function from its op to the address of the next one. */
import type { Instruction, SystemMnemonic } from '../isa';
import { cause, controlRegister, status } from './constants';
import type { Cpu } from './cpu';
import type { Execute, Op } from './op';
import { following, fromTable } from './table';
import { raise, returnFromTrap } from './traps';

/** What the table leaves to the machine. */
const system: Readonly<Record<SystemMnemonic, Execute>> = {
  trap: (cpu, op) => raise(cpu, cause.systemCall, op.pc + 4, 0),
  brk: (cpu, op) => raise(cpu, cause.breakpoint, op.pc, 0),
  rdcount: (cpu, op) => result(cpu, op, (cpu.count - 1) % 2 ** 32),
  rdcounth: (cpu, op) => result(cpu, op, Math.floor((cpu.count - 1) / 2 ** 32)),

  ltt: privileged(loadTrapTable),
  rett: privileged((cpu, op) => returnFromTrap(cpu, op.pc)),
  rdcr: privileged(readControl),
  wrcr: privileged(writeControl),
  in: privileged(input, op => op.imm),
  out: privileged(output, op => op.imm),
  sti: privileged((cpu, op) => setInterrupts(cpu, op, status.interrupts)),
  cli: privileged((cpu, op) => setInterrupts(cpu, op, 0)),
  wait: privileged(wait),
  halt: privileged(halt),
};

/** What does an instruction. */
export function functionOf({ mnemonic, does }: Instruction): Execute {
  return does ? fromTable(does) : system[mnemonic as SystemMnemonic];
}

function result(cpu: Cpu, op: Op, value: number): number {
  cpu.setRegister(op.rd, value);
  return following(op);
}

/** The instruction in kernel mode, an exception in user mode. `value` is what the trap frame tells. */
function privileged(execute: Execute, value: (op: Op) => number = () => 0): Execute {
  return (cpu, op) => (cpu.user ? raise(cpu, cause.privileged, op.pc, value(op)) : execute(cpu, op));
}

function loadTrapTable(cpu: Cpu, op: Op): number {
  const address = cpu.registers[op.rs1] >>> 0;
  if (address & 3) return raise(cpu, cause.misaligned, op.pc, address);
  const old = cpu.state.ttb;
  cpu.state.ttb = address;
  tellControl(cpu, controlRegister.ttb, old, address);
  return following(op);
}

function readControl(cpu: Cpu, op: Op): number {
  const value = controlValue(cpu, op.imm);
  return value === undefined ? illegalRegister(cpu, op) : result(cpu, op, value);
}

function controlValue({ state }: Cpu, register: number): number | undefined {
  switch (register) {
    case controlRegister.status:
      return state.status;
    case controlRegister.ttb:
      return state.ttb;
    case controlRegister.ksp:
      return state.ksp;
    case controlRegister.ptb:
      return state.ptb;
    default:
      return undefined;
  }
}

function writeControl(cpu: Cpu, op: Op): number {
  const { state } = cpu;
  const value = cpu.registers[op.rs1] >>> 0;
  const old = controlValue(cpu, op.imm);
  switch (op.imm) {
    case controlRegister.status:
      return writeStatus(cpu, op, value);
    case controlRegister.ksp:
      state.ksp = value;
      break;
    case controlRegister.ptb:
      state.ptb = value;
      cpu.mmu.switchSpace();
      break;
    default:
      return illegalRegister(cpu, op);
  }
  tellControl(cpu, op.imm, old ?? 0, value);
  return following(op);
}

function writeStatus(cpu: Cpu, op: Op, value: number): number {
  const old = cpu.state.status;
  cpu.setStatus(value);
  tellControl(cpu, op.imm, old, cpu.state.status);
  if (cpu.user && cpu.tells('mode')) cpu.emit({ kind: 'mode', user: true });
  cpu.interruptsMayBeOn();
  return following(op);
}

function illegalRegister(cpu: Cpu, op: Op): number {
  return raise(cpu, cause.illegal, op.pc, op.word);
}

function tellControl(cpu: Cpu, register: number, old: number, value: number): void {
  if (cpu.tells('control')) cpu.emit({ kind: 'control', register, old, value });
}

function input(cpu: Cpu, op: Op): number {
  const value = cpu.bus.read(op.imm) >>> 0;
  if (cpu.tells('port')) cpu.emit({ kind: 'port', port: op.imm, write: false, value });
  return result(cpu, op, value);
}

function output(cpu: Cpu, op: Op): number {
  const value = cpu.registers[op.rs1] >>> 0;
  if (cpu.tells('port')) cpu.emit({ kind: 'port', port: op.imm, write: true, value });
  cpu.bus.write(op.imm, value);
  return following(op);
}

function setInterrupts(cpu: Cpu, op: Op, bit: number): number {
  cpu.setStatus((cpu.state.status & ~status.interrupts) | bit);
  cpu.interruptsMayBeOn();
  return following(op);
}

/**
 * Completes when an interrupt is pending, enabled or not. Until then the clock moves on to the next device's
 * deadline, and `wait` is what executes next; an interrupt is taken only after it.
 */
function wait(cpu: Cpu, op: Op): number {
  const { state } = cpu;
  if (!state.waiting && cpu.tells('wait')) cpu.emit({ kind: 'wait' });
  state.waiting = state.pending === 0;
  if (!state.waiting) {
    cpu.interruptsMayBeOn();
    return following(op);
  }
  const { due } = cpu;
  state.left++;
  if (due === Infinity) cpu.requestStop({ reason: 'idle' });
  else cpu.count = Math.max(cpu.count, Math.min(due, cpu.limit));
  return op.pc;
}

function halt(cpu: Cpu, op: Op): number {
  cpu.powerOff({ reason: 'off', status: 0 });
  return following(op);
}
