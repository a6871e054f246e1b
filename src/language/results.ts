/** What the services of both languages answer with. Offsets are zero-based; text for people is Markdown. */
import type { SourceFile, Span } from '../source';

export type CompletionKind =
  | 'instruction'
  | 'privileged'
  | 'pseudo'
  | 'directive'
  | 'register'
  | 'control'
  | 'constant'
  | 'label'
  | 'macro'
  | 'modifier'
  | 'function'
  | 'variable'
  | 'member'
  | 'type'
  | 'enumerator'
  | 'keyword'
  | 'snippet'
  | 'file'
  | 'folder';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown; made when somebody looks. */
  readonly documentation: string | (() => string);
  /** What is written, with `${1:...}` for what to fill in; the label where the editor has no snippets. */
  readonly snippet: string;
  /** Lower comes first. */
  readonly rank: number;
  /** What else has to change: a header that is included. */
  readonly edits?: readonly Edit[];
}

export interface Completions {
  /** The text that a completion takes the place of. */
  readonly span: Span;
  readonly items: readonly Completion[];
}

export interface Hover {
  /** Markdown. */
  readonly text: string;
  readonly span: Span;
}

export interface SignatureHelp {
  /** `addi rd, rs1, imm` */
  readonly form: string;
  readonly summary: string;
  /** Ranges of `form`, and what may stand there. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly about: string }[];
  readonly active: number;
}

export interface OutlineItem {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail: string;
  /** All of it: of a label, up to the next one of its level. */
  readonly span: Span;
  readonly selection: Span;
  readonly children: OutlineItem[];
}

export type SymbolKind =
  | 'function'
  | 'label'
  | 'constant'
  | 'macro'
  | 'variable'
  | 'struct'
  | 'enum'
  | 'enumerator'
  | 'member'
  | 'type';

/** First and last line of a part that can be folded away. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'region' | 'comment' | 'imports';
}

/** Names of LSP's standard token types. */
export const tokenTypes = [
  'keyword',
  'function',
  'variable',
  'enumMember',
  'macro',
  'label',
  'string',
  'number',
  'parameter',
  'type',
  'struct',
  'enum',
  'property',
  'comment',
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = [
  'declaration',
  'readonly',
  'defaultLibrary',
  'privileged',
  'definition',
  'static',
] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'text' | 'read' | 'write';
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface FormatOptions {
  /** Columns of an indentation. */
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor';
  readonly edits: readonly Edit[];
  /** The place of the diagnostic that it mends. */
  readonly mends?: { readonly code: string; readonly span: Span };
  /** It is what one most likely wants. */
  readonly preferred?: boolean;
}

export interface Hint {
  readonly file: SourceFile;
  readonly offset: number;
  readonly text: string;
  /** `value`: what stands before it. */
  readonly kind: 'type' | 'parameter' | 'value';
}

export interface Link {
  readonly span: Span;
  readonly target: SourceFile;
}

/** A function in the hierarchy of calls. */
export interface Caller {
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
}

/** A function by its name and the place of its definition. */
export interface Called {
  readonly name: string;
  readonly path: string;
  readonly offset: number;
}

export interface Call {
  readonly other: Caller;
  /** Where the call stands, in the file of the caller. */
  readonly places: readonly Span[];
}

/** A source in assembly. */
export interface AssemblyListing {
  readonly text: string;
  /** For each line of it the line of the source that it comes from, both from 0. */
  readonly lines: readonly (number | null)[];
  /** Before each line of it how jumps go there, drawn, all of one width; none where nothing jumps. */
  readonly jumps: readonly string[];
  /** For each line of it the offset, in its section, of the first byte that its instruction becomes; null where it has none. */
  readonly offsets: readonly (number | null)[];
  /** The source has errors: the text says which. */
  readonly failed: boolean;
}
