/**
 * Where in the sources a definition or a use stands. The spans of compiled code lie in the assembly text that the
 * compiler wrote; where the debug information knows the line of C behind it, that line is shown instead.
 */
import type { ObjectFile, SectionOffset } from '../image';
import { type FileReader, type SourceFile, type Span, readSource } from '../source';
import type { Definition } from './resolve';

export class Places {
  private readonly files = new Map<string, SourceFile | undefined>();

  constructor(private readonly reader: FileReader | undefined) {}

  /** The place of a symbol's definition. */
  definition({ object, symbol }: Definition): Span | undefined {
    const at = symbol.place;
    if (typeof at !== 'object') return symbol.span;
    const isHere = (other: SectionOffset) => other.section === at.section && other.offset === at.offset;
    const { functions, globals } = object.debug;
    const row =
      functions.find(({ start }) => isHere(start)) ??
      globals.find(({ places }) => places.some(place => place.kind === 'memory' && isHere(place.address)));
    return (row && this.inSource(object, row.file, row.line, 0, symbol.name)) ?? symbol.span;
  }

  /** The place of a use of a symbol; `span` is where the object file says it is. */
  use(object: ObjectFile, at: SectionOffset, symbol: string, span: Span | undefined): Span | undefined {
    const { functions, globals, lines } = object.debug;
    if (span && functions.length + globals.length === 0) return span; // written by hand, and just assembled
    const row = lines
      .filter(({ address }) => address.section === at.section && address.offset <= at.offset)
      .at(-1);
    return (row && this.inSource(object, row.file, row.line, row.column, symbol)) ?? span;
  }

  /** The name in a line, at or after the column if it stands there; else the column. */
  private inSource(
    object: ObjectFile,
    fileIndex: number,
    line: number,
    column: number,
    name: string,
  ): Span | undefined {
    const path = object.debug.files[fileIndex];
    const file = path === undefined ? undefined : this.source(path);
    if (!file) return undefined;
    const text = file.line(line);
    const found = wordAt(text, name, column) ?? wordAt(text, name, 0);
    const start = file.offset({ line, column: found ?? column });
    return { file, start, end: start + (found === undefined ? 1 : name.length) };
  }

  private source(path: string): SourceFile | undefined {
    if (!this.files.has(path)) this.files.set(path, this.reader && readSource(this.reader, path));
    return this.files.get(path);
  }
}

/** The column of a whole word in a line, from a column on. */
function wordAt(text: string, word: string, from: number): number | undefined {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + word.length] ?? '')) return at;
  return undefined;
}
