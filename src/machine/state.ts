/**
 * All state of the machine, in one place: what is saved and restored whole. Everything else in this room
 * (predecoded code, cached translations) follows from it and may be forgotten at any time.
 */
import type { FinalStop, InputEntry } from './events';

export interface CpuState {
  /** r0–r15. The live array has one more: where writes to r0 go. */
  registers: Int32Array;
  pc: number;
  status: number;
  ttb: number;
  ksp: number;
  ptb: number;
  /** Bit n: the interrupt with cause n is latched. */
  pending: number;
  /** The instruction at `pc` is a `wait` that has begun and not completed. */
  waiting: boolean;
}

export interface ConsoleState {
  /** Bytes, and `consoleEnd` where the input ends. */
  queue: number[];
  /** How many of them the guest has read. */
  taken: number;
  wanted: boolean;
}

export interface TimerState {
  /** Instructions between two interrupts; 0: stopped. */
  interval: number;
  /** The clock at the next one; Infinity: none. */
  due: number;
}

export interface DiskState {
  sector: number;
  count: number;
  address: number;
  /** What DISK_COMMAND reads. */
  status: number;
  /** The command under way, its parameters latched. */
  command: { kind: number; sector: number; count: number; address: number };
  /** The clock when it ends; Infinity: none. */
  due: number;
}

export interface MachineState {
  /** The clock. */
  count: number;
  cpu: CpuState;
  console: ConsoleState;
  timer: TimerState;
  disk: DiskState;
  /** Set once the machine is off. */
  ended: FinalStop | undefined;
  ram: Uint8Array;
  diskImage: Uint8Array;
  inputLog: InputEntry[];
}

/** The state at power-on, but for pc. */
export function createState(ram: Uint8Array, diskImage: Uint8Array): MachineState {
  return {
    count: 0,
    cpu: {
      registers: new Int32Array(17),
      pc: 0,
      status: 0,
      ttb: 0,
      ksp: 0,
      ptb: 0,
      pending: 0,
      waiting: false,
    },
    console: { queue: [], taken: 0, wanted: false },
    timer: { interval: 0, due: Infinity },
    disk: {
      sector: 0,
      count: 0,
      address: 0,
      status: 0,
      command: { kind: 0, sector: 0, count: 0, address: 0 },
      due: Infinity,
    },
    ended: undefined,
    ram,
    diskImage,
    inputLog: [],
  };
}

/** A copy that shares nothing with the original. */
export function copyState(state: MachineState): MachineState {
  return {
    count: state.count,
    cpu: { ...state.cpu, registers: state.cpu.registers.slice() },
    console: { ...state.console, queue: [...state.console.queue] },
    timer: { ...state.timer },
    disk: { ...state.disk, command: { ...state.disk.command } },
    ended: state.ended,
    ram: state.ram.slice(),
    diskImage: state.diskImage.slice(),
    inputLog: [...state.inputLog],
  };
}

/** Makes `target` equal to `source` in place: arrays and parts keep their identity, since devices hold them. */
export function assignState(target: MachineState, source: MachineState): void {
  if (target.ram.length !== source.ram.length || target.diskImage.length !== source.diskImage.length)
    throw new RangeError(
      `a state with ${source.ram.length} bytes of RAM and ${source.diskImage.length} of disk does not fit ` +
        `a machine with ${target.ram.length} and ${target.diskImage.length}`,
    );
  const copy = { ...source.cpu, registers: target.cpu.registers };
  target.cpu.registers.set(source.cpu.registers);
  Object.assign(target.cpu, copy);
  Object.assign(target.console, source.console, { queue: [...source.console.queue] });
  Object.assign(target.timer, source.timer);
  Object.assign(target.disk, source.disk, { command: { ...source.disk.command } });
  target.count = source.count;
  target.ended = source.ended;
  target.ram.set(source.ram);
  target.diskImage.set(source.diskImage);
  target.inputLog.splice(0, Infinity, ...source.inputLog);
}
