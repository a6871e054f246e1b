/** One executable as the debugger knows it: lines, functions, symbols, variables in scope, and how to unwind. */
import {
  type Block,
  type CType,
  type DebugInfo,
  type Executable,
  type FunctionInfo,
  TypeTable,
  type UnwindRow,
  type VariableInfo,
  emptyDebugInfo,
} from '../../image';
import { useOfMember, usedVariable } from '../../events';
import type { SourcePlace } from '../api';
import { LineIndex } from './lines';
import { lastAtMost, hex } from '../../source';
import { type Routine, SymbolIndex } from './symbols';

export class Module {
  readonly debug: DebugInfo;
  readonly types: TypeTable;
  readonly lines: LineIndex;
  readonly symbols: SymbolIndex;
  private globalsByName: ReadonlyMap<string, VariableInfo> | undefined;

  constructor(
    readonly name: string,
    readonly executable: Executable,
    /** Whose addresses and memory its own are. */
    readonly of: 'kernel' | 'program',
  ) {
    this.debug = executable.debug ?? emptyDebugInfo;
    this.types = new TypeTable(this.debug.types, of === 'kernel' ? useOfMember : undefined);
    this.lines = new LineIndex(this.debug);
    this.symbols = new SymbolIndex(executable);
  }

  routineAt(address: number): Routine | undefined {
    return this.symbols.routineAt(address);
  }

  functionAt(address: number): FunctionInfo | undefined {
    return this.routineAt(address)?.info;
  }

  /** The place in a source that the instruction at an address comes from. */
  placeAt(address: number): SourcePlace | undefined {
    const routine = this.routineAt(address);
    const row = routine && this.lines.rowAt(address, routine.start);
    return row && this.lines.place(row);
  }

  /** For the start of a function the place where it is defined, else that of the instruction; nothing for data. */
  placeOfCode(address: number): SourcePlace | undefined {
    const info = this.functionAt(address);
    return info?.start === address ? this.definition(info) : this.placeAt(address);
  }

  /** Where a function or a variable stands in the source: its line. */
  definition({ file, line }: Pick<FunctionInfo | VariableInfo, 'file' | 'line'>): SourcePlace {
    return this.lines.place({ file, line, column: 0 });
  }

  /** A word of the code as it was built; undefined outside of it. */
  codeWord(address: number): number | undefined {
    for (const { address: start, bytes, execute } of this.executable.segments) {
      const at = address - start;
      if (!execute || at < 0 || at + 4 > bytes.length) continue;
      return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
    }
    return undefined;
  }

  unwindAt(address: number): UnwindRow | undefined {
    const rows = this.debug.unwind;
    const row = rows[lastAtMost(rows, address, ({ start }) => start)];
    return row && address < row.end ? row : undefined;
  }

  /** `name`, `name+0x10`; undefined outside of the module. */
  symbolText(address: number): string | undefined {
    const place = this.symbols.at(address);
    if (!place) return undefined;
    return place.offset === 0 ? place.name : `${place.name}+${hex(place.offset)}`;
  }

  /** The variables that are in scope at an address: parameters, then those of each block around it, outermost first. */
  variablesAt(address: number): VariableInfo[][] {
    const info = this.functionAt(address);
    if (!info) return [];
    return [[...info.parameters], ...blocksAt(info, address).map(({ variables }) => [...variables])];
  }

  /** The same object for all addresses at which every name means the same. */
  scopeAt(address: number): object {
    const info = this.functionAt(address);
    return (info && blocksAt(info, address).at(-1)) ?? info ?? this;
  }

  /** The type of a variable, with what it stands for; `routine` is the function that it is in. */
  typeOf({ name, type }: VariableInfo, routine?: string): CType {
    return this.of === 'kernel' ? usedVariable(this.types.get(type), name, routine) : this.types.get(type);
  }

  /** What `list.c` or `lib/list.c` means: the indices of the sources whose paths end so. */
  filesNamed(name: string): number[] {
    return this.debug.files.flatMap((path, index) =>
      path === name || path.endsWith(`/${name}`) ? index : [],
    );
  }

  /** The first function of a file that has a parameter or variable of that name. */
  functionWith(name: string, file: number): FunctionInfo | undefined {
    return this.debug.functions.find(
      info =>
        info.file === file &&
        [...info.parameters, ...variablesIn(info.body)].some(variable => variable.name === name),
    );
  }

  /** A static variable of a function, the outermost of that name; of several functions of a name the first that has one. */
  staticOf(routine: string, name: string, files?: readonly number[]): VariableInfo | undefined {
    return this.statics(routine, files).find(info => info.name === name);
  }

  /** The static variables of the functions of that name, in these files; of all functions without. */
  statics(routine?: string, files?: readonly number[]): VariableInfo[] {
    const functions = this.debug.functions.filter(
      info =>
        (routine === undefined || info.name === routine) &&
        (files === undefined || files.includes(info.file)),
    );
    return functions.flatMap(({ body }) => variablesIn(body)).filter(isStatic);
  }

  global(name: string): VariableInfo | undefined {
    this.globalsByName ??= new Map([...this.debug.globals].reverse().map(row => [row.name, row]));
    return this.globalsByName.get(name);
  }
}

const isStatic = ({ places }: VariableInfo) => places.some(({ kind }) => kind === 'memory');

/** Of a block and those in it, outermost first. */
export const variablesIn = ({ variables, blocks }: Block): VariableInfo[] => [
  ...variables,
  ...blocks.flatMap(variablesIn),
];

/** The blocks around an address, outermost first. */
function blocksAt({ body }: FunctionInfo, address: number): Block[] {
  const found: Block[] = [];
  for (let list: readonly Block[] = [body]; ;) {
    const inner = list.find(({ start, end }) => start <= address && address < end);
    if (!inner) return found;
    found.push(inner);
    list = inner.blocks;
  }
}
