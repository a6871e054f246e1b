/** Turns debug information with one kind of address into the same with another: labels, offsets, addresses. */
import type { Block, DebugInfo, PlaceInRange, VariablePlace, Range, VariableInfo } from './debug-info';

export function mapAddresses<From, To>(info: DebugInfo<From>, map: (address: From) => To): DebugInfo<To> {
  const range = (row: Range<From>): Range<To> => ({ start: map(row.start), end: map(row.end) });
  const place = (row: VariablePlace<From>): VariablePlace<To> =>
    row.kind === 'memory' ? { kind: 'memory', address: map(row.address) } : row;
  const placeInRange = ({ range: where, ...rest }: PlaceInRange<From>): PlaceInRange<To> => ({
    ...place(rest),
    ...(where && { range: range(where) }),
  });
  const variable = ({ places, sizes, ...rest }: VariableInfo<From>): VariableInfo<To> => ({
    ...rest,
    places: places.map(placeInRange),
    ...(sizes && { sizes: sizes.map(each => each.map(placeInRange)) }),
  });
  const block = (row: Block<From>): Block<To> => ({
    ...range(row),
    variables: row.variables.map(variable),
    blocks: row.blocks.map(block),
  });
  return {
    files: info.files,
    types: info.types,
    ...(info.statements && { statements: info.statements }),
    lines: info.lines.map(row => ({ ...row, address: map(row.address) })),
    functions: info.functions.map(row => ({
      ...row,
      ...range(row),
      parameters: row.parameters.map(variable),
      body: block(row.body),
    })),
    globals: info.globals.map(variable),
    unwind: info.unwind.map(row => ({ ...row, ...range(row) })),
  };
}
