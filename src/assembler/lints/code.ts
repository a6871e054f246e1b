/** The code of an object file as it can be followed: words, where they go, where functions begin, and which line each comes from. */
import { type Decoded, decode, flowOf, targetOf } from '../../isa';
import type { ObjectFile, ObjectSymbol, Relocation, Section } from '../../image';
import { type SourceFile, type Span, lazily } from '../../source';
import { statementOnLine, type Tree } from '../syntax';

export interface Entry {
  readonly name: string;
  readonly offset: number;
  /** Bytes; 0 where not known. */
  readonly size: number;
  /** A function of its own, into which nothing runs. */
  readonly isFunction: boolean;
}

export const isSameEntry = (one: Entry | undefined, other: Entry | undefined): boolean =>
  one?.name === other?.name && one?.size === other?.size && one?.isFunction === other?.isFunction;

export class Code {
  /** By offset in the section. */
  readonly entries = new Map<number, Entry>();
  /** Where branches and jumps go. */
  readonly leaders = new Set<number>();
  private readonly words: DataView;
  private readonly relocations: ReadonlyMap<number, Relocation>;
  private readonly symbols: ReadonlyMap<string, ObjectSymbol>;
  private readonly lines: () => ReadonlyMap<number, number>;

  constructor(
    readonly section: Section,
    { symbols, debug }: ObjectFile,
    private readonly tree: Tree,
  ) {
    const { bytes, relocations } = section;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.relocations = new Map(relocations.map(row => [row.offset, row]));
    this.symbols = new Map(symbols.map(symbol => [symbol.name, symbol]));
    const isHere = ({ address, file }: ObjectFile['debug']['lines'][number]) =>
      address.section === section.name && debug.files[file] === tree.file.path;
    this.lines = lazily(
      () => new Map(debug.lines.filter(isHere).map(({ address, line }) => [address.offset, line])),
    );
    this.findEntries(symbols);
  }

  /** The instruction at an offset; undefined for what is none, and behind the end. */
  at(offset: number): Decoded | undefined {
    return offset + 4 <= this.words.byteLength ? decode(this.words.getUint32(offset, true)) : undefined;
  }

  /** Whether what stands at an offset is what stood at another in the code before: the word, what it names, and what begins there. */
  isLike(offset: number, before: Code, other: number): boolean {
    return (
      this.wordAt(offset) === before.wordAt(other) &&
      isSameEntry(this.entries.get(offset), before.entries.get(other)) &&
      this.namesSame(this.relocations.get(offset), before, before.relocations.get(other), offset - other)
    );
  }

  private wordAt(offset: number): number | undefined {
    return this.isEnd(offset) ? undefined : this.words.getUint32(offset, true);
  }

  /** Whether two relocations are for one thing: in this section moved by so many bytes, elsewhere where it was. */
  private namesSame(
    now: Relocation | undefined,
    before: Code,
    old: Relocation | undefined,
    by: number,
  ): boolean {
    if (!now || !old) return now === old;
    if (now.kind !== old.kind || now.symbol !== old.symbol || now.addend !== old.addend) return false;
    const [place, other] = [this.place(now.symbol), before.place(old.symbol)];
    return (
      place?.section === other?.section &&
      place?.offset === (other && other.offset + (other.section === this.section.name ? by : 0))
    );
  }

  isEnd(offset: number): boolean {
    return offset >= this.words.byteLength;
  }

  relocationAt(offset: number): Relocation | undefined {
    return this.relocations.get(offset);
  }

  /** Where a branch, jump or call goes: an offset of this section, the name of what is elsewhere, or undefined. */
  target(decoded: Decoded, offset: number): number | string | undefined {
    const relocation = this.relocations.get(offset);
    if (!relocation) return targetOf(decoded, offset);
    const place = this.place(relocation.symbol);
    return place?.section === this.section.name ? place.offset + relocation.addend : relocation.symbol;
  }

  place(name: string) {
    const place = this.symbols.get(name)?.place;
    return typeof place === 'object' ? place : undefined;
  }

  /** Where the instruction at an offset is written, in the source itself. */
  span(offset: number): Span | undefined {
    // A pseudo-instruction has one row for all its words.
    const lines = this.lines();
    const line = lines.get(offset) ?? lines.get(offset - 4) ?? lines.get(offset - 8);
    return line === undefined ? undefined : spanOfLine(this.tree, line);
  }

  private findEntries(symbols: readonly ObjectSymbol[]): void {
    const called = new Set<number>();
    for (let offset = 0; !this.isEnd(offset); offset += 4) {
      const decoded = this.at(offset);
      const target = decoded && this.target(decoded, offset);
      if (decoded && typeof target === 'number')
        (flowOf(decoded) === 'call' ? called : this.leaders).add(target);
    }
    for (const { name, place, binding, kind, size } of symbols) {
      if (typeof place !== 'object' || place.section !== this.section.name) continue;
      const { offset } = place;
      const isFunction = kind === 'function' || called.has(offset);
      if (isFunction || binding !== 'local') this.entries.set(offset, { name, offset, size, isFunction });
    }
  }
}

function spanOfLine(tree: Tree, line: number): Span {
  const { file }: { file: SourceFile } = tree;
  const statement = statementOnLine(tree, line);
  const start = statement?.name?.start ?? file.lineStarts[line] ?? 0;
  return { file, start, end: statement?.end ?? start };
}
