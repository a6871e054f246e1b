/** Places in texts as the client counts them: lines from 0, and in a line the units of the encoding that was agreed on. */
import type { Position, PositionEncodingKind, Range } from 'vscode-languageserver';
import type { SourceFile, Span } from '../source';

/** Units of an encoding that a text takes. */
const lengths: Readonly<Record<PositionEncodingKind, (text: string) => number>> = {
  'utf-8': text => new TextEncoder().encode(text).length,
  'utf-16': text => text.length,
  'utf-32': text => [...text].length,
};

/** The first that the client would have and the server can; UTF-16 where the client says nothing. */
export const encodingFor = (wanted: readonly PositionEncodingKind[] = []): PositionEncodingKind =>
  wanted.find(each => each in lengths) ?? 'utf-16';

export class Places {
  encoding: PositionEncodingKind = 'utf-16';

  /** Units that a text takes. */
  length(text: string): number {
    return this.encoding === 'utf-16' ? text.length : (lengths[this.encoding]?.(text) ?? text.length);
  }

  position(file: SourceFile, offset: number): Position {
    const { line, column } = file.position(offset);
    if (this.encoding === 'utf-16') return { line, character: column };
    return { line, character: this.length(file.line(line).slice(0, column)) };
  }

  range({ file, start, end }: Span): Range {
    return { start: this.position(file, start), end: this.position(file, end) };
  }

  /** The offset of a position; within a character, that of the character. */
  offset(file: SourceFile, { line, character }: Position): number {
    const column = this.encoding === 'utf-16' ? character : this.column(file.line(line), character);
    return file.offset({ line, column });
  }

  span(file: SourceFile, { start, end }: Range): Span {
    return { file, start: this.offset(file, start), end: this.offset(file, end) };
  }

  /** How many UTF-16 units of a line stand before so many units. */
  private column(line: string, units: number): number {
    let column = 0;
    let passed = 0;
    for (const character of line) {
      passed += this.length(character);
      if (passed > units) break;
      column += character.length;
    }
    return column;
  }
}
