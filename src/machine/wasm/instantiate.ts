/** From code to functions that share the machine's memory. */
import type { Memory } from '../memory';
import { type Callee, type WasmFunction, moduleOf } from './format';

export type Exported = (...values: number[]) => number;
type Exports = Readonly<Record<string, Exported>>;

/** A function of another module. */
export interface Import extends Callee {
  readonly code: Exported;
}

/** The functions by name. They may call others by the machine's table. */
export function instantiate(memory: Memory, functions: readonly WasmFunction[]): Exports {
  const { shared, table } = memory;
  return exportsOf(moduleOf(functions, { callsByTable: true, callees: [] }), { memory: shared, table });
}

/**
 * Puts the functions into the machine's table, from an index on. The table itself they do without: an engine of JavaScript
 * keeps account, in each table, of all instances that import it, for as long as the table lives.
 */
export function install(
  { shared, table }: Memory,
  functions: readonly WasmFunction[],
  index: number,
  callees: readonly Import[],
): void {
  const imports = Object.fromEntries(callees.map(({ name, code }) => [name, code]));
  const bytes = moduleOf(functions, { callsByTable: false, callees });
  const exports = exportsOf(bytes, { memory: shared, ...imports });
  for (const [offset, { name }] of functions.entries()) table.set(index + offset, exports[name]);
}

function exportsOf(bytes: Uint8Array<ArrayBuffer>, machine: WebAssembly.ModuleImports): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { machine }).exports as Exports;
}
