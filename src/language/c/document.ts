/** One C source as an editor has it, understood with all that it includes. */
import { type Analysis, type NameIndex, type Standard, analyse } from '../../c';
import type { Diagnostic, Reads, SourceFile } from '../../source';
import { type Piece, pieces } from './pieces';

/** How sources are to be understood. */
export interface Language {
  readonly includePaths: readonly string[];
  readonly standard: Standard | undefined;
}

export class CDocument {
  private readonly analysis: Analysis;
  private cut: readonly Piece[] | undefined;

  constructor(
    readonly file: SourceFile,
    /** What it was made from beside its own text. */
    readonly reads: Reads,
    language: Language,
  ) {
    this.analysis = analyse(file, { ...language, files: reads });
  }

  get path(): string {
    return this.file.path;
  }

  get text(): string {
    return this.file.text;
  }

  get index(): NameIndex {
    return this.analysis.index;
  }

  get tree(): Analysis['tree'] {
    return this.analysis.tree;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.analysis.diagnostics;
  }

  /** The text as it is written, comments included. */
  get pieces(): readonly Piece[] {
    return (this.cut ??= pieces(this.file.text));
  }
}
