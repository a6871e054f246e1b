/** What the preprocessor gives the parser: tokens, each with the place where the user sees it. */
import type { Span } from '../source';

/** Keywords are identifiers here: the preprocessor does not know them. */
export type TokenKind = 'identifier' | 'number' | 'string' | 'character' | 'punctuator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it is spelled, line splices taken out; a digraph is spelled as what it stands for. */
  readonly text: string;
  /** As the source has it, where that is another word for the same. */
  readonly spelling?: string;
  /**
   * Where the user sees it: for a token out of a macro's definition, the name of the outermost macro in the
   * file that uses it. A macro's argument keeps its own place.
   */
  readonly span: Span;
  /** Where a token out of a macro was spelled in the macro's definition. */
  readonly spelled?: Span;
  /** Of `struct` and `union`: bytes that members are aligned to at most, as `#pragma pack` says there. */
  readonly packing?: number;
}
