/** What the index knows: things with a name, the places that mention them, scopes, and what the preprocessor did. */
import type { SourceFile, Span } from '../../source';
import type { NamedSymbol } from '../ast';
import type { Macro } from '../preprocessor/macros';
import type { CType } from '../types/types';
import type { Role, ScopeKind } from '../watch';

export type EntityKind =
  | 'variable'
  | 'parameter'
  | 'function'
  | 'typedef'
  | 'enumerator'
  | 'struct'
  | 'union'
  | 'enum'
  | 'member'
  | 'label'
  | 'macro'
  /** What the compiler itself declares; it has no place. */
  | 'builtin';

export interface Entity {
  readonly kind: EntityKind;
  /** Empty for a struct, union or enum without a tag. */
  readonly name: string;
  /** In the order in which they were read; the same place once. */
  readonly mentions: readonly Mention[];
  /** Where the name means this; undefined for members and macros, which scopes do not bound. */
  readonly scope: IndexScope | undefined;
  /** The struct of a member, the enum of an enumerator, the function of a label. */
  readonly container: Entity | undefined;
  readonly symbol: NamedSymbol | undefined;
  readonly macro: Macro | undefined;
  /** Of a symbol, tag or member. */
  readonly type: CType | undefined;
  /** All of a definition: a function with its body, a struct with its members, a `#define`. */
  readonly extent: Span | undefined;
}

export interface Mention {
  readonly entity: Entity;
  readonly role: Role;
  /** Where the name is written: in the definition of a macro, if it came out of one. */
  readonly span: Span;
  /** Where the name turns up if a macro brought it: the outermost use. */
  readonly expansion: Span | undefined;
  readonly scope: IndexScope | undefined;
}

export interface IndexScope {
  readonly kind: ScopeKind;
  readonly parent: IndexScope | undefined;
  /** The function whose body this is. */
  readonly owner: Entity | undefined;
  readonly start: Span;
  /** The last token in it. */
  readonly end: Span;
  /** Declared in it, in order. */
  readonly entities: readonly Entity[];
}

/** One use of a macro. */
export interface Expansion {
  readonly entity: Entity;
  /** The name where it is written, and where it turns up if another macro brought it. */
  readonly span: Span;
  readonly expansion: Span | undefined;
  /** From the name to the closing parenthesis, in the file that uses it. */
  readonly extent: Span;
  readonly parameters: readonly (Span | undefined)[];
  /** What it becomes in one step. */
  readonly text: () => string;
}

export interface Inclusion {
  /** The header's name with its quotes. */
  readonly span: Span;
  readonly name: string;
  /** Undefined if nothing was found. */
  readonly file: SourceFile | undefined;
}
