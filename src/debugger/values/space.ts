/** The memory of a process, or as much of it as a frame sees: virtual addresses by a page directory. */
import { memoryMap } from '../../isa';
import type { KernelView } from '../../events';
import type { Machine } from '../../machine';

export class Space {
  private readonly words: DataView;

  constructor(
    private readonly machine: Machine,
    readonly ptb: number,
    /** The process. */
    readonly pid: number,
    /** What the kernel says in page tables: a page that is promised is one of zeros. */
    private readonly kernel: Pick<KernelView, 'promisedBit' | 'toCopyBit' | 'processes'>,
  ) {
    const { ram } = machine;
    this.words = new DataView(ram.buffer, ram.byteOffset, ram.length);
  }

  /** The bytes, if all of them are mapped. */
  read(address: number, length: number): Uint8Array | undefined {
    const bytes = this.readSome(address, length);
    return bytes.length === length ? bytes : undefined;
  }

  /** As many of the bytes as are mapped from there on. */
  readSome(address: number, length: number): Uint8Array {
    const bytes = this.machine.readMemory(address >>> 0, length, this.ptb);
    const next = (address >>> 0) + bytes.length;
    if (bytes.length === length || !this.isPromised(next)) return bytes;
    const all = new Uint8Array(length);
    all.set(bytes);
    const zeros = Math.min(length - bytes.length, memoryMap.pageSize - (next % memoryMap.pageSize));
    const rest = this.readSome(next + zeros, length - bytes.length - zeros);
    all.set(rest, bytes.length + zeros);
    return all.subarray(0, bytes.length + zeros + rest.length);
  }

  word(address: number): number | undefined {
    if (address & 3) return this.machine.readWord(address >>> 0, this.ptb);
    const physical = this.machine.translate(address >>> 0, this.ptb);
    if (physical === undefined) return this.isPromised(address >>> 0) ? 0 : undefined;
    return this.words.getUint32(physical - memoryMap.ramBase, true);
  }

  /** False where not all of it is mapped, or others would get it too. */
  write(address: number, bytes: Uint8Array): boolean {
    if (this.sharerOf(address, bytes.length) !== undefined) return false;
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

  /** True if memory is mapped there, or is promised. */
  has(address: number): boolean {
    return this.translate(address) !== undefined || this.isPromised(address >>> 0);
  }

  /** A page of zeros will come as soon as the program uses it. */
  isPromised(address: number): boolean {
    const { machine, ptb, kernel } = this;
    const slot = kernel.promisedBit === 0 ? undefined : machine.pageEntry(address, ptb);
    return ((slot?.word ?? 0) & kernel.promisedBit) !== 0 && machine.translate(address, ptb) === undefined;
  }

  /** Another process that has one of these pages too, until one of the two writes to it (copy on write). */
  sharerOf(address: number, length: number): number | undefined {
    const first = (address >>> 0) - ((address >>> 0) % memoryMap.pageSize);
    for (let page = first; page < (address >>> 0) + length; page += memoryMap.pageSize) {
      const sharer = this.isToCopy(page) ? this.otherWith(page) : undefined;
      if (sharer !== undefined) return sharer;
    }
    return undefined;
  }

  private isToCopy(page: number): boolean {
    const { machine, ptb, kernel } = this;
    return kernel.toCopyBit !== 0 && ((machine.pageEntry(page, ptb)?.word ?? 0) & kernel.toCopyBit) !== 0;
  }

  /** Fork has left it to both at the same address. */
  private otherWith(page: number): number | undefined {
    const { machine, ptb } = this;
    const physical = machine.translate(page, ptb);
    const others = this.kernel
      .processes()
      .filter(({ pagedir }) => pagedir !== 0 && (pagedir | 1) >>> 0 !== ptb);
    return others.find(({ pagedir }) => machine.translate(page, (pagedir | 1) >>> 0) === physical)?.pid;
  }

  /** The physical address of its page directory. */
  get directory(): number {
    return (this.ptb & ~(memoryMap.pageSize - 1)) >>> 0;
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
