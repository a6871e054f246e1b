/** The state of the CPU: a view of its area in the machine's memory, where every engine finds it. */
import { type RegisterNumber, roles } from '../isa';
import type { Attention } from './events';
import { CpuWord, callSlot, outputSize, tellableCalls } from './layout';
import type { Memory } from './memory';

/** r0–r15. */
export type Registers = Int32Array & Record<RegisterNumber, number>;

/** A word of the bits of calls. */
function callBits(calls: Attention['calls'], first: number): number {
  if (calls === undefined) return -1;
  return [...calls]
    .filter(call => call >= first && call < first + 32)
    .reduce((bits, call) => bits | (1 << (call - first)), 0);
}

/** Control registers and counters as numbers; pc, ttb, ksp and ptb are unsigned. */
export class CpuState {
  readonly registers: Registers;
  /** What is saved and restored: all of the state. The clock is apart. */
  readonly bytes: Uint8Array;
  /** All words of the CPU's area, signed. */
  readonly cells: Int32Array & Record<CpuWord, number>;
  /** By cause, how often it has trapped, modulo 2^32: for people, no state. */
  readonly trapCounts: Uint32Array;
  /** What is known about system calls; saved and restored, though nothing that runs depends on it. */
  readonly calls: Uint8Array;
  private readonly output: Uint8Array;
  private readonly unsigned: Uint32Array & Record<CpuWord, number>;
  private readonly clock: Float64Array & Record<0, number>;

  constructor({ buffer, layout }: Memory) {
    const at = (word: CpuWord) => layout.cpu + word * 4;
    const length = CpuWord.end;
    this.registers = new Int32Array(buffer, at(CpuWord.registers), 16) as Registers;
    this.bytes = new Uint8Array(buffer, layout.cpu, CpuWord.left * 4);
    this.cells = new Int32Array(buffer, layout.cpu, length) as CpuState['cells'];
    this.trapCounts = new Uint32Array(buffer, at(CpuWord.trapCounts), CpuWord.calls - CpuWord.trapCounts);
    this.calls = new Uint8Array(buffer, at(CpuWord.calls), (CpuWord.end - CpuWord.calls) * 4);
    this.output = new Uint8Array(buffer, layout.output, outputSize);
    this.unsigned = new Uint32Array(buffer, layout.cpu, length) as CpuState['unsigned'];
    this.clock = new Float64Array(buffer, at(CpuWord.deadline), 1) as CpuState['clock'];
  }

  get pc(): number {
    return this.unsigned[CpuWord.pc];
  }

  set pc(address: number) {
    this.unsigned[CpuWord.pc] = address;
  }

  get status(): number {
    return this.cells[CpuWord.status];
  }

  set status(bits: number) {
    this.cells[CpuWord.status] = bits;
  }

  get ttb(): number {
    return this.unsigned[CpuWord.ttb];
  }

  set ttb(address: number) {
    this.unsigned[CpuWord.ttb] = address;
  }

  get ksp(): number {
    return this.unsigned[CpuWord.ksp];
  }

  set ksp(address: number) {
    this.unsigned[CpuWord.ksp] = address;
  }

  get ptb(): number {
    return this.unsigned[CpuWord.ptb];
  }

  set ptb(value: number) {
    this.unsigned[CpuWord.ptb] = value;
  }

  /** Bit n: the interrupt with cause n is latched. */
  get pending(): number {
    return this.cells[CpuWord.pending];
  }

  set pending(bits: number) {
    this.cells[CpuWord.pending] = bits;
  }

  /** The instruction at `pc` is a `wait` that has begun and not completed. */
  get waiting(): boolean {
    return this.cells[CpuWord.waiting] !== 0;
  }

  set waiting(waiting: boolean) {
    this.cells[CpuWord.waiting] = waiting ? 1 : 0;
  }

  /** A system call has been made, and this is its trap frame; the registers are still those of the program. */
  noteCall(frame: number): void {
    const slot = CpuWord.calls + 2 * callSlot(frame);
    this.cells[slot] = frame;
    this.cells[slot + 1] = this.registers[roles.firstArgument];
  }

  /** The first argument of the system call whose trap frame is there; undefined where it is not known. */
  firstArgumentOf(frame: number): number | undefined {
    const slot = CpuWord.calls + 2 * callSlot(frame);
    return this.cells[slot] === (frame | 0) ? this.cells[slot + 1] : undefined;
  }

  /** What compiled code is to leave to others, who tell it. */
  set told({ causes, calls, kinds }: Attention) {
    // Every trap and every return may change the mode.
    const modes = kinds.has('mode');
    this.cells[CpuWord.toldCauses] = modes ? -1 : kinds.has('trap') ? causes : 0;
    this.cells[CpuWord.toldReturns] = modes || kinds.has('return') ? 1 : 0;
    this.cells[CpuWord.toldPorts] = kinds.has('port') ? 1 : 0;
    this.cells[CpuWord.toldControl] = modes || kinds.has('control') ? 1 : 0;
    for (let word = 0; word < tellableCalls / 32; word++)
      this.cells[CpuWord.toldCalls + word] = modes ? -1 : callBits(calls, word * 32);
  }

  /** Watchpoints of a half of the addresses stand in so many bytes from an address on. */
  watch(half: 'user' | 'kernel', from: number, length: number): void {
    const at = CpuWord.watched + (half === 'user' ? 0 : 2);
    this.cells[at] = length;
    this.cells[at + 1] = from;
  }

  get hasOutput(): boolean {
    return this.cells[CpuWord.outputCount] > 0;
  }

  /** Takes the bytes that have been printed and not taken yet. */
  takeOutput(): Uint8Array {
    const { output } = this;
    const count = this.cells[CpuWord.outputCount];
    this.cells[CpuWord.outputCount] = 0;
    return output.subarray(0, count);
  }

  /** Instructions until `deadline`. */
  get left(): number {
    return this.cells[CpuWord.left];
  }

  set left(instructions: number) {
    this.cells[CpuWord.left] = instructions;
  }

  /** The clock at the end of the stretch. */
  get deadline(): number {
    return this.clock[0];
  }

  set deadline(count: number) {
    this.clock[0] = count;
  }
}
