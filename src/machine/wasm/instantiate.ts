/** From code to functions that share the machine's memory. */
import type { Memory } from '../memory';
import { type WasmFunction, moduleOf } from './format';

type Exports = Readonly<Record<string, (...values: number[]) => number>>;

/** The functions by name. They may call others by the machine's table. */
export function instantiate(memory: Memory, functions: readonly WasmFunction[]): Exports {
  const { shared, table } = memory;
  return exportsOf(moduleOf(functions, { callsByTable: true }), { memory: shared, table });
}

/**
 * Puts the functions into the machine's table, from an index on. The table itself they do without: an engine of JavaScript
 * keeps account, in each table, of all instances that import it, for as long as the table lives.
 */
export function install({ shared, table }: Memory, functions: readonly WasmFunction[], index: number): void {
  const exports = exportsOf(moduleOf(functions, { callsByTable: false }), { memory: shared });
  for (const [offset, { name }] of functions.entries()) table.set(index + offset, exports[name]);
}

function exportsOf(bytes: Uint8Array<ArrayBuffer>, machine: WebAssembly.ModuleImports): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { machine }).exports as Exports;
}
