/** The state of the CPU: a view of its area in the machine's memory, where every engine finds it. */
import type { RegisterNumber } from '../isa';
import { CpuWord } from './layout';
import type { Memory } from './memory';

/** r0–r15. */
export type Registers = Int32Array & Record<RegisterNumber, number>;

/** Control registers and counters as numbers; pc, ttb, ksp and ptb are unsigned. */
export class CpuState {
  readonly registers: Registers;
  /** What is saved and restored: all of the state. The clock is apart. */
  readonly bytes: Uint8Array;
  /** All words of the CPU's area, signed. */
  readonly cells: Int32Array & Record<CpuWord, number>;
  private readonly unsigned: Uint32Array & Record<CpuWord, number>;
  private readonly clock: Float64Array & Record<0, number>;

  constructor({ buffer, layout }: Memory) {
    const at = (word: CpuWord) => layout.cpu + word * 4;
    const length = CpuWord.end;
    this.registers = new Int32Array(buffer, at(CpuWord.registers), 16) as Registers;
    this.bytes = new Uint8Array(buffer, layout.cpu, CpuWord.left * 4);
    this.cells = new Int32Array(buffer, layout.cpu, length) as CpuState['cells'];
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

  /** Nobody listens to events. */
  set quiet(quiet: boolean) {
    this.cells[CpuWord.quiet] = quiet ? 1 : 0;
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
