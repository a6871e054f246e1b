/** Decides which objects are linked, and which definition every global name stands for. */
import type { ObjectFile, ObjectSymbol } from '../image';
import type { Diagnostic } from '../source';
import type { Places } from './places';
import { says } from './rules';

export interface DefinedSymbol extends ObjectSymbol {
  readonly place: NonNullable<ObjectSymbol['place']>;
}

export function isDefined(symbol: ObjectSymbol): symbol is DefinedSymbol {
  return symbol.place !== undefined;
}

export interface Definition {
  readonly object: ObjectFile;
  readonly symbol: DefinedSymbol;
}

export interface Resolution {
  /** In the order in which they are laid out: those given, then members of the library as they were taken. */
  readonly objects: readonly TakenObject[];
  /** By global or weak name. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Those of the system's library, which its own members go by: a program may have another `read`. */
  readonly systemDefinitions: ReadonlyMap<string, Definition>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface TakenObject {
  readonly object: ObjectFile;
  /** A member of the system's library. */
  readonly system?: boolean;
  /** For a member of the library: the symbol that it was taken for. */
  readonly takenFor?: string;
}

/** Objects of which only those are taken that define what is still wanted. */
export interface Libraries {
  /** Members of the user's archives. */
  readonly library: readonly ObjectFile[];
  /** Members of the system's library. */
  readonly system: readonly ObjectFile[];
}

/** What a program may put another of its own in the place of, for the system's library too. */
export const replaceable: ReadonlySet<string> = new Set(['malloc', 'calloc', 'realloc', 'free']);

/**
 * Takes all objects, and of the libraries each member that defines a symbol which is wanted and has no definition so
 * far, until none is left that does. A weak definition will do; a weak use wants nothing.
 */
export function resolve(
  objects: readonly ObjectFile[],
  { library, system }: Libraries,
  entry: string,
  places: Places,
): Resolution {
  const resolver = new Resolver(entry, places);
  for (const object of objects) resolver.take({ object });
  const left = new Set<TakenObject>([
    ...library.map(object => ({ object })),
    ...system.map(object => ({ object, system: true })),
  ]);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const member of left) if (resolver.takeIfWanted(member)) left.delete(member);
  }
  return resolver.result();
}

class Resolver {
  readonly objects: TakenObject[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Those of the program, and those of the system's library. */
  private readonly own = new Map<string, Definition>();
  private readonly system = new Map<string, Definition>();
  private readonly wanted: Set<string>;
  /** By members of the system's library. */
  private readonly wantedBySystem = new Set<string>();

  constructor(
    entry: string,
    private readonly places: Places,
  ) {
    this.wanted = new Set([entry]);
  }

  result(): Resolution {
    const { objects, diagnostics, own, system } = this;
    return {
      objects,
      diagnostics,
      definitions: new Map([...system, ...own]),
      systemDefinitions: system,
    };
  }

  takeIfWanted(member: TakenObject): boolean {
    const symbol = member.object.symbols.find(
      ({ name, binding, place }) =>
        place !== undefined && binding !== 'local' && this.wants(name, member.system),
    );
    if (symbol) this.take({ ...member, takenFor: symbol.name });
    return symbol !== undefined;
  }

  private wants(name: string, ofSystem = false): boolean {
    const defined = this.own.has(name) || this.system.has(name);
    if (this.wanted.has(name) && !defined) return true;
    if (!this.wantedBySystem.has(name)) return false;
    return ofSystem && !replaceable.has(name) ? !this.system.has(name) : !defined;
  }

  take(taken: TakenObject): void {
    const { object, system } = taken;
    this.objects.push(taken);
    for (const symbol of object.symbols) {
      if (symbol.binding === 'local') continue;
      if (isDefined(symbol)) this.define(system ? this.system : this.own, { object, symbol });
      else if (symbol.binding === 'global') (system ? this.wantedBySystem : this.wanted).add(symbol.name);
    }
  }

  /** The first definition holds, but a strong one takes the place of a weak one. */
  private define(definitions: Map<string, Definition>, definition: Definition): void {
    const { name, binding } = definition.symbol;
    const earlier = definitions.get(name);
    if (!earlier || (earlier.symbol.binding === 'weak' && binding !== 'weak'))
      definitions.set(name, definition);
    else if (binding !== 'weak') this.diagnostics.push(this.duplicate(definition, earlier));
  }

  private duplicate(definition: Definition, earlier: Definition): Diagnostic {
    const { name } = definition.symbol;
    const first = this.places.definition(earlier);
    return {
      ...says('link-defined-twice', { name, first: earlier.object.name, second: definition.object.name }),
      span: this.places.definition(definition),
      hint:
        name === 'main'
          ? "a program has one 'main': are these two programs?"
          : "rename one of them, or make it local to its file ('static' in C)",
      related: first && [{ span: first, message: `'${name}' is also defined here` }],
    };
  }
}
