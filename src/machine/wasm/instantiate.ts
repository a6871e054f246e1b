/** From code to functions that share the machine's memory. */
import type { Memory } from '../memory';
import { type WasmFunction, moduleOf } from './format';

type Exports = Readonly<Record<string, (...values: number[]) => number>>;

/** The functions by name. */
export function instantiate(memory: Memory, functions: readonly WasmFunction[]): Exports {
  return instanceOf(memory, moduleOf(functions)).exports as Exports;
}

/** Puts the functions into the machine's table, from an index on. */
export function install(memory: Memory, functions: readonly WasmFunction[], index: number): void {
  instanceOf(memory, moduleOf(functions, index));
}

function instanceOf({ shared, table }: Memory, bytes: Uint8Array<ArrayBuffer>): WebAssembly.Instance {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { machine: { memory: shared, table } });
}
