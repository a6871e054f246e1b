/** From what the user asks for to addresses: lines of sources, functions. */
import type { SourcePlace } from '../api';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { LineStart } from '../images/lines';

/** An address in a module; without one, in whatever runs there. */
export interface Location {
  readonly module?: Module | undefined;
  readonly address: number;
}

export interface Resolved {
  readonly locations: readonly Location[];
  readonly place?: SourcePlace;
}

/**
 * Where a line of a source is executed, in every program that has it. A line without code moves back into the statement
 * that it belongs to, else to the next line that has code.
 */
export function resolveLine(modules: Modules, path: string, line: number, column?: number): Resolved {
  const found = modules.all.flatMap(module => {
    const starts = startsAt(module, path, line, column);
    const [first] = starts;
    return first ? [{ module, starts, first }] : [];
  });
  const best = Math.min(...found.map(({ first }) => first.line));
  const nearest = found.filter(({ first }) => first.line === best);
  const locations = nearest.flatMap(({ module, starts }) =>
    starts.map(({ address }) => ({ module, address })),
  );
  const [[one], [head]] = [found, nearest];
  if (!one || !head) return { locations };
  const { line: at, column: from } = head.first;
  return { locations, place: { path: one.module.lines.pathOf(path) ?? path, line: at, column: from } };
}

/** One start for each function that the line, or the next with code, is in. */
function startsAt(module: Module, path: string, line: number, column: number | undefined): LineStart[] {
  const all = module.lines.startsIn(path);
  const next = placeFor(module, path, line);
  if (!next) return [];
  const ofLine = all.filter(start => start.line === next.line);
  if (next.line === line && column !== undefined) return atColumn(ofLine, column);
  const firsts = new Map<number, LineStart>();
  for (const start of ofLine) {
    const routine = module.routineAt(start.address)?.start ?? start.address;
    if (!firsts.has(routine)) firsts.set(routine, start);
  }
  return [...firsts.values()].map(start => pastPrologue(module, start));
}

function placeFor(module: Module, path: string, line: number): LineStart | undefined {
  const all = module.lines.startsIn(path);
  const next = all.find(start => start.line >= line);
  if (next?.line === line) return next;
  const from = module.lines.statementAround(path, line);
  const before = from === undefined ? [] : all.filter(start => start.line >= from && start.line < line);
  return before.at(-1) ?? next;
}

function atColumn(ofLine: readonly LineStart[], column: number): LineStart[] {
  const wanted = ofLine.map(start => start.column).filter(start => start >= column);
  const best = wanted.length > 0 ? Math.min(...wanted) : Math.max(...ofLine.map(start => start.column));
  return ofLine.filter(start => start.column === best).slice(0, 1);
}

/** At the head of a function its frame is not made yet: its body is meant. */
function pastPrologue(module: Module, start: LineStart): LineStart {
  const info = module.functionAt(start.address);
  if (!info || info.start !== start.address) return start;
  const row = module.lines.prologueEnd(info);
  return row ? { address: row.address, line: row.line, column: row.column } : start;
}

/**
 * Functions by their name, all of them, since static ones may share it: of the programs that the user runs, else of the kernel, else of the other programs;
 * `kernel::main` says of which, `list.c::find` of which file.
 */
export function resolveFunction(modules: Modules, text: string): Resolved {
  const [, moduleName, name] = /^\s*(?:([^:]+)::)?(\w[\w.$]*)(?:\(\))?\s*$/.exec(text) ?? [];
  if (name === undefined) return { locations: [] };
  const named = moduleName === undefined ? undefined : modules.named(moduleName);
  if (named) return entriesIn([named], name);
  for (const group of [modules.started, [modules.kernel], modules.bundled]) {
    const found = entriesIn(group, name, moduleName);
    if (found.locations.length > 0) return found;
  }
  return { locations: [] };
}

function entriesIn(group: readonly Module[], name: string, file?: string): Resolved {
  const locations = group.flatMap(module =>
    bodiesOf(module, name, file).map((address): Required<Location> => ({ module, address })),
  );
  const place = locations[0] && locations[0].module.placeAt(locations[0].address);
  return { locations, ...(place && { place }) };
}

/** The first instruction past the prologue of each function of that name, or the address of a label of code. */
export function bodiesOf(module: Module, name: string, file?: string): number[] {
  const files = file === undefined ? undefined : module.filesNamed(file);
  const named = module.debug.functions.filter(
    row => row.name === name && (files?.includes(row.file) ?? true),
  );
  if (files || named.length > 0) return named.map(row => module.lines.prologueEnd(row)?.address ?? row.start);
  const symbol = module.symbols.named(name);
  return symbol && module.symbols.isCode(symbol.address) ? [symbol.address] : [];
}

/** Places where breakpoints can stand, from one line to another. */
export function breakpointPlaces(modules: Modules, path: string, from: number, to: number): SourcePlace[] {
  const places = new Map<string, SourcePlace>();
  for (const { lines } of modules.all)
    for (const { line, column } of lines.startsIn(path))
      if (line >= from && line <= to)
        places.set(`${line}:${column}`, { path: lines.pathOf(path) ?? path, line, column });
  return [...places.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
