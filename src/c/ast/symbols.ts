/** What names stand for, what a variable starts as, and the file as a whole. */
import type { Span } from '../../source';
import type { CType, FunctionType, Member } from '../types/types';
import type { Expression } from './expressions';
import type { BlockStatement } from './statements';

export type Linkage = 'external' | 'internal' | 'none';

/** A variable with a fixed address: a global, or a static of a file or function. */
export interface ObjectSymbol {
  readonly kind: 'object';
  readonly name: string;
  type: CType;
  readonly span: Span;
  readonly linkage: Linkage;
  /** Its name in assembly. */
  label: string;
  /** `extern` alone does not define; a tentative definition does at the end of the file. */
  state: 'declared' | 'tentative' | 'defined';
  initialiser?: Initialiser;
  /** Each thread has its own: what is at the label tells the library about it. */
  threadLocal?: boolean;
  /** What it is in expressions: it is `constexpr`. */
  constant?: Expression;
  alignment?: number;
  section?: string;
  weak?: boolean;
  /** How often it is named after its declaration. */
  references?: number;
  /** Says so itself: with the attribute `unused`. */
  mayBeUnused?: boolean;
}

/** A variable in the frame of a function. */
export interface LocalSymbol {
  readonly kind: 'local';
  readonly name: string;
  type: CType;
  readonly span: Span;
  readonly parameter: boolean;
  /** Must have an address, so it cannot live in a register. */
  addressed: boolean;
  /** The type of the array of variable length that this points to, under the array's own name. */
  readonly variableArray?: CType;
  /** Of a parameter that is written as an array: the type that it would have as a variable. */
  readonly writtenAs?: CType;
  /** How often it is named after its declaration. */
  references?: number;
  /** Says so itself: with the attribute `unused`. */
  mayBeUnused?: boolean;
  /** GNU C: the register, by name, in which `asm` finds it and leaves it. */
  readonly register?: string;
  /** What it is in expressions: it is `constexpr`. */
  constant?: Expression;
  /** Where it lives, set by code generation. */
  home?: Home;
}

export type Home =
  | { readonly kind: 'register'; readonly register: number }
  /** Bytes from the base register of the frame. */
  | { readonly kind: 'frame'; readonly offset: number };

export interface FunctionSymbol {
  readonly kind: 'function';
  readonly name: string;
  type: FunctionType;
  readonly span: Span;
  linkage: Linkage;
  label: string;
  inline: boolean;
  noReturn: boolean;
  weak?: boolean;
  section?: string;
  body?: FunctionBody;
  /** Something refers to it, so that an inline function is worth its code. */
  used: boolean;
  /** Says so itself: with the attribute `unused`. */
  mayBeUnused?: boolean;
  /** Takes a format and what it asks for, as `printf` does. */
  format?: FormatAttribute;
}

/** `__attribute__((format(kind, string, first)))`: which arguments are the format and the first that it asks for, from 1. */
export interface FormatAttribute {
  readonly kind: 'printf' | 'scanf';
  readonly string: number;
  /** 0: the arguments come in a `va_list`. */
  readonly first: number;
}

export interface TypedefSymbol {
  readonly kind: 'typedef';
  readonly name: string;
  readonly type: CType;
  readonly span: Span;
}

export interface EnumeratorSymbol {
  readonly kind: 'enumerator';
  readonly name: string;
  readonly type: CType;
  readonly value: number;
  readonly span: Span;
}

export type NamedSymbol = ObjectSymbol | LocalSymbol | FunctionSymbol | TypedefSymbol | EnumeratorSymbol;

export interface FunctionBody {
  /** The name in the definition. */
  readonly span: Span;
  readonly parameters: readonly LocalSymbol[];
  readonly block: BlockStatement;
  /** Statics of the function, which are emitted with it. */
  readonly statics: readonly ObjectSymbol[];
}

/** A file, parsed. */
export interface Program {
  readonly objects: readonly ObjectSymbol[];
  readonly functions: readonly FunctionSymbol[];
  /** `asm` at file level. */
  readonly assembly: readonly { readonly text: string; readonly span: Span }[];
}

/** What the parts of an object start as; bytes that no part names are zero. */
export interface Initialiser {
  readonly parts: readonly InitialiserPart[];
}

export interface InitialiserPart {
  /** Bytes from the start of the object. */
  readonly offset: number;
  readonly type: CType;
  readonly bit?: Member['bit'];
  /** An expression of the part's type, or the bytes of a character array. */
  readonly value: Expression | Uint8Array;
}
