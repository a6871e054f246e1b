/** Joins the debug information of all objects into that of the executable. */
import { type Block, type DebugInfo, type ObjectFile, type VariableInfo, mapAddresses } from '../image';
import type { SymbolTable } from './symbols';
import { shareTypes } from './types';
import { present } from '../source';

export function mergeDebug(objects: readonly ObjectFile[], symbols: SymbolTable): DebugInfo {
  const files = new Map<string, number>();
  const shared = shareTypes(objects.map(object => object.debug.types));
  const parts = objects.map((object, i) => {
    const fileIndex = object.debug.files.map(path => indexOf(files, path));
    const typeIndex = shared.index[i] ?? [];
    const located = mapAddresses(object.debug, place => symbols.address(object, place));
    return reindex(
      located,
      file => present(fileIndex[file], `file ${file} in the debug information`),
      type => present(typeIndex[type], `type ${type} in the debug information`),
    );
  });
  return {
    files: [...files.keys()],
    lines: parts.flatMap(part => part.lines).sort((one, other) => one.address - other.address),
    statements: parts.flatMap(part => part.statements ?? []),
    functions: parts.flatMap(part => part.functions).sort(byStart),
    globals: parts.flatMap(part => part.globals),
    types: shared.types,
    unwind: parts.flatMap(part => part.unwind).sort(byStart),
  };
}

const byStart = (one: { readonly start: number }, other: { readonly start: number }) =>
  one.start - other.start;

function indexOf(indices: Map<string, number>, key: string): number {
  const index = indices.get(key) ?? indices.size;
  indices.set(key, index);
  return index;
}

/** From an index in an object's list to that in the executable's. */
type Index = (old: number) => number;

function reindex(info: DebugInfo, file: Index, type: Index): Omit<DebugInfo, 'files' | 'types'> {
  const variable = (row: VariableInfo): VariableInfo => ({
    ...row,
    file: file(row.file),
    type: type(row.type),
  });
  const block = (row: Block): Block => ({
    ...row,
    variables: row.variables.map(variable),
    blocks: row.blocks.map(block),
  });
  return {
    lines: info.lines.map(row => ({ ...row, file: file(row.file) })),
    statements: (info.statements ?? []).map(row => ({ ...row, file: file(row.file) })),
    functions: info.functions.map(row => ({
      ...row,
      file: file(row.file),
      type: type(row.type),
      parameters: row.parameters.map(variable),
      body: block(row.body),
    })),
    globals: info.globals.map(variable),
    unwind: info.unwind,
  };
}
