/** The first stage of the compiler: a C source in, the tokens that the parser reads out (C99 6.10). */
import type { Diagnostic, FileReader, SourceFile } from '../../source';
import type { LanguageOptions } from '../options';
import { type Standard, defaultStandard, lexicalRules } from '../standards';
import type { Token } from '../token';
import type { PreprocessorWatcher } from '../watch';
import type { DiagnosticPragma } from '../warnings/pragmas';
import { type LexedFile, lex } from './lexer';
import { Preprocessor } from './preprocessor';

export interface PreprocessOptions extends Pick<LanguageOptions, 'defines'> {
  readonly files: FileReader;
  /** Folders where headers are looked for. */
  readonly includePaths?: readonly string[];
  readonly standard?: Standard | undefined;
  /** The file as it has been cut already, by the rules of the standard. */
  readonly lexed?: LexedFile;
}

export interface Preprocessed {
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the text says about the warnings of what comes after it. */
  readonly pragmas: readonly DiagnosticPragma[];
}

/** The last token is of kind `end`. */
export function preprocess(
  file: SourceFile,
  options: PreprocessOptions,
  watcher?: PreprocessorWatcher,
): Preprocessed {
  const { standard = defaultStandard, lexed = lex(file, lexicalRules(standard)) } = options;
  return new Preprocessor({ ...options, standard }, watcher).run(lexed);
}
