/** The symbols of an executable by address, and the routines that its code is divided into. */
import type { Executable, ExecutableSymbol, FunctionInfo } from '../../image';
import { type Decoded, decode, departs, flowOf, targetOf } from '../../isa';
import { lastAtMost } from '../../source';

/** A stretch of code that a call enters at its start: a function of C, or what assembly makes look like one. */
export interface Routine {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly info?: FunctionInfo;
}

export interface SymbolPlace {
  readonly name: string;
  readonly offset: number;
  readonly code: boolean;
}

export class SymbolIndex {
  private readonly rows: readonly ExecutableSymbol[];
  private readonly byName: ReadonlyMap<string, ExecutableSymbol>;
  private routineRows: readonly Routine[] | undefined;

  constructor(private readonly executable: Executable) {
    const located = executable.symbols.filter(symbol => symbol.section !== undefined);
    this.rows = onePerAddress(located);
    this.byName = new Map([...located].reverse().map(symbol => [symbol.name, symbol]));
  }

  named(name: string): ExecutableSymbol | undefined {
    return this.byName.get(name);
  }

  get all(): readonly ExecutableSymbol[] {
    return this.rows;
  }

  isCode(address: number): boolean {
    return this.executable.segments.some(
      part => part.execute && address >= part.address && address < part.address + part.memorySize,
    );
  }

  /** The symbol that an address lies in, code or data; undefined outside of the executable. */
  at(address: number): SymbolPlace | undefined {
    if (!this.holds(address)) return undefined;
    const code = this.isCode(address);
    if (code) {
      const routine = this.routineAt(address);
      return routine && { name: routine.name, offset: address - routine.start, code };
    }
    const row = this.rows[lastAtMost(this.rows, address, symbol => symbol.address)];
    if (!row || (row.size > 0 && address >= row.address + row.size)) return undefined;
    return { name: row.name, offset: address - row.address, code };
  }

  routineAt(address: number): Routine | undefined {
    const rows = (this.routineRows ??= this.findRoutines());
    const row = rows[lastAtMost(rows, address, routine => routine.start)];
    return row && address < row.end ? row : undefined;
  }

  get routines(): readonly Routine[] {
    return (this.routineRows ??= this.findRoutines());
  }

  private holds(address: number): boolean {
    return this.executable.segments.some(
      part => address >= part.address && address < part.address + part.memorySize,
    );
  }

  /**
   * Functions by their debug information; then symbols of functions; then, since assembly need not say which labels
   * are functions, those that look like one. A label within a function is none.
   */
  private findRoutines(): Routine[] {
    const infos = new Map((this.executable.debug?.functions ?? []).map(info => [info.start, info]));
    const entered = this.entered();
    const starts = this.rows.filter(
      symbol =>
        this.isCode(symbol.address) &&
        (infos.has(symbol.address) ||
          symbol.kind === 'function' ||
          (symbol.kind === 'none' && (symbol.binding !== 'local' || entered.has(symbol.address)))),
    );
    const routines: Routine[] = [];
    for (const symbol of starts) {
      const last = routines.at(-1);
      if (last && (last.info || symbol.kind === 'none') && symbol.address < sizedEnd(last)) continue;
      const info = infos.get(symbol.address);
      const end = info?.end ?? (symbol.size > 0 ? symbol.address + symbol.size : Infinity);
      routines.push({ name: info?.name ?? symbol.name, start: symbol.address, end, ...(info && { info }) });
    }
    return routines.map((routine, index) => ({ ...routine, end: this.endOf(routine, routines[index + 1]) }));
  }

  /** A routine of unknown size goes up to the next one, in its own segment. */
  private endOf({ start, end }: Routine, next: Routine | undefined): number {
    const segment = this.executable.segments.find(
      part => start >= part.address && start < part.address + part.memorySize,
    );
    const segmentEnd = segment ? segment.address + segment.memorySize : Infinity;
    return Math.min(end, next?.start ?? Infinity, segmentEnd);
  }

  /** Addresses that a `call` goes to, or that follow a return and that no branch goes to: code enters there. */
  private entered(): Set<number> {
    const called = new Set<number>([this.executable.entry]);
    const branched = new Set<number>();
    const afterReturn = new Set<number>();
    for (const { address, decoded } of this.instructions()) {
      const flow = flowOf(decoded);
      const target = targetOf(decoded, address);
      if (flow === 'call' && target !== undefined) called.add(target);
      if (flow === 'branch' && target !== undefined) branched.add(target);
      if (departs(decoded)) afterReturn.add(address + 4);
    }
    for (const address of afterReturn) if (!branched.has(address)) called.add(address);
    return called;
  }

  private *instructions(): Iterable<{ address: number; decoded: Decoded }> {
    for (const { address, bytes, execute } of this.executable.segments) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let at = 0; execute && at + 4 <= bytes.length; at += 4) {
        const decoded = decode(words.getUint32(at, true));
        if (decoded) yield { address: address + at, decoded };
      }
    }
  }
}

const sizedEnd = ({ start, end }: Routine) => (end === Infinity ? start : end);

/** The symbol that a person would name the address by: no mark of the linker, and rather one that others see. */
function onePerAddress(symbols: readonly ExecutableSymbol[]): ExecutableSymbol[] {
  const best = new Map<number, ExecutableSymbol>();
  for (const symbol of symbols) {
    const other = best.get(symbol.address);
    if (!other || rank(symbol) > rank(other)) best.set(symbol.address, symbol);
  }
  return [...best.values()].sort((a, b) => a.address - b.address);
}

function rank({ name, kind, binding }: ExecutableSymbol): number {
  const mark = /^(__.*_(start|end)|_end)$/.test(name);
  return (
    (mark ? 0 : 8) +
    (kind === 'none' ? 0 : 4) +
    (binding === 'local' ? 0 : 2) +
    (name.startsWith('_') ? 0 : 1)
  );
}
