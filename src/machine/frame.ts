/** The words of a trap frame in RAM, as the hardware itself reads and writes them: in kernel mode, through the MMU. */
import { memoryMap } from '../isa';
import { offsetMask, pageMask } from './constants';
import type { Cpu } from './cpu';

/** A frame lies in one page, or goes on in the next one. */
export class TrapFrameWords {
  /** Words in the first page. */
  private readonly split: number;
  /** The first word, counted from the start of RAM. */
  private readonly low: number;
  /** Where the first word would be if all of the frame stood before its last word, in the second page. */
  private readonly high: number;

  private constructor(
    private readonly cpu: Cpu,
    private readonly address: number,
    private readonly length: number,
    first: number,
    last: number,
  ) {
    this.split = (memoryMap.pageSize - (address & offsetMask)) >> 2;
    this.low = first >> 2;
    this.high = (last >> 2) - (length - 1);
  }

  /** The words from an aligned address on; if one may not be accessed, its address. */
  static at(cpu: Cpu, address: number, length: number, access: 'read' | 'write'): TrapFrameWords | number {
    const first = cpu.mmu.place(address, access, false);
    if (first < 0) return address >>> 0;
    const end = (address + (length - 1) * 4) >>> 0;
    const last = cpu.mmu.place(end, access, false);
    return last < 0 ? (end & pageMask) >>> 0 : new TrapFrameWords(cpu, address, length, first, last);
  }

  get(index: number): number {
    return this.cpu.memory.word(this.word(index) * 4);
  }

  set(index: number, value: number): void {
    this.cpu.memory.words[this.word(index)] = value;
  }

  /** To be called after all words have been read, or written, by the instruction at `pc`. */
  accessed(access: 'read' | 'write', pc: number): void {
    const { cpu, split, length } = this;
    if (access === 'write') {
      const first = Math.min(split, length);
      cpu.mmu.changed(this.low * 4, first * 4);
      if (first < length) cpu.mmu.changed((this.high + first) * 4, (length - first) * 4);
    }
    cpu.accessed(this.address, length * 4, access, pc, 'trap');
  }

  private word(index: number): number {
    return index < this.split ? this.low + index : this.high + index;
  }
}
