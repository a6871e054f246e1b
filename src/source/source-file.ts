/** A text with a path, and the places in it. Offsets, lines and columns are zero-based and count UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

export class SourceFile {
  private starts: number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** Offsets at which the lines start. */
  get lineStarts(): readonly number[] {
    if (this.starts) return this.starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    return (this.starts = starts);
  }

  /** The line and column of an offset; past the end it is the end of the text. */
  position(offset: number): Position {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: Math.min(offset, this.text.length) - starts[low]! };
  }

  /** The offset of a line and column; past the end of the line it is the end of the line. */
  offset(position: Position): number {
    const start = this.lineStarts[position.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + position.column, start + this.line(position.line).length);
  }

  /** The text of a line without its line end. */
  line(line: number): string {
    const start = this.lineStarts[line] ?? this.text.length;
    const end = this.lineStarts[line + 1] ?? this.text.length + 1;
    return this.text.slice(start, end - 1).replace(/\r$/, '');
  }
}

/** A range of a file, `start` included and `end` not. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  /** Where the text was written, if a macro brought it to this place. */
  readonly spelled?: Span;
}

/** The smallest span that holds both; they must lie in one file. */
export function join(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
