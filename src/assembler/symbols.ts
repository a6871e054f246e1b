/** The symbols of one source: labels, constants, and names that other sources define. */
import type { ObjectSymbol, SymbolKind } from '../image';
import { platformConstants } from '../isa';
import type { Mention } from './frames';
import type { SectionBuilder } from './sections';
import type { NameNode } from './syntax';

/** A number, or a symbol's address plus a number. */
export interface Value {
  readonly symbol: Sym | undefined;
  readonly number: number;
}

/** Works out what could not be known when it was read; undefined if that fails, which it has then reported. */
export type Thunk = () => Value | undefined;

export type Binding = ObjectSymbol['binding'];

export class Sym {
  /** Of a label: where it is. */
  section: SectionBuilder | undefined;
  offset = 0;
  /** Of a constant. */
  number: number | undefined;
  /** Of a constant that depends on what comes later. */
  later: Thunk | undefined;
  /** Defined with `=`, so that it may change. */
  assignable = false;
  /** A constant of the platform, not of the source. */
  platform = false;
  binding: Binding | undefined;
  kind: SymbolKind = 'none';
  size: (Mention & { readonly value: Thunk }) | undefined;
  definition: Mention | undefined;
  /** The first. */
  use: Mention | undefined;
  /** A relocation names it. */
  relocated = false;
  /** Its own address, as a value. */
  readonly reference: Value;

  constructor(readonly name: string) {
    this.reference = { symbol: this, number: 0 };
  }

  get defined(): boolean {
    return this.section !== undefined || this.number !== undefined || this.later !== undefined;
  }

  /** Labels that begin with `.L`, numeric ones and `.` stay within the source. */
  get hidden(): boolean {
    const first = this.name.charCodeAt(0);
    return (first >= 48 && first <= 57) || this.name === '.' || this.name.startsWith('.L');
  }
}

export class Symbols {
  private readonly byName = new Map<string, Sym>();
  /** How often each numeric label has been defined. */
  private readonly locals = new Map<number, number>();

  /** `own` tells the platform's constants whose names the source gives to something of its own. */
  constructor(private readonly own: ReadonlySet<string>) {}

  /** What a name means, made if it has not been mentioned yet. */
  named({ name, quoted }: NameNode): Sym {
    return quoted ? this.symbol(name) : this.get(name);
  }

  /** What this name means without quotes: a symbol, or a constant of the platform. */
  get(name: string): Sym {
    const found = this.byName.get(name);
    if (found) return found;
    const symbol = this.add(name, name);
    const constant = this.constant(name);
    if (constant) {
      symbol.number = constant.value;
      symbol.platform = true;
    }
    return symbol;
  }

  /** The symbol of this name, though there may be a constant of the platform that has it too. */
  symbol(name: string): Sym {
    const key = this.symbolKey(name);
    return this.byName.get(key) ?? this.add(key, name);
  }

  /** The symbol of this name if it has been mentioned. */
  find(name: string): Sym | undefined {
    return this.byName.get(this.symbolKey(name));
  }

  isDefined({ name, quoted }: NameNode): boolean {
    const known = this.byName.get(quoted ? this.symbolKey(name) : name);
    return known?.defined ?? (!quoted && this.constant(name) !== undefined);
  }

  private add(key: string, name: string): Sym {
    const symbol = new Sym(name);
    this.byName.set(key, symbol);
    return symbol;
  }

  /** What the platform gives this name to, unless the source does. */
  private constant(name: string): { readonly value: number } | undefined {
    return this.own.has(name) ? undefined : platformConstants.get(name);
  }

  private symbolKey(name: string): string {
    return this.constant(name) ? `"${name}"` : name;
  }

  /** The symbol of the next definition of a numeric label. */
  nextLocal(number: number): Sym {
    const count = (this.locals.get(number) ?? 0) + 1;
    this.locals.set(number, count);
    return this.get(`${number}\0${count}`);
  }

  /** The symbol that `1b` or `1f` means here; undefined where no `1:` stands before. */
  local(number: number, forward: boolean): Sym | undefined {
    const count = (this.locals.get(number) ?? 0) + (forward ? 1 : 0);
    return count === 0 ? undefined : this.get(`${number}\0${count}`);
  }

  /** The symbol of a section's first byte, which has the section's name. */
  sectionStart(section: SectionBuilder): Sym {
    const symbol = this.symbol(section.name);
    if (!symbol.defined) symbol.section = section;
    symbol.relocated = true;
    return symbol;
  }

  get all(): IterableIterator<Sym> {
    return this.byName.values();
  }

  /** Names to suggest: what this source and the platform define. */
  *names(): Iterable<string> {
    for (const symbol of this.byName.values())
      if (symbol.defined && !symbol.name.includes('\0')) yield symbol.name;
    yield* platformConstants.keys();
  }
}
