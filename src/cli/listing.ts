/** An executable as text: its instructions between its symbols and source lines, and its symbols alone. */
import { disassemble } from '../assembler';
import type { Executable, ExecutableSymbol, LineRow, Segment } from '../image';
import { type SourceFile, readSource } from '../source';
import { Symbols } from '../events';
import { buildWorld } from '../boot';
import type { Context } from './context';

const hexWord = (value: number) => value.toString(16).padStart(8, '0');

/** All executable segments. */
export function listing(executable: Executable, { files, guest }: Context): string {
  const sources = new Sources(executable, path => readSource(buildWorld(files, guest), path));
  const symbols = new Symbols(executable);
  const labels = groupByAddress(executable.symbols);
  return executable.segments
    .filter(segment => segment.execute)
    .flatMap(segment => segmentLines(segment, labels, sources, address => symbols.at(address)))
    .join('')
    .trimStart();
}

function segmentLines(
  { address: base, bytes }: Segment,
  labels: ReadonlyMap<number, readonly ExecutableSymbol[]>,
  sources: Sources,
  symbolAt: (address: number) => string | undefined,
): string[] {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const address = base + offset;
    const word = words.getUint32(offset, true);
    for (const { name } of labels.get(address) ?? []) lines.push(`\n${hexWord(address)} <${name}>:\n`);
    const source = sources.at(address);
    if (source !== undefined) lines.push(`${source}\n`);
    lines.push(`${hexWord(address)}:  ${hexWord(word)}  ${disassemble(word, address, symbolAt)}\n`);
  }
  return lines;
}

/** The source lines at which instructions start. */
class Sources {
  private readonly rows: ReadonlyMap<number, LineRow>;
  private readonly paths: readonly string[];
  private readonly files = new Map<number, SourceFile | undefined>();
  private last = '';

  constructor(
    { debug }: Executable,
    private readonly read: (path: string) => SourceFile | undefined,
  ) {
    this.rows = new Map(debug?.lines.map(row => [row.address, row]));
    this.paths = debug?.files ?? [];
  }

  /** `; path:line  text` where the line changes. */
  at(address: number): string | undefined {
    const row = this.rows.get(address);
    if (!row) return undefined;
    const path = this.paths[row.file] ?? '';
    const place = `; ${path}:${row.line + 1}`;
    if (place === this.last) return undefined;
    this.last = place;
    if (!this.files.has(row.file)) this.files.set(row.file, this.read(path));
    return `${place}  ${this.files.get(row.file)?.line(row.line).trim() ?? ''}`.trimEnd();
  }
}

function groupByAddress(symbols: readonly ExecutableSymbol[]): Map<number, ExecutableSymbol[]> {
  const groups = new Map<number, ExecutableSymbol[]>();
  for (const symbol of symbols) {
    if (symbol.section === undefined || symbol.kind === 'object') continue;
    groups.set(symbol.address, [...(groups.get(symbol.address) ?? []), symbol]);
  }
  return groups;
}

/** A line for each symbol: address, size, binding, kind, section, name. */
export function symbolDump({ symbols }: Executable): string {
  return symbols
    .map(({ address, size, binding, kind, section, name }) =>
      [
        hexWord(address),
        String(size).padStart(7),
        binding.padEnd(6),
        kind.padEnd(8),
        (section ?? 'absolute').padEnd(8),
        name,
      ].join(' '),
    )
    .map(line => `${line}\n`)
    .join('');
}
