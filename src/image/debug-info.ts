/**
 * Debug information: lines, functions, variables, types and how to unwind a frame. The compiler makes it with
 * labels for addresses (`DebugInfo<string>`), the assembler turns them into offsets in sections
 * (`DebugInfo<SectionOffset>`), the linker into addresses (`DebugInfo<number>`). Lines and columns are zero-based.
 */

export interface DebugInfo<Address = number> {
  /** Paths of the sources; rows refer to them by index. */
  readonly files: readonly string[];
  /** In order of address; a row holds until the next one. */
  readonly lines: readonly LineRow<Address>[];
  /** Statements that stand on several lines; absent where nobody has written it down. */
  readonly statements?: readonly StatementLines[];
  readonly functions: readonly FunctionInfo<Address>[];
  /** Variables that live as long as the program: globals and statics of a file. */
  readonly globals: readonly VariableInfo<Address>[];
  /** Rows refer to types by index. */
  readonly types: readonly TypeRow[];
  readonly unwind: readonly UnwindRow<Address>[];
}

export interface LineRow<Address = number> {
  readonly address: Address;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  /** A good place for a breakpoint: the start of a statement (DWARF's is_stmt). */
  readonly statement: boolean;
  /** The first address past a function's prologue (DWARF's prologue_end). */
  readonly prologueEnd?: boolean;
}

/** From the line where a statement, or the part of it before its body, starts to its last one. */
export interface StatementLines {
  readonly file: number;
  readonly line: number;
  readonly lastLine: number;
}

/** A half-open range of code. */
export interface Range<Address = number> {
  readonly start: Address;
  readonly end: Address;
}

export interface FunctionInfo<Address = number> extends Range<Address> {
  readonly name: string;
  readonly file: number;
  readonly line: number;
  /** A `function` type. */
  readonly type: number;
  readonly parameters: readonly VariableInfo<Address>[];
  /** The outermost block of the body. */
  readonly body: Block<Address>;
}

/** A C block with the variables declared in it. */
export interface Block<Address = number> extends Range<Address> {
  readonly variables: readonly VariableInfo<Address>[];
  readonly blocks: readonly Block<Address>[];
}

export interface VariableInfo<Address = number> {
  readonly name: string;
  readonly type: number;
  readonly file: number;
  readonly line: number;
  /** Where it is, by range of code; outside of them all it has no value. Without a range it is there always. */
  readonly places: readonly PlaceInRange<Address>[];
  /** Those places hold its address: it is an array of variable length. */
  readonly indirect?: boolean;
  /** Where the sizes stand, in bytes, of the arrays of variable length in its type, from the outside in. */
  readonly sizes?: readonly (readonly PlaceInRange<Address>[])[];
}

export type PlaceInRange<Address = number> = VariablePlace<Address> & { readonly range?: Range<Address> };

/** Where a value lives. `frame` counts bytes from the canonical frame address, the `sp` at function entry. */
export type VariablePlace<Address = number> =
  | { readonly kind: 'register'; readonly register: number }
  | { readonly kind: 'frame'; readonly offset: number }
  | { readonly kind: 'memory'; readonly address: Address }
  | { readonly kind: 'constant'; readonly value: number };

/** A type as data. The model with which one works is `types`. */
export type TypeRow =
  | { readonly kind: 'void' }
  | {
      readonly kind: 'integer';
      readonly name: string;
      readonly size: 1 | 2 | 4 | 8;
      readonly signed: boolean;
      readonly character?: boolean;
    }
  | { readonly kind: 'boolean'; readonly name: string; readonly size: 1 }
  | { readonly kind: 'float'; readonly name: string; readonly size: 4 | 8 }
  | { readonly kind: 'pointer'; readonly target: number }
  | { readonly kind: 'array'; readonly element: number; /** Absent for `[]`. */ readonly count?: number }
  | {
      readonly kind: 'struct' | 'union';
      /** The tag. */ readonly name?: string;
      /** 0 if incomplete. */ readonly size: number;
      readonly members: readonly MemberRow[];
    }
  | {
      readonly kind: 'enum';
      readonly name?: string;
      readonly size: number;
      /** Of the integer type that the source says it has the values of. */ readonly signed?: boolean;
      readonly enumerators: readonly { readonly name: string; readonly value: number }[];
    }
  | {
      readonly kind: 'function';
      readonly returns: number;
      readonly parameters: readonly number[];
      readonly variadic: boolean;
    }
  | { readonly kind: 'typedef'; readonly name: string; readonly target: number };

export interface MemberRow {
  /** Empty for an anonymous struct or union. */
  readonly name: string;
  readonly type: number;
  /** Bytes from the start. */
  readonly offset: number;
  /** For a bit-field: the lowest bit counted from the unit at `offset`, and the width. */
  readonly bit?: { readonly offset: number; readonly width: number };
}

/**
 * How to find the caller's frame anywhere in a range of code: the canonical frame address is a register plus an
 * offset, and each saved register stands at an offset from it. A register without a row still holds the caller's
 * value; `sp` of the caller is the canonical frame address, and the caller goes on at `ra`.
 */
export interface UnwindRow<Address = number> extends Range<Address> {
  readonly cfa: { readonly register: number; readonly offset: number };
  readonly saved: readonly { readonly register: number; readonly offset: number }[];
  /** True where there is no caller: the first function of a stack. */
  readonly outermost?: boolean;
}

export const emptyDebugInfo: DebugInfo<never> = {
  files: [],
  lines: [],
  functions: [],
  globals: [],
  types: [],
  unwind: [],
};
