/**
 * Which source line each instruction comes from. Compiled code says so with `.loc`; assembly written by hand gets
 * a row for every instruction.
 */
import type { DebugInfo, LineRow, SectionOffset } from '../image';
import type { SourceFrame } from './frames';
import type { SectionBuilder } from './sections';
import type { Statement } from './syntax';

/** A place in a source, with what `.loc` says about it. */
export interface Location {
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly statement: boolean;
  readonly prologueEnd: boolean;
}

export class LineTable {
  readonly files: string[];
  private rows: LineRow<SectionOffset>[] = [];
  private automatic: boolean;
  private pending: Location | undefined;
  /** The index of each `.file` number. */
  private readonly numbered = new Map<number, number>();
  private readonly indexes = new Map<string, number>();

  constructor(debug: DebugInfo<string> | undefined) {
    this.files = [...(debug?.files ?? [])];
    this.automatic = !debug;
    for (const index of this.files.keys()) this.numbered.set(index, index);
  }

  /** `.file`: names a file for `.loc`. */
  declare(number: number, path: string): void {
    if (!this.numbered.has(number)) this.numbered.set(number, this.fileIndex(path));
  }

  fileNumbered(number: number): number | undefined {
    return this.numbered.get(number);
  }

  /** `.loc`: holds for the next instruction, which is the start of a statement if one has started since the last. */
  next(location: Location): void {
    if (this.automatic) {
      this.automatic = false;
      this.rows = [];
    }
    const { pending } = this;
    const statement = location.statement || (pending?.statement ?? false);
    const prologueEnd = location.prologueEnd || (pending?.prologueEnd ?? false);
    this.pending = { ...location, statement, prologueEnd };
  }

  /** An instruction follows at this place. */
  instruction(section: SectionBuilder, frame: SourceFrame, statement: Statement): void {
    if (this.pending) {
      const { prologueEnd, file, line, column, statement } = this.pending;
      const row = { address: section.place(section.size), file, line, column, statement };
      this.rows.push(prologueEnd ? { ...row, prologueEnd } : row);
      this.pending = undefined;
    } else if (this.automatic) {
      this.rows.push(this.written(section.place(section.size), frame, statement));
    }
  }

  private written(address: SectionOffset, at: SourceFrame, expanded: Statement): LineRow<SectionOffset> {
    const { frame, statement } = at.macro ? at.outermostUse(expanded) : { frame: at, statement: expanded };
    const { line, name } = statement;
    const column = (name ?? statement).start - (frame.file.lineStarts[line] ?? 0);
    return { address, file: this.fileIndex(frame.file.path), line, column, statement: true };
  }

  private fileIndex(path: string): number {
    let index = this.indexes.get(path);
    if (index === undefined) this.indexes.set(path, (index = this.files.push(path) - 1));
    return index;
  }

  /** In order of address within each section. */
  finish(): readonly LineRow<SectionOffset>[] {
    return this.rows;
  }
}
