/** Counts of instructions as counts of lines, functions and branches of the sources. */
import { decode, flowOf, targetOf } from '../../isa';
import type { Routine } from '../images/symbols';
import type { Counts } from './counter';

/** A conditional branch of the machine: a condition of C is one or several. */
export interface BranchCover {
  /** How often it went on to the next instruction, and how often to its target. */
  readonly on: number;
  readonly away: number;
}

export interface FunctionCover {
  readonly name: string;
  /** Zero-based. */
  readonly line: number;
  readonly calls: number;
}

/** Of a source that code comes from. Lines are zero-based; in order of line. */
export interface SourceCover {
  readonly path: string;
  /** By line how often it was executed; lines without code are not there. */
  readonly lines: ReadonlyMap<number, number>;
  readonly functions: readonly FunctionCover[];
  /** By line, in the order of the code. */
  readonly branches: ReadonlyMap<number, readonly BranchCover[]>;
}

/** What stands in one function, of one line. */
interface Piece {
  executed: number;
  readonly branches: BranchCover[];
}

class Source {
  readonly lines = new Map<number, number>();
  readonly functions = new Map<string, FunctionCover>();
  /** By line, and by the function that has them. */
  private readonly branches = new Map<number, Map<string, readonly BranchCover[]>>();

  /** The same source may be part of several programs and runs, and a function of several functions. */
  add(line: number, routine: string, { executed, branches }: Piece): void {
    this.lines.set(line, (this.lines.get(line) ?? 0) + executed);
    if (branches.length === 0) return;
    const ofLine = this.branches.get(line) ?? new Map<string, readonly BranchCover[]>();
    this.branches.set(line, ofLine);
    const key = `${routine} ${branches.length}`;
    const before = ofLine.get(key);
    const sum = branches.map(({ on, away }, index) => ({
      on: on + (before?.[index]?.on ?? 0),
      away: away + (before?.[index]?.away ?? 0),
    }));
    ofLine.set(key, sum);
  }

  addFunction({ name, line, calls }: FunctionCover): void {
    const before = this.functions.get(`${line} ${name}`)?.calls ?? 0;
    this.functions.set(`${line} ${name}`, { name, line, calls: calls + before });
  }

  cover(path: string): SourceCover {
    const byLine = <T>(rows: ReadonlyMap<number, T>) => new Map([...rows].sort(([a], [b]) => a - b));
    return {
      path,
      lines: byLine(this.lines),
      functions: [...this.functions.values()].sort((a, b) => a.line - b.line),
      branches: byLine(new Map([...this.branches].map(([line, rows]) => [line, [...rows.values()].flat()]))),
    };
  }
}

/**
 * In order of path. In a function, a line was executed as often as the one of its instructions that was executed most; what a line
 * has in several functions, as one that is put into others has, is added up.
 */
export function sourcesCovered(all: readonly Counts[]): SourceCover[] {
  const sources = new Map<string, Source>();
  for (const counts of all) for (const routine of routinesOf(counts)) addRoutine(sources, counts, routine);
  return [...sources]
    .map(([path, source]) => source.cover(path))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

export interface CountedFunction {
  /** Of the source that its first instruction comes from. */
  readonly path: string;
  readonly name: string;
  readonly address: number;
  /** How often each instruction was executed, from the first on. */
  readonly executed: readonly number[];
}

/** What of the code of an executable comes from sources, in the order of addresses. */
export function functionsCounted(counts: Counts): CountedFunction[] {
  const { module, start, executed } = counts;
  return [...routinesOf(counts)].flatMap(routine => {
    const path = module.placeOfCode(routine.start)?.path;
    const [first, end] = [(routine.start - start) / 4, (routine.end - start) / 4];
    const { name, start: address } = routine;
    return path === undefined ? [] : [{ path, name, address, executed: [...executed.slice(first, end)] }];
  });
}

function routinesOf({ module, start, executed }: Counts): Set<Routine> {
  const routines = new Set<Routine>();
  for (let at = 0; at < executed.length; at++) {
    const routine = module.routineAt(start + at * 4);
    if (routine) routines.add(routine);
  }
  return routines;
}

function addRoutine(sources: Map<string, Source>, counts: Counts, routine: Routine): void {
  const { module, start, executed } = counts;
  const named = (path: string) => {
    const source = sources.get(path) ?? new Source();
    sources.set(path, source);
    return source;
  };
  const pieces = new Map<string, Map<number, Piece>>();
  for (let address = routine.start; address < routine.end; address += 4) {
    const row = module.lines.rowAt(address, routine.start);
    if (!row) continue;
    const { path, line } = module.lines.place(row);
    const ofPath = pieces.get(path) ?? new Map<number, Piece>();
    pieces.set(path, ofPath);
    const piece = ofPath.get(line) ?? { executed: 0, branches: [] };
    ofPath.set(line, piece);
    piece.executed = Math.max(piece.executed, executed[(address - start) / 4] ?? 0);
    const branch = branchAt(counts, address);
    if (branch) piece.branches.push(branch);
  }
  for (const [path, lines] of pieces)
    for (const [line, piece] of lines) named(path).add(line, routine.name, piece);
  if (!routine.info) return;
  const { path, line } = module.definition(routine.info);
  named(path).addFunction({ name: routine.name, line, calls: executed[(routine.start - start) / 4] ?? 0 });
}

function branchAt({ module, start, executed, left }: Counts, address: number): BranchCover | undefined {
  const word = module.codeWord(address);
  const decoded = word === undefined ? undefined : decode(word);
  if (!decoded || flowOf(decoded) !== 'branch' || targetOf(decoded, address) === address + 4)
    return undefined;
  const at = (address - start) / 4;
  const away = left[at] ?? 0;
  return { on: (executed[at] ?? 0) - away, away };
}

/** How much of something there is, and how much of that was executed. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

export interface Shares {
  readonly lines: Share;
  /** Ways out of branches, two each. */
  readonly branches: Share;
  readonly functions: Share;
}

export function sharesOf({ lines, branches, functions }: SourceCover): Shares {
  const share = (counts: readonly number[]): Share => ({
    covered: counts.filter(count => count > 0).length,
    total: counts.length,
  });
  return {
    lines: share([...lines.values()]),
    branches: share([...branches.values()].flat().flatMap(({ on, away }) => [on, away])),
    functions: share(functions.map(({ calls }) => calls)),
  };
}
