/** What the assembler makes of one source, and the linker joins: sections, symbols, relocations. */
import type { Span } from '../source';
import type { DebugInfo } from './debug-info';

export interface ObjectFile {
  /** The path of the source. */
  readonly name: string;
  readonly sections: readonly Section[];
  readonly symbols: readonly ObjectSymbol[];
  readonly debug: DebugInfo<SectionOffset>;
}

/** A place in a section of an object file: the section's name and bytes from its start. */
export interface SectionOffset {
  readonly section: string;
  readonly offset: number;
}

export interface Section {
  /** `.text`, `.rodata`, `.data`, `.bss`, or a name of the source's own. */
  readonly name: string;
  readonly flags: SectionFlags;
  /** Bytes; a power of two. */
  readonly alignment: number;
  /** Empty for a section without contents (`.bss`). */
  readonly bytes: Uint8Array;
  /** Bytes in memory; the length of `bytes` but for a section without contents. */
  readonly size: number;
  readonly relocations: readonly Relocation[];
}

export interface SectionFlags {
  readonly write: boolean;
  readonly execute: boolean;
  /** True for a section of zeros that has no contents in the file. */
  readonly zero: boolean;
}

/** The standard sections, in the order in which they are laid out. */
export const standardSections = {
  '.text': { write: false, execute: true, zero: false },
  '.rodata': { write: false, execute: false, zero: false },
  '.data': { write: true, execute: false, zero: false },
  '.bss': { write: true, execute: false, zero: true },
} satisfies Readonly<Record<string, SectionFlags>>;

export type SymbolKind = 'function' | 'object' | 'none';

export interface ObjectSymbol {
  readonly name: string;
  readonly binding: 'local' | 'global' | 'weak';
  readonly kind: SymbolKind;
  /** Where it is defined; a number is absolute (`.equ`); undefined: another object defines it. */
  readonly place: SectionOffset | number | undefined;
  /** Bytes; 0 where not known. */
  readonly size: number;
  /** The definition, or the first use of an undefined symbol. */
  readonly span?: Span;
}

/**
 * What the linker writes at a place once it knows S, the address of the symbol, A, the addend, and P, the place:
 * `word` S+A as 32 bits, `half` and `byte` the same in 16 and 8;
 * `high` the upper half of S+A+0x8000 and `low` the lower half of S+A, into imm16, so that
 *        `lui` with the one and a signed offset with the other make the address;
 * `branch` (S+A−P)/4 into imm16, `jump` (S+A−P)/4 into imm24, both signed.
 */
export type RelocationKind = 'word' | 'half' | 'byte' | 'high' | 'low' | 'branch' | 'jump';

/** Bytes that each kind of relocation writes into. */
export const relocationSizes: Readonly<Record<RelocationKind, number>> = {
  word: 4,
  half: 2,
  byte: 1,
  high: 4,
  low: 4,
  branch: 4,
  jump: 4,
};

export interface Relocation {
  readonly kind: RelocationKind;
  /** Bytes from the start of the section. */
  readonly offset: number;
  /** A symbol of this object, local or not. */
  readonly symbol: string;
  readonly addend: number;
  readonly span?: Span;
}
