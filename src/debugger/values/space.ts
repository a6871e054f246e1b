/** The memory of a process, or as much of it as a frame sees: virtual addresses by a page directory. */
import { memoryMap } from '../../isa';
import type { Machine } from '../../machine';

export class Space {
  private readonly words: DataView;

  constructor(
    private readonly machine: Machine,
    readonly ptb: number,
    /** The process. */
    readonly pid: number,
  ) {
    const { ram } = machine;
    this.words = new DataView(ram.buffer, ram.byteOffset, ram.length);
  }

  /** The bytes, if all of them are mapped. */
  read(address: number, length: number): Uint8Array | undefined {
    const bytes = this.machine.readMemory(address >>> 0, length, this.ptb);
    return bytes.length === length ? bytes : undefined;
  }

  /** As many of the bytes as are mapped from there on. */
  readSome(address: number, length: number): Uint8Array {
    return this.machine.readMemory(address >>> 0, length, this.ptb);
  }

  word(address: number): number | undefined {
    if (address & 3) return this.machine.readWord(address >>> 0, this.ptb);
    const physical = this.machine.translate(address >>> 0, this.ptb);
    return physical === undefined ? undefined : this.words.getUint32(physical - memoryMap.ramBase, true);
  }

  write(address: number, bytes: Uint8Array): boolean {
    return this.machine.writeMemory(address >>> 0, bytes, this.ptb) === bytes.length;
  }

  writeWord(address: number, value: number): boolean {
    return this.write(address, new Uint8Array(Uint32Array.of(value).buffer));
  }

  /** How many of so many bytes come before the first that is mapped. */
  gap(address: number, length: number): number {
    const end = address + length;
    let at = address;
    while (at < end && !this.has(at)) at += memoryMap.pageSize - (at % memoryMap.pageSize);
    return Math.min(at, end) - address;
  }

  /** True if memory is mapped there. */
  has(address: number): boolean {
    return this.machine.translate(address >>> 0, this.ptb) !== undefined;
  }

  translate(address: number): number | undefined {
    return this.machine.translate(address >>> 0, this.ptb);
  }

  /** Text up to a NUL, at most so many bytes; undefined if it is not mapped or does not end in time. */
  text(address: number, most: number): { bytes: Uint8Array; ended: boolean } | undefined {
    const bytes = this.readSome(address, most);
    if (bytes.length === 0) return undefined;
    const end = bytes.indexOf(0);
    return end < 0 ? { bytes, ended: false } : { bytes: bytes.subarray(0, end), ended: true };
  }
}
