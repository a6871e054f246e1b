/** The line table of an executable in both directions: from addresses to places in sources, and back. */
import type { DebugInfo, LineRow } from '../../image';
import type { SourcePlace } from '../api';
import { lastAtMost, present } from '../../source';

/** Where a line of source starts to be executed. */
export interface LineStart {
  readonly address: number;
  readonly line: number;
  readonly column: number;
}

const addressOf = (row: LineRow) => row.address;

export class LineIndex {
  /** Starts of lines by file, in order of line and then address. */
  private readonly starts = new Map<number, LineStart[]>();
  private readonly fileByPath: ReadonlyMap<string, number>;

  constructor(private readonly debug: Pick<DebugInfo, 'files' | 'lines' | 'statements'>) {
    this.fileByPath = new Map(debug.files.map((path, index) => [samePath(path), index]));
  }

  /** Paths of the sources that code comes from. */
  get paths(): string[] {
    const used = new Set(this.debug.lines.map(row => row.file));
    return this.debug.files.filter((_, index) => used.has(index));
  }

  /** The row that holds at an address, if it starts at `from` or later. */
  rowAt(address: number, from: number): LineRow | undefined {
    const row = this.debug.lines[lastAtMost(this.debug.lines, address, addressOf)];
    return row && row.address >= from ? row : undefined;
  }

  place({ file, line, column }: Pick<LineRow, 'file' | 'line' | 'column'>): SourcePlace {
    return { path: present(this.debug.files[file], `file ${file} in the debug information`), line, column };
  }

  /** The row of a statement that starts at just this address. */
  statementAt(address: number): LineRow | undefined {
    const { lines } = this.debug;
    for (let at = lastAtMost(lines, address, addressOf); lines[at]?.address === address; at--)
      if (lines[at]?.statement) return lines[at];
    return undefined;
  }

  /** The lines of the statements that start in a stretch of code, by address. */
  statementsIn({
    start,
    end,
  }: {
    readonly start: number;
    readonly end: number;
  }): ReadonlyMap<number, number> {
    const rows = this.debug.lines.filter(row => row.statement && row.address >= start && row.address < end);
    return new Map(rows.map(({ address, line }) => [address, line]));
  }

  /** The row with the first address past the prologue of a function. */
  prologueEnd({ start, end }: { readonly start: number; readonly end: number }): LineRow | undefined {
    const { lines } = this.debug;
    for (let at = lastAtMost(lines, start - 1, addressOf) + 1; at < lines.length; at++) {
      const row = lines[at];
      if (!row || row.address >= end) return undefined;
      if (row.prologueEnd) return row;
    }
    return undefined;
  }

  /**
   * Starts of lines in a file, in order of line; empty if no code comes from it. A line on which no statement starts has
   * its first piece of a longer one.
   */
  startsIn(path: string): readonly LineStart[] {
    const file = this.fileByPath.get(samePath(path));
    if (file === undefined) return [];
    let starts = this.starts.get(file);
    if (!starts) this.starts.set(file, (starts = this.collect(file)));
    return starts;
  }

  /** The path as the debug information has it. */
  pathOf(path: string): string | undefined {
    const file = this.fileByPath.get(samePath(path));
    return file === undefined ? undefined : this.debug.files[file];
  }

  /** The first line of the statement that a line belongs to without being its first; of several, the innermost. */
  statementAround(path: string, line: number): number | undefined {
    const file = this.fileByPath.get(samePath(path));
    const around = (this.debug.statements ?? []).filter(
      row => row.file === file && row.line < line && line <= row.lastLine,
    );
    return around.length > 0 ? Math.max(...around.map(row => row.line)) : undefined;
  }

  private collect(file: number): LineStart[] {
    const { lines } = this.debug;
    const rows = lines.filter(row => row.file === file);
    const stated = new Set(rows.filter(row => row.statement).map(row => row.line));
    const goesOn = (row: LineRow, before: LineRow | undefined) =>
      before?.file === file && before.line === row.line;
    return lines
      .filter(
        (row, at) =>
          row.file === file && (row.statement || (!stated.has(row.line) && !goesOn(row, lines[at - 1]))),
      )
      .map(({ address, line, column }) => ({ address, line, column }))
      .sort((a, b) => a.line - b.line || a.address - b.address);
  }
}

/** Paths that mean the same file become equal: separators, and the drive letters of Windows. */
export function samePath(path: string): string {
  return path.replace(/\\/g, '/').replace(/^[a-z]:/, drive => drive.toUpperCase());
}
