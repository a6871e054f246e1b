/** How tools see virtual memory: no trap, no accessed or dirty bit, no permission in the way. */
import { memoryMap } from '../isa';
import type { PhysicalWrite } from './events';
import type { Memory } from './memory';
import type { Mmu } from './mmu';

const { pageSize, ramBase } = memoryMap;

export class MemoryView {
  constructor(
    private readonly memory: Memory,
    private readonly mmu: Mmu,
  ) {}

  /** The physical address; undefined if it is not mapped to RAM. */
  translate(virtual: number, ptb: number): number | undefined {
    const place = this.mmu.peek(virtual, ptb);
    return place < 0 ? undefined : place + ramBase;
  }

  /** As many of the bytes as are mapped from there on. */
  read(virtual: number, length: number, ptb: number): Uint8Array {
    const parts = this.stretches(virtual, length, ptb);
    const [first, second] = parts;
    if (first && !second) return this.memory.bytes.slice(first.place, first.place + first.length);
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(this.memory.bytes.subarray(part.place, part.place + part.length), at);
      at += part.length;
    }
    return bytes;
  }

  /** Where as many of the bytes as are mapped from there on go to, page by page. */
  parts(virtual: number, bytes: Uint8Array, ptb: number): PhysicalWrite[] {
    let at = 0;
    return this.stretches(virtual, bytes.length, ptb).map(({ place, length }) => ({
      place,
      bytes: bytes.slice(at, (at += length)),
    }));
  }

  /** The unsigned word at an address of any alignment; undefined if it is not all mapped. */
  readWord(virtual: number, ptb: number): number | undefined {
    const bytes = this.read(virtual, 4, ptb);
    return bytes.length < 4 ? undefined : new DataView(bytes.buffer).getUint32(0, true);
  }

  /** The mapped stretches of RAM that a virtual range begins with, page by page. */
  private stretches(virtual: number, length: number, ptb: number): { place: number; length: number }[] {
    const parts: { place: number; length: number }[] = [];
    const start = virtual >>> 0;
    const end = Math.min(start + length, 2 ** 32);
    for (let address = start; address < end;) {
      const next = Math.min(end, address - (address % pageSize) + pageSize);
      const place = this.mmu.peek(address, ptb);
      if (place < 0) break;
      parts.push({ place, length: next - address });
      address = next;
    }
    return parts;
  }
}
