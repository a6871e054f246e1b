/** What the stages of the front end tell whoever keeps an index. Nobody listens when code is made. */
import type { SourceFile, Span } from '../source';
import type { Expression, FunctionSymbol, NamedSymbol } from './ast';
import type { Macro } from './preprocessor/macros';
import type { CType, Member, RecordDefinition } from './types/types';

/** A definition is also a declaration; `undefinition` is `#undef`. */
export type Role = 'definition' | 'declaration' | 'use' | 'undefinition';

export interface MacroUse {
  readonly macro: Macro;
  /** The name, with where it was spelled if another macro put it here. */
  readonly name: Span;
  /** From the name to the closing parenthesis. */
  readonly extent: Span;
  /** What stands between the commas; absent for an empty one. */
  readonly parameters: readonly (Span | undefined)[];
  /** What it becomes in one step. */
  readonly text: () => string;
}

export interface PreprocessorWatcher {
  /** `extent` is the whole directive. */
  macroDefined(macro: Macro, extent: Span): void;
  macroUndefined(macro: Macro | undefined, name: Span): void;
  macroUsed(use: MacroUse): void;
  /** `#ifdef`, `#ifndef` or `defined` asks for a macro, which may be there or not. */
  macroTested(name: string, span: Span, macro: Macro | undefined): void;
  /** `place` is the header's name in the directive; without a file nothing was found. */
  included(place: Span, name: string, file: SourceFile | undefined): void;
  /** A group that a condition takes out. */
  skipped(region: Span): void;
}

export type ScopeKind = 'file' | 'function' | 'prototype' | 'block';

export interface ParserWatcher {
  opened(kind: ScopeKind, start: Span, owner?: FunctionSymbol): void;
  closed(end: Span): void;
  declared(symbol: NamedSymbol, span: Span, role: Role): void;
  /** What was only declared at this place is defined there after all. */
  defines(symbol: NamedSymbol, span: Span): void;
  used(symbol: NamedSymbol, span: Span): void;
  /** A name that nothing declares. */
  unknown(name: string, span: Span): void;
  /** A struct, union or enum; without a tag the span is that of its keyword. */
  tagged(type: CType, span: Span, role: Role): void;
  membersDefined(
    definition: RecordDefinition,
    fields: readonly { name: string | undefined; span: Span }[],
  ): void;
  memberUsed(member: Member, span: Span): void;
  labels(labels: ReadonlyMap<string, { readonly defined?: Span; readonly uses: readonly Span[] }>): void;
  /** All that a definition consists of, from its specifiers to the closing brace. */
  extent(of: FunctionSymbol | CType, span: Span): void;
  expression(node: Expression): void;
}
