/** One C source as an editor has it, understood with all that it includes. */
import {
  type Analysis,
  Bodies,
  type IndexTables,
  type LexedFile,
  type NameIndex,
  type Standard,
  analyse,
  defaultStandard,
  lex,
  lexAgain,
  lexicalRules,
} from '../../c';
import type { Diagnostic, Reads, SourceFile } from '../../source';
import { type Piece, pieces, piecesAgain } from './pieces';

/** How sources are to be understood. */
export interface Language {
  readonly includePaths: readonly string[];
  readonly standard: Standard | undefined;
}

export interface CDocument {
  readonly file: SourceFile;
  readonly path: string;
  readonly text: string;
  /** What it was made from beside its own text. */
  readonly reads: Reads;
  readonly index: NameIndex;
  readonly tree: Analysis['tree'];
  /** What its directives do. */
  readonly directives: Pick<IndexTables, 'inclusions' | 'inactive'>;
  readonly diagnostics: readonly Diagnostic[];
  /** The text as it is written, comments included. */
  readonly pieces: readonly Piece[];
  /** The same for questions about one place: what other functions have in them may be unknown to its index. */
  at(offset: number): CDocument;
}

/** `before`: the version before the text was changed. */
export const understood = (
  file: SourceFile,
  reads: Reads,
  language: Language,
  before?: CDocument,
): CDocument => new Version(file, reads, language, before instanceof Version ? before : undefined);

class Version implements CDocument {
  /** Without the bodies that are as they were in the version before. */
  private readonly partial: Analysis;
  private readonly bodies: Bodies;
  private complete: Analysis | undefined;
  private cut: readonly Piece[] | undefined;
  /** Of the text, until the next version takes them over. */
  private lexed: LexedFile | undefined;

  constructor(
    readonly file: SourceFile,
    readonly reads: Reads,
    private readonly language: Language,
    before: Version | undefined,
  ) {
    this.lexed = before?.lexed && lexAgain(before.lexed, file);
    this.cut = before?.cut && piecesAgain(before.cut, before.file, file);
    if (before) before.lexed = before.cut = undefined;
    this.bodies = new Bodies(before?.bodies);
    this.partial = this.analysed(this.bodies);
  }

  get path(): string {
    return this.file.path;
  }

  get text(): string {
    return this.file.text;
  }

  get index(): NameIndex {
    return this.whole.index;
  }

  get tree(): Analysis['tree'] {
    return this.whole.tree;
  }

  get directives(): IndexTables {
    return this.partial.index.tables;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.partial.diagnostics;
  }

  get pieces(): readonly Piece[] {
    return (this.cut ??= pieces(this.file.text));
  }

  at(offset: number): CDocument {
    const body = this.bodies.around(offset);
    // What a macro is defined as means something wherever it is used.
    if (this.complete || !body || /^[ \t]*#/m.test(body.text)) return this;
    const analysis = body.isRead ? this.partial : this.analysed(new Bodies(this.bodies, offset));
    return new Part(this, analysis);
  }

  private get whole(): Analysis {
    return (this.complete ??= this.bodies.areRead ? this.partial : this.analysed());
  }

  private analysed(bodies?: Bodies): Analysis {
    const { file, language, reads } = this;
    const lexed = (this.lexed ??= lex(file, lexicalRules(language.standard ?? defaultStandard)));
    return analyse(file, { ...language, files: reads, lexed, ...(bodies && { bodies }) });
  }
}

/** What is known of a version around one place. */
class Part implements CDocument {
  readonly file: SourceFile;
  readonly path: string;
  readonly text: string;
  readonly reads: Reads;
  readonly index: NameIndex;
  readonly tree: Analysis['tree'];

  constructor(
    private readonly version: Version,
    { index, tree }: Analysis,
  ) {
    const { file, path, text, reads } = version;
    [this.file, this.path, this.text, this.reads] = [file, path, text, reads];
    [this.index, this.tree] = [index, tree];
  }

  get directives(): IndexTables {
    return this.version.directives;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.version.diagnostics;
  }

  get pieces(): readonly Piece[] {
    return this.version.pieces;
  }

  at(): CDocument {
    return this;
  }
}
