/** Coverage as lcov's tracefile (geninfo(1), FILES), which editors, services and `genhtml` read. */
import { type SourceCover, sharesOf } from './sources';

/** `nameOf`: the path of a source as whoever reads the file is to find it. */
export function lcov(sources: readonly SourceCover[], nameOf: (path: string) => string): string {
  return sources.map(source => `${record(source, nameOf(source.path)).join('\n')}\n`).join('');
}

function record(source: SourceCover, name: string): string[] {
  const { lines, branches, functions } = sharesOf(source);
  return [
    'TN:',
    `SF:${name}`,
    ...source.functions.map(row => `FN:${row.line + 1},${row.name}`),
    ...source.functions.map(row => `FNDA:${row.calls},${row.name}`),
    `FNF:${functions.total}`,
    `FNH:${functions.covered}`,
    ...[...source.branches].flatMap(([line, rows]) =>
      rows.flatMap(({ on, away }, block) =>
        [on, away].map(
          (taken, way) => `BRDA:${line + 1},${block},${way},${on + away === 0 ? '-' : String(taken)}`,
        ),
      ),
    ),
    `BRF:${branches.total}`,
    `BRH:${branches.covered}`,
    ...[...source.lines].map(([line, count]) => `DA:${line + 1},${count}`),
    `LF:${lines.total}`,
    `LH:${lines.covered}`,
    'end_of_record',
  ];
}
