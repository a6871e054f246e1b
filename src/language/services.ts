/** What an editor can ask about one document, whatever its language; what a language does not have is absent. */
import type { Diagnostic, SourceFile, Span } from '../source';
import type {
  Action,
  AssemblyListing,
  Call,
  Called,
  Caller,
  Completions,
  Edit,
  Fold,
  FormatOptions,
  Highlight,
  Hint,
  Hover,
  Link,
  OutlineItem,
  SemanticToken,
  SignatureHelp,
} from './results';

export interface Services {
  readonly file: SourceFile;
  diagnostics(): readonly Diagnostic[];
  /** `typed` is the character after which the editor asks by itself; absent where somebody asks. */
  complete(offset: number, typed?: string): Completions;
  hover(offset: number): Hover | undefined;
  signatureHelp(offset: number): SignatureHelp | undefined;
  definition(offset: number): readonly Span[];
  references(offset: number, which: 'uses' | 'all'): readonly Span[];
  highlights(offset: number): readonly Highlight[];
  renameRange(offset: number): Span | undefined;
  /** The spans that a new name goes into; a sentence where it is not possible. */
  rename(offset: number, name: string): readonly Span[] | string;
  /** All places of a name that no other file knows: they may be written at once. None for other names. */
  linked(offset: number): readonly Span[];
  outline(): readonly OutlineItem[];
  folds(): readonly Fold[];
  semanticTokens(): readonly SemanticToken[];
  declaration?(offset: number): readonly Span[];
  typeDefinition?(offset: number): readonly Span[];
  /** The spans around an offset, the innermost first. */
  selection?(offset: number): readonly Span[];
  links?(): readonly Link[];
  /** Groups that conditions take out. */
  inactive?(): readonly Span[];
  /** What its lines become. */
  assembly?(): AssemblyListing;
  actions?(range: Span): readonly Action[];
  /** The edits that format some lines, from the first to the last one. */
  format?(options: FormatOptions, first?: number, last?: number): readonly Edit[];
  hints?(range: Span): readonly Hint[];
  callersAt?(offset: number): readonly Caller[];
  incoming?(called: Called): readonly Call[];
  outgoing?(called: Called): readonly Call[];
}
