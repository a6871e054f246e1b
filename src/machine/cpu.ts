/** What every instruction works on: the CPU's state, its clock, memory, and the machine's ways to stop and tell. */
import { roles } from '../isa';
import { type CodeCache, Op } from './code';
import { status } from './constants';
import type { Bus } from './devices';
import type { FinalStop, MachineEvent, Observer, Stop } from './events';
import type { Memory } from './memory';
import { type Mmu, type Tlb, pageMask, pageShift, slotMask, tlbSize } from './mmu';
import type { CpuState, MachineState } from './state';
import type { Watchpoints } from './watchpoints';

const { zero } = roles;

/**
 * Instructions run in stretches during which no device needs attention. `left` counts down to `deadline`; an
 * instruction is counted before it runs, so that in the midst of one the clock already includes it.
 */
export class Cpu {
  readonly state: CpuState;
  readonly registers: Int32Array;
  /** Translations of the current mode. */
  tlb: Tlb;
  /** Instructions until `deadline`. */
  left = 0;
  deadline = 0;
  /** The clock at which the current `run` ends. */
  limit = 0;
  stop: Stop | undefined;
  observer: Observer | undefined;
  /** A breakpoint here does not stop: it is where the run began. −1: nowhere. */
  resumeAt = -1;

  constructor(
    readonly machine: MachineState,
    readonly memory: Memory,
    readonly mmu: Mmu,
    readonly code: CodeCache,
    readonly bus: Bus,
    readonly watchpoints: Watchpoints,
  ) {
    this.state = machine.cpu;
    this.registers = machine.cpu.registers;
    this.tlb = mmu.kernel;
  }

  /** The clock. */
  get count(): number {
    return this.deadline - this.left;
  }

  /** Moves the clock; ends the stretch. */
  set count(count: number) {
    this.deadline = count;
    this.left = 0;
  }

  get user(): boolean {
    return (this.state.status & status.user) !== 0;
  }

  setStatus(value: number): void {
    this.state.status = value & status.defined;
    this.tlb = this.user ? this.mmu.user : this.mmu.kernel;
  }

  /** An instruction's result; r0 stays 0. */
  setRegister(register: number, value: number): void {
    if (register !== zero) this.registers[register] = value;
  }

  /** The op at an address if its translation is cached. */
  cached(pc: number): Op | undefined {
    const entry = (pc >>> pageShift) & (tlbSize - 1);
    if (this.tlb.fetchTags[entry] !== (pc & (pageMask | 3))) return undefined;
    const page = this.tlb.fetchPages[entry]!;
    return page.ops[(pc >>> 2) & slotMask] ?? page.at(pc);
  }

  /** The op at an address. It is translated now if that is cached, else when it comes to be executed. */
  jump(pc: number): Op {
    return this.cached(pc) ?? new Op(pc >>> 0, undefined);
  }

  /** Ends the stretch after the instruction in progress. */
  endStretch(): void {
    this.deadline -= this.left;
    this.left = 0;
  }

  /** Ends the run after the instruction in progress; the first reason counts. */
  requestStop(stop: Stop): void {
    this.stop ??= stop;
    this.endStretch();
  }

  /** Switches the machine off after the instruction in progress. */
  powerOff(stop: FinalStop & { readonly status: number }): void {
    this.machine.ended ??= stop;
    if (this.observer) this.emit({ kind: 'stop', count: this.count - 1, status: stop.status });
    this.requestStop(stop);
  }

  emit(event: MachineEvent): void {
    if (this.observer?.(event) === true) this.requestStop({ reason: 'event', event });
  }
}
