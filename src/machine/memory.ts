/** Physical memory: RAM in a WebAssembly.Memory, so that another engine can share it. Views are little-endian hosts' own. */
import { memoryMap } from '../isa';

const wasmPage = 65536;
const largest = 2 ** 30;

export class Memory {
  /** Bytes. */
  readonly size: number;
  readonly memory: WebAssembly.Memory;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;

  constructor(size: number) {
    if (size <= 0 || size > largest || size % memoryMap.pageSize !== 0)
      throw new RangeError(
        `memory is a multiple of ${memoryMap.pageSize} up to ${largest} bytes, not ${size}`,
      );
    this.size = size;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(size / wasmPage) });
    this.bytes = new Uint8Array(this.memory.buffer, 0, size);
    this.halves = new Uint16Array(this.memory.buffer, 0, size / 2);
    this.words = new Int32Array(this.memory.buffer, 0, size / 4);
  }

  /** Bytes from the start of RAM to a physical address; −1 if it is not in RAM. */
  offset(physical: number): number {
    const offset = (physical >>> 0) - memoryMap.ramBase;
    return offset >= 0 && offset < this.size ? offset : -1;
  }
}
