/** Writes down what the preprocessor and the parser tell, as the index of one translation unit. */
import type { SourceFile, Span } from '../../source';
import type { Expression, FunctionSymbol, NamedSymbol } from '../ast';
import type { Macro } from '../preprocessor/macros';
import type { CType, Member, RecordDefinition } from '../types/types';
import type { MacroUse, ParserWatcher, PreprocessorWatcher, Role, ScopeKind } from '../watch';
import type { Entity, EntityKind, Expansion, Inclusion, IndexScope, Mention } from './entities';
import { NameIndex } from './name-index';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

class Row implements Entity {
  readonly mentions: Writable<Mention>[] = [];
  /** Keys of the places that mention it, once they are many. */
  places: Set<number | string> | undefined;
  scope: IndexScope | undefined;
  container: Entity | undefined;
  symbol: NamedSymbol | undefined;
  macro: Macro | undefined;
  extent: Span | undefined;

  constructor(
    readonly kind: EntityKind,
    readonly name: string,
    /** Where the first mention turns up. */
    readonly seen: Span | undefined,
    private readonly ownType: CType | undefined,
  ) {}

  /** A symbol may get another type: an array its size, a function its parameters. */
  get type(): CType | undefined {
    return this.symbol?.type ?? this.ownType;
  }
}

interface ScopeRow extends Writable<Omit<IndexScope, 'entities'>> {
  readonly entities: Entity[];
}

/** What stands for a tag: its definition, which all its types share. */
const keyOfTag = (type: CType): object =>
  type.kind === 'record' || type.kind === 'enum' ? type.definition : type;

export class Recorder implements PreprocessorWatcher, ParserWatcher {
  private readonly entities: Row[] = [];
  private readonly known = new Map<object, Row>();
  /** By file and offset: what is read twice, a header or a parameter, is one thing. */
  private readonly placed: Map<number, Row[]>[] = [];
  private readonly mentions: Mention[] = [];
  private readonly scopes: ScopeRow[] = [];
  private readonly expansions: Expansion[] = [];
  private readonly inclusions: Inclusion[] = [];
  private readonly inactive: Span[] = [];
  private readonly unresolved: { name: string; span: Span }[] = [];
  private readonly expressions: Expression[] = [];
  /** `#ifndef` of macros that may be defined later. */
  private readonly tests = new Map<string, Span[]>();
  private readonly files = new Map<string, number>();
  private lastFile: SourceFile | undefined;
  private lastNumber = 0;
  private scope: ScopeRow | undefined;
  /** The enum whose enumerators are being read. */
  private enumeration: Row | undefined;

  index(): NameIndex {
    const { entities, mentions, scopes, expansions, inclusions, inactive, unresolved, expressions } = this;
    return new NameIndex({
      entities,
      mentions,
      scopes,
      expansions,
      inclusions,
      inactive,
      unresolved,
      expressions,
    });
  }

  // The preprocessor

  macroDefined(macro: Macro, extent: Span): void {
    const row = this.entity(macro, 'macro', macro.name, macro.span);
    row.macro = macro;
    row.extent = extent;
    this.mention(row, 'definition', macro.span);
    for (const span of this.tests.get(macro.name) ?? []) this.mention(row, 'use', span);
    this.tests.delete(macro.name);
  }

  macroUndefined(macro: Macro | undefined, name: Span): void {
    if (macro) this.mention(this.macro(macro), 'undefinition', name);
  }

  macroUsed({ macro, name, extent, parameters, text }: MacroUse): void {
    const entity = this.macro(macro);
    this.mention(entity, 'use', name);
    const { span, expansion } = placesOf(name);
    this.expansions.push({ entity, span, expansion, extent, parameters, text });
  }

  macroTested(name: string, span: Span, macro: Macro | undefined): void {
    if (macro) return this.mention(this.macro(macro), 'use', span);
    const tests = this.tests.get(name);
    if (tests) tests.push(span);
    else this.tests.set(name, [span]);
  }

  included(span: Span, name: string, file: SourceFile | undefined): void {
    this.inclusions.push({ span, name, file });
  }

  skipped(region: Span): void {
    this.inactive.push(region);
  }

  // The parser

  opened(kind: ScopeKind, start: Span, owner?: FunctionSymbol): void {
    const scope: ScopeRow = {
      kind,
      parent: this.scope,
      owner: owner ? this.known.get(owner) : this.scope?.owner,
      start,
      end: start,
      entities: [],
    };
    this.scopes.push(scope);
    this.scope = scope;
  }

  closed(end: Span): void {
    if (!this.scope) return;
    this.scope.end = end;
    this.scope = this.scope.parent as ScopeRow | undefined;
  }

  declared(symbol: NamedSymbol, span: Span, role: Role): void {
    const row = this.entity(symbol, kindOf(symbol), symbol.name, span);
    row.symbol = symbol;
    if (symbol.kind === 'enumerator') row.container = this.enumeration;
    this.enter(row);
    this.mention(row, role, span);
  }

  defines(symbol: NamedSymbol, span: Span): void {
    const mentions = this.known.get(symbol)?.mentions;
    const at = mentions?.findIndex(mention => isAt(mention, span)) ?? -1;
    const mention = mentions?.[at];
    if (mention) mention.role = 'definition';
  }

  used(symbol: NamedSymbol, span: Span): void {
    const row = this.known.get(symbol);
    if (row) return this.mention(row, 'use', span);
    if (symbol.type.kind === 'error') return this.unknown(symbol.name, span);
    const builtin = this.entity(symbol, 'builtin', symbol.name, undefined);
    builtin.symbol = symbol;
    this.mention(builtin, 'use', span);
  }

