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
  readonly diagnostics: readonly Diagnostic[];
}

export interface TakenObject {
  readonly object: ObjectFile;
  /** For a member of the library: the symbol that it was taken for. */
  readonly takenFor?: string;
}

/**
 * Takes all objects, and of the library each member that defines a symbol which is wanted and has no definition so
 * far, until none is left that does. A weak definition will do; a weak use wants nothing.
 */
export function resolve(
  objects: readonly ObjectFile[],
  library: readonly ObjectFile[],
  entry: string,
  places: Places,
): Resolution {
  const resolver = new Resolver(entry, places);
  for (const object of objects) resolver.take(object);
  const left = new Set(library);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const member of left) if (resolver.takeIfWanted(member)) left.delete(member);
  }
  return resolver;
}

class Resolver implements Resolution {
  readonly objects: TakenObject[] = [];
  readonly definitions = new Map<string, Definition>();
  readonly diagnostics: Diagnostic[] = [];
  private readonly wanted: Set<string>;

  constructor(
    entry: string,
    private readonly places: Places,
  ) {
    this.wanted = new Set([entry]);
  }

  takeIfWanted(member: ObjectFile): boolean {
    const symbol = member.symbols.find(
      ({ name, binding, place }) =>
        place !== undefined && binding !== 'local' && this.wanted.has(name) && !this.definitions.has(name),
    );
    if (symbol) this.take(member, symbol.name);
    return symbol !== undefined;
  }

  take(object: ObjectFile, takenFor?: string): void {
    this.objects.push({ object, takenFor });
    for (const symbol of object.symbols) {
      if (symbol.binding === 'local') continue;
      if (isDefined(symbol)) this.define({ object, symbol });
      else if (symbol.binding === 'global') this.wanted.add(symbol.name);
    }
  }

  /** The first definition holds, but a strong one takes the place of a weak one. */
  private define(definition: Definition): void {
    const { name, binding } = definition.symbol;
    const earlier = this.definitions.get(name);
    if (!earlier || (earlier.symbol.binding === 'weak' && binding !== 'weak'))
      this.definitions.set(name, definition);
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
