/** From code to functions that share the machine's memory. */
import type { Memory } from '../memory';
import { type WasmFunction, moduleOf } from './format';

type Exports = Readonly<Record<string, (...values: number[]) => number>>;

export function instantiate({ shared, table }: Memory, functions: readonly WasmFunction[]): Exports {
  const module = new WebAssembly.Module(moduleOf(functions));
  return new WebAssembly.Instance(module, { machine: { memory: shared, table } }).exports as Exports;
}
