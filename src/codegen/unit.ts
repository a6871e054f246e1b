/** What the functions of one file share while code is made: labels, strings, file numbers, debug information. */
import { type DebugInfo, type StatementLines, TypeRows } from '../image';
import type { Span } from '../source';
import type { Reporter } from '../c/reporter';

type FunctionRow = DebugInfo<string>['functions'][number];
type GlobalRow = DebugInfo<string>['globals'][number];

export class Unit {
  readonly types = new TypeRows();
  readonly functions: FunctionRow[] = [];
  readonly globals: GlobalRow[] = [];
  readonly statements: StatementLines[] = [];
  /** Text of all sections but code. */
  readonly data: string[] = [];
  /** Jump tables. */
  readonly tables: string[] = [];
  readonly strings = new Strings();
  /** Functions of the library that are to be linked, though no code names them. */
  readonly required = new Set<string>();
  private readonly fileNumbers = new Map<string, number>();
  private count = 0;

  constructor(readonly report: Reporter) {}

  /** A label that stays out of the symbol table. */
  next(): string {
    return `.L${this.count++}`;
  }

  /** A label for the debugger's eyes alone. */
  nextMark(): string {
    return `.LD${this.count++}`;
  }

  file(span: Span): number {
    const { path } = span.file;
    let number = this.fileNumbers.get(path);
    if (number === undefined) this.fileNumbers.set(path, (number = this.fileNumbers.size));
    return number;
  }

  get files(): string[] {
    return [...this.fileNumbers.keys()];
  }

  line(span: Span): number {
    return span.file.position(span.start).line;
  }

  /** Notes a statement that goes on to another line. */
  statement(from: Span, to: Span): void {
    const lastLine = to.file.position(Math.max(to.start, to.end - 1)).line;
    const line = this.line(from);
    if (from.file === to.file && lastLine > line)
      this.statements.push({ file: this.file(from), line, lastLine });
  }
}

/** One character a byte. */
const latin1 = new TextDecoder('latin1');

/** String literals, each different one once. */
class Strings {
  private readonly labels = new Map<string, string>();
  readonly all: { readonly label: string; readonly bytes: Uint8Array; readonly alignment: number }[] = [];

  /** Wide characters have to stand at multiples of their size. */
  label(bytes: Uint8Array, alignment = 1): string {
    const key = `${alignment} ${latin1.decode(bytes)}`;
    let label = this.labels.get(key);
    if (label === undefined) {
      label = `.LS${this.all.length}`;
      this.labels.set(key, label);
      this.all.push({ label, bytes, alignment });
    }
    return label;
  }
}
