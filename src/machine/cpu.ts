/** What every instruction works on: the CPU's state, its clock, memory, and the machine's ways to stop and tell. */
import { cause, status, zeroRegister } from './constants';
import type { Bus } from './devices';
import type {
  Accessor,
  Attention,
  FinalStop,
  MachineEvent,
  MachineEventKind,
  Observer,
  Stop,
  TrapTaken,
} from './events';
import type { InputQueue } from './input';
import type { Memory } from './memory';
import type { Mmu } from './mmu';
import { type RegisterNumber, registerNumber, systemCallRegisters } from '../isa';
import type { CpuState, Registers } from './state';
import type { Tlb } from './tlb';
import type { Watchpoints } from './watchpoints';

type Without<Whole, Key extends PropertyKey> = Whole extends unknown ? Omit<Whole, Key> : never;

const callRegister = registerNumber(systemCallRegisters.number);
const nothing: Attention = { kinds: new Set(), causes: 0 };
const everything: Attention = {
  kinds: new Set(['trap', 'return', 'mode', 'control', 'port', 'wait', 'stop']),
  causes: -1,
};

/**
 * Instructions run in stretches during which no device needs attention. `left` counts down to `deadline`; an
 * instruction is counted before it runs, so that in the midst of one the clock already includes it.
 */
export class Cpu {
  /** Which CPU it is, as events tell it. */
  readonly number = 0;
  readonly registers: Registers;
  /** The clock at which the current `run` ends. */
  limit = 0;
  stop: Stop | undefined;
  /** Set once the machine is off. */
  ended: FinalStop | undefined;
  private listener: Observer | undefined;
  private attention = nothing;
  /** Virtual addresses, in whatever address space is current. */
  readonly breakpoints = new Set<number>();
  /** A breakpoint here does not stop: it is where the run began. −1: nowhere. */
  resumeAt = -1;
  /** The run stops before an instruction that faults. */
  stopsAtFaults = false;
  /** Told of each instruction behind it: where it stands, and where the CPU goes on. */
  executed: ((pc: number, next: number) => void) | undefined;
  /** The interrupt that was taken last, told or not, and its clock: no state. */
  lastInterrupt: (TrapTaken & { readonly count: number }) | undefined;
  /** The fault that the run has stopped before: the CPU's place and its clock. */
  private faultMet: { readonly pc: number; readonly count: number } | undefined;

  constructor(
    readonly state: CpuState,
    readonly memory: Memory,
    readonly mmu: Mmu,
    readonly bus: Bus,
    readonly input: InputQueue,
    readonly watchpoints: Watchpoints,
    private readonly output: (byte: number) => void,
  ) {
    this.registers = state.registers;
    this.observer = undefined;
  }

  /** The clock. */
  get count(): number {
    return this.state.deadline - this.state.left;
  }

  /** Moves the clock; ends the stretch. */
  set count(count: number) {
    this.state.deadline = count;
    this.state.left = 0;
  }

  /** The clock when something will happen of itself; Infinity: nothing will. */
  get due(): number {
    return Math.min(this.bus.due(), this.input.due(this.state.waiting));
  }

  /** Translations of the current mode. */
  get tlb(): Tlb {
    return this.mmu.tlb(this.user);
  }

  get observer(): Observer | undefined {
    return this.listener;
  }

  set observer(observer: Observer | undefined) {
    this.listener = observer;
    this.attention = observer ? (observer.attention ?? everything) : nothing;
    this.state.told = this.attention;
  }

  get user(): boolean {
    return (this.state.status & status.user) !== 0;
  }

  setStatus(value: number): void {
    this.state.status = value & status.defined;
  }

  /** An instruction's result; r0 stays 0. */
  setRegister(register: RegisterNumber, value: number): void {
    if (register !== zeroRegister) this.registers[register] = value;
  }

  /** Ends the stretch after the instruction in progress. */
  endStretch(): void {
    this.state.deadline -= this.state.left;
    this.state.left = 0;
  }

  /** A pending interrupt is taken after the instruction in progress; to be called when `status` has changed. */
  interruptsMayBeOn(): void {
    const { pending, status: bits } = this.state;
    if (pending !== 0 && bits & status.interrupts) this.endStretch();
  }

  /** Ends the run after the instruction in progress; the first reason counts. */
  requestStop(stop: Stop): void {
    this.stop ??= stop;
    this.endStretch();
  }

  /** The state is another: what has been reported before was not of it. */
  forgetStops(): void {
    this.stop = undefined;
    this.faultMet = undefined;
  }

  /** True if the run ends before the instruction in progress, which faults: once. */
  haltBefore(trap: TrapTaken): boolean {
    const { pc } = trap;
    const count = this.count - 1;
    if (!this.stopsAtFaults) return false;
    if (this.faultMet?.pc === pc && this.faultMet.count === count) return false;
    this.faultMet = { pc, count };
    this.count = count;
    this.requestStop({ reason: 'fault', trap });
    return true;
  }

  /** Switches the machine off after the instruction in progress. */
  powerOff(stop: Exclude<FinalStop, { reason: 'double-fault' }>): void {
    this.ended ??= stop;
    if (this.tells('stop')) this.emit({ kind: 'stop', ...stop });
    this.requestStop(stop);
  }

  /** To be called after each access that watchpoints see, by or at the instruction at `pc`. */
  accessed(start: number, size: number, access: 'read' | 'write', pc: number, by: Accessor = 'code'): void {
    const address = start >>> 0;
    const watchpoint = this.watchpoints.hit(address, size, access);
    if (watchpoint)
      this.requestStop({ reason: 'watchpoint', watchpoint, address, size, access, by, pc: pc >>> 0 });
  }

  /** True if events of this kind are told. */
  tells(kind: MachineEventKind): boolean {
    return this.attention.kinds.has(kind);
  }

  /** True if such a trap is told; a system call's number is in its register still. */
  tellsTrap(number: number): boolean {
    const { kinds, causes, calls } = this.attention;
    if (!kinds.has('trap') || !(causes & (1 << number))) return false;
    return number !== cause.systemCall || !calls || calls.has(this.registers[callRegister]);
  }

  /** Gives the host what has been printed, before it learns of anything else. */
  drainOutput(): void {
    if (this.state.hasOutput) for (const byte of this.state.takeOutput()) this.output(byte);
  }

  /** Tells the observer of what the instruction in progress does, or of what comes at another count. */
  emit(happening: Without<MachineEvent, 'count' | 'cpu'>, count = this.count - 1): void {
    this.drainOutput();
    const event: MachineEvent = { ...happening, count, cpu: this.number };
    if (this.listener?.(event) === true) this.requestStop({ reason: 'event', event });
  }
}
