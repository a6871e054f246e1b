/**
 * The machine's one WebAssembly memory, which engines share: physical memory (RAM), and behind it what `layout.ts`
 * puts there. The views are little-endian, as every host is that has WebAssembly and typed arrays.
 */
import { memoryMap } from '../isa';
import { type Layout, functionCount, layoutFor } from './layout';

const wasmPage = 65536;
const largest = 2 ** 30;

export class Memory {
  readonly layout: Layout;
  readonly shared: WebAssembly.Memory;
  /** Compiled functions, which call each other through it. */
  readonly table = new WebAssembly.Table({ element: 'anyfunc', initial: functionCount });
  /** RAM, by bytes, halves and words. */
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;

  constructor(
    /** Bytes of RAM. */
    readonly size: number,
  ) {
    if (size <= 0 || size > largest || size % memoryMap.pageSize !== 0)
      throw new RangeError(
        `memory is a multiple of ${memoryMap.pageSize} up to ${largest} bytes, not ${size}`,
      );
    this.layout = layoutFor(size);
    this.shared = allocate(this.layout.size);
    this.bytes = new Uint8Array(this.buffer, 0, size);
    this.halves = new Uint16Array(this.buffer, 0, size / 2);
    this.words = new Int32Array(this.buffer, 0, size / 4);
  }

  /** Never replaced, since the memory never grows. */
  get buffer(): ArrayBuffer {
    return this.shared.buffer;
  }

  /** Bytes from the start of RAM to a physical address; −1 if it is not in RAM. */
  offset(physical: number): number {
    const offset = (physical >>> 0) - memoryMap.ramBase;
    return offset >= 0 && offset < this.size ? offset : -1;
  }

  /** The byte at a place in RAM. */
  byte(place: number): number {
    return this.bytes[place] ?? 0;
  }

  /** The unsigned half at a place in RAM, a multiple of 2. */
  half(place: number): number {
    return this.halves[place >> 1] ?? 0;
  }

  /** The signed word at a place in RAM, a multiple of 4. */
  word(place: number): number {
    return this.words[place >> 2] ?? 0;
  }
}

/** The host has no room for the machine, or no WebAssembly. */
export class MemoryRefused extends RangeError {}

function allocate(size: number): WebAssembly.Memory {
  const pages = Math.ceil(size / wasmPage);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mebibytes = Math.ceil(size / 2 ** 20);
    throw new MemoryRefused(`the host does not give the machine ${mebibytes} MiB of memory: ${reason}`);
  }
}