  unknown(name: string, span: Span): void {
    this.unresolved.push({ name, span });
  }

  tagged(type: CType, span: Span, role: Role): void {
    const kind = type.kind === 'record' ? type.definition.keyword : 'enum';
    const tag = type.kind === 'record' || type.kind === 'enum' ? type.definition.tag : undefined;
    const isNew = !this.known.has(keyOfTag(type));
    const row = this.entity(keyOfTag(type), kind, tag ?? '', span, { ...type, qualifiers: 0 });
    if (kind === 'enum' && role === 'definition') this.enumeration = row;
    if (tag === undefined) return;
    if (isNew) this.enter(row);
    this.mention(row, role, span);
  }

  membersDefined(
    definition: RecordDefinition,
    fields: readonly { name: string | undefined; span: Span }[],
  ): void {
    const container = this.known.get(definition);
    for (const { name, span } of fields) {
      const member = definition.members?.find(each => each.name === name);
      if (name === undefined || !member) continue;
      const row = this.entity(member, 'member', name, span, member.type);
      row.container = container;
      this.mention(row, 'definition', span);
    }
  }

  memberUsed(member: Member, span: Span): void {
    const row = this.known.get(member);
    if (row) this.mention(row, 'use', span);
  }

  labels(labels: ReadonlyMap<string, { readonly defined?: Span; readonly uses: readonly Span[] }>): void {
    for (const [name, label] of labels) {
      const { defined, uses } = label;
      if (!defined) uses.forEach(span => this.unknown(name, span));
      else {
        const row = this.entity(label, 'label', name, defined);
        row.container = this.scope?.owner;
        row.scope = this.scope;
        this.mention(row, 'definition', defined);
        uses.forEach(span => this.mention(row, 'use', span));
      }
    }
  }

  extent(of: FunctionSymbol | CType, span: Span): void {
    const row = this.known.get(of.kind === 'record' || of.kind === 'enum' ? of.definition : of);
    if (row) row.extent = span;
  }

  expression(node: Expression): void {
    this.expressions.push(node);
  }

  // Rows

  private macro(macro: Macro): Row {
    return this.entity(macro, macro.builtin ? 'builtin' : 'macro', macro.name, macro.span);
  }

  /** The row of a thing; a new one unless the thing, or another one of this name in this place, has one already. */
  private entity(thing: object, kind: EntityKind, name: string, span: Span | undefined, type?: CType): Row {
    const known = this.known.get(thing);
    if (known) return known;
    if (!span) return this.newRow(thing, new Row(kind, name, undefined, type));
    const place = placesOf(span).span;
    const number = this.numberOf(place.file);
    const inFile = (this.placed[number] ??= new Map<number, Row[]>());
    const there = inFile.get(place.start);
    const same = there?.find(row => row.kind === kind && row.name === name && isSamePlace(row.seen, span));
    if (same) {
      this.known.set(thing, same);
      return same;
    }
    const row = this.newRow(thing, new Row(kind, name, span, type));
    if (there) there.push(row);
    else inFile.set(place.start, [row]);
    return row;
  }

  private newRow(thing: object, row: Row): Row {
    this.known.set(thing, row);
    this.entities.push(row);
    return row;
  }

  /** Puts a thing into the current scope; a parameter belongs to the body rather than to the declarator. */
  private enter(row: Row): void {
    if (!this.scope || row.scope === this.scope) return;
    if (row.scope && row.scope.kind !== 'prototype') return;
    row.scope = this.scope;
    this.scope.entities.push(row);
  }

  private mention(entity: Row, role: Role, at: Span): void {
    const { span, expansion } = placesOf(at);
    if (this.isMentioned(entity, span, expansion)) return;
    const mention = { entity, role, span, expansion, scope: this.scope };
    entity.mentions.push(mention);
    entity.places?.add(this.keyOf(span, expansion));
    this.mentions.push(mention);
  }

  private isMentioned(entity: Row, span: Span, expansion: Span | undefined): boolean {
    const { mentions } = entity;
    if (mentions.length < many)
      return mentions.some(other => isSamePlace(other.span, span) && isSamePlace(other.expansion, expansion));
    entity.places ??= new Set(mentions.map(other => this.keyOf(other.span, other.expansion)));
    return entity.places.has(this.keyOf(span, expansion));
  }

  /** Stands for a place, and for where it is seen. */
  private keyOf({ file, start }: Span, expansion: Span | undefined): number | string {
    const key = this.numberOf(file) * 2 ** 32 + start;
    return expansion ? `${key} ${this.keyOf(expansion, undefined)}` : key;
  }

  private numberOf(file: SourceFile): number {
    if (file !== this.lastFile) {
      let number = this.files.get(file.path);
      if (number === undefined) this.files.set(file.path, (number = this.files.size));
      this.lastFile = file;
      this.lastNumber = number;
    }
    return this.lastNumber;
  }
}

/** So many places are found faster by a key than by looking at each. */
const many = 8;

function isSamePlace(one: Span | undefined, other: Span | undefined): boolean {
  return one?.start === other?.start && one?.file.path === other?.file.path;
}

function kindOf(symbol: NamedSymbol): EntityKind {
  if (symbol.kind === 'local') return symbol.parameter ? 'parameter' : 'variable';
  return symbol.kind === 'object' ? 'variable' : symbol.kind;
}

/** Where a name is written, and where it is seen. */
function placesOf(seen: Span): { span: Span; expansion: Span | undefined } {
  return seen.spelled ? { span: seen.spelled, expansion: seen } : { span: seen, expansion: undefined };
}

function isAt({ span, expansion }: Mention, seen: Span): boolean {
  const place = expansion ?? span;
  return place.file === seen.file && place.start === seen.start;
}
