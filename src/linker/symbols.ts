/** Gives every symbol its address, those that the linker itself defines included. */
import type { ExecutableSymbol, ObjectFile, ObjectSymbol, SectionOffset } from '../image';
import type { Layout, OutputSection, OutputSegment } from './layout';
import { type Definition, type Resolution, isDefined, replaceable } from './resolve';

/** What a name in an object stands for. */
export interface Target {
  readonly address: number;
  /** False for data, and for an address outside the program. */
  readonly execute: boolean;
}

export class SymbolTable {
  private readonly own = new Map<ObjectFile, ReadonlyMap<string, ObjectSymbol>>();
  private readonly provided: ReadonlyMap<string, ExecutableSymbol>;
  private readonly system: ReadonlySet<ObjectFile>;

  constructor(
    private readonly resolution: Resolution,
    private readonly layout: Layout,
  ) {
    for (const { object } of resolution.objects)
      this.own.set(object, new Map(object.symbols.map(symbol => [symbol.name, symbol])));
    this.system = new Set(resolution.objects.flatMap(({ object, system }) => (system ? object : [])));
    this.provided = new Map(linkerSymbols(layout).map(symbol => [symbol.name, symbol]));
  }

  /** The address of a place in an object. */
  address(object: ObjectFile, place: SectionOffset | number): number {
    if (typeof place === 'number') return place >>> 0;
    const piece = this.layout.piece(object, place.section);
    if (!piece)
      throw new Error(`${object.name} has no section ${place.section} to find offset ${place.offset} in`);
    return piece.address + place.offset;
  }

  /** What a name stands for where `object` uses it: a symbol, or the start of a section; undefined if nothing. */
  lookUp(object: ObjectFile, name: string): Target | undefined {
    const symbol = this.own.get(object)?.get(name);
    if (symbol?.binding === 'local' && isDefined(symbol)) return this.target({ object, symbol });
    const found = this.lookUpForSystem(object, name) ?? this.lookUpGlobal(name);
    if (found) return found;
    if (symbol) return symbol.binding === 'weak' ? { address: 0, execute: false } : undefined;
    const piece = this.layout.piece(object, name);
    return piece && { address: piece.address, execute: piece.section.flags.execute };
  }

  /** What a member of the system's library means by a name that the library defines. */
  private lookUpForSystem(object: ObjectFile, name: string): Target | undefined {
    if (!this.system.has(object) || replaceable.has(name)) return undefined;
    const definition = this.resolution.systemDefinitions.get(name);
    return definition && this.target(definition);
  }

  lookUpGlobal(name: string): Target | undefined {
    const definition = this.resolution.definitions.get(name);
    if (definition) return this.target(definition);
    const provided = this.provided.get(name);
    return provided && { address: provided.address, execute: false };
  }

  private target({ object, symbol: { place } }: Definition): Target {
    const execute =
      typeof place === 'object' && this.layout.piece(object, place.section)?.section.flags.execute === true;
    return { address: this.address(object, place), execute };
  }

  /** All of the executable's symbols, in order of address, local ones first. */
  list(): ExecutableSymbol[] {
    const { definitions, systemDefinitions, objects } = this.resolution;
    const holds = ({ symbol }: Definition) =>
      symbol.binding === 'local'
        ? !isHidden(symbol)
        : [definitions, systemDefinitions].some(map => map.get(symbol.name)?.symbol === symbol);
    const defined = objects
      .flatMap(({ object }) => object.symbols.filter(isDefined).map(symbol => ({ object, symbol })))
      .filter(holds)
      .map(definition => this.executableSymbol(definition));
    const provided = [...this.provided.values()].filter(symbol => !definitions.has(symbol.name));
    return [...defined, ...provided].sort(
      (one, other) => one.address - other.address || rank(one) - rank(other),
    );
  }

  private executableSymbol({ object, symbol }: Definition): ExecutableSymbol {
    const { name, kind, size } = symbol;
    // One that gave way to the program's is the library's alone.
    const own = this.resolution.definitions.get(name)?.symbol === symbol;
    const binding = own ? symbol.binding : 'local';
    const address = this.address(object, symbol.place);
    const home = typeof symbol.place === 'object' ? this.section(symbol.place.section) : undefined;
    return { name, address, size, kind, binding, ...(home && { section: home.name }) };
  }

  /** The section of this name in the executable, which has none that are empty. */
  private section(name: string): OutputSection | undefined {
    const sections = this.layout.segments.flatMap(segment => segment.sections);
    return sections.find(section => section.name === name && section.size > 0);
  }
}

/** Local symbols that only stand in for others: the assembler's labels `.L…` and `1:`, and the starts of sections. */
function isHidden({ name, place }: ObjectSymbol): boolean {
  return /^(\.L|\d|\.$)/.test(name) || (typeof place === 'object' && place.section === name);
}

const rank = (symbol: ExecutableSymbol) => (symbol.binding === 'local' ? 0 : 1);

/** The symbols that say where the parts of the program start and end. */
function linkerSymbols({ segments, end }: Layout): ExecutableSymbol[] {
  const [text, rodata, , data] = segments as readonly [
    OutputSegment,
    OutputSegment,
    OutputSegment,
    OutputSegment,
  ];
  const bss = data.sections.find(section => section.flags.zero && section.size > 0)?.address ?? data.fileEnd;
  return Object.entries({
    __text_start: text.address,
    __text_end: text.end,
    __rodata_start: rodata.address,
    __rodata_end: rodata.end,
    __data_start: data.address,
    __data_end: data.fileEnd,
    __bss_start: bss,
    __bss_end: data.end,
    _end: end,
  }).map(([name, address]) => ({ name, address, size: 0, kind: 'none', binding: 'global' }));
}
