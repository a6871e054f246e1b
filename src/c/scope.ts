/** Scopes: which name means what where (C99 6.2.1, 6.2.3). Tags have a name space of their own. */
import type { NamedSymbol } from './ast';
import { suggest } from '../source';
import type { CType } from './types/types';

/** What is known around a text that is no file of its own: for an expression in the debugger, all that it names. */
export interface Surroundings {
  lookup(name: string): NamedSymbol | undefined;
  lookupTag(tag: string): CType | undefined;
  /** A sentence about a name that means nothing there. */
  undeclared(name: string): string;
}

/** Names of one text that are looked for among all that are like them. */
const mostSuggestions = 100;

export class Scope {
  readonly names = new Map<string, NamedSymbol>();
  readonly tags = new Map<string, CType>();
  /** Labels of the block alone, by what they are called in the function (GNU C's `__label__`). */
  labels?: Map<string, string>;
  /** How many more names are looked for that an unknown one is like; one count for the whole text. */
  private readonly suggestions: { left: number };

  constructor(
    readonly parent?: Scope,
    readonly around: Surroundings | undefined = parent?.around,
  ) {
    this.suggestions = parent?.suggestions ?? { left: mostSuggestions };
  }

  lookup(name: string): NamedSymbol | undefined {
    return this.names.get(name) ?? (this.parent ? this.parent.lookup(name) : this.around?.lookup(name));
  }

  /** What a label that is named here is called in the function. */
  labelName(name: string): string {
    return this.labels?.get(name) ?? this.parent?.labelName(name) ?? name;
  }

  lookupTag(tag: string): CType | undefined {
    return this.tags.get(tag) ?? (this.parent ? this.parent.lookupTag(tag) : this.around?.lookupTag(tag));
  }

  /** A visible name that is spelt almost like this one. A text with ever more unknown names gets no more of these. */
  similar(
    name: string,
    wanted: (symbol: NamedSymbol) => boolean,
    more: readonly string[] = [],
  ): string | undefined {
    if (this.suggestions.left === 0) return undefined;
    this.suggestions.left--;
    const names = [...more];
    for (const scope of this.outwards())
      for (const [candidate, symbol] of scope.names)
        if (wanted(symbol) && symbol.type.kind !== 'error') names.push(candidate);
    return suggest(name, names);
  }

  private *outwards(): Generator<Scope> {
    yield this;
    if (this.parent) yield* this.parent.outwards();
  }
}
