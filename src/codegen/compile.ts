/** The C compiler: one source file in, assembly for Toy32 and debug information out. */
import { type DebugInfo, emptyDebugInfo } from '../image';
import { type Diagnostic, type FileReader, type SourceFile, hasErrors } from '../source';
import { generate } from './generate';
import { withinStack } from '../c/nesting';
import type { LanguageOptions } from '../c/options';
import { translationUnit } from '../c/parser/declarations';
import { preprocess } from '../c/preprocessor';
import { judge } from '../c/warnings/judge';
import { Reporter } from '../c/reporter';

export interface CompileOptions extends LanguageOptions {
  readonly files: FileReader;
  /** Folders for `#include <…>`, and for `#include "…"` after the folder of the including file. */
  readonly includePaths?: readonly string[];
}

export interface Compiled {
  /** Empty where there are errors. */
  readonly assembly: string;
  /** Addresses are labels of the assembly. */
  readonly debug: DebugInfo<string>;
  readonly diagnostics: readonly Diagnostic[];
}

export function compile(file: SourceFile, options: CompileOptions): Compiled {
  const { tokens, diagnostics, pragmas } = preprocess(file, options);
  const report = new Reporter();
  const told = () =>
    judge([...diagnostics, ...report.diagnostics], { tokens, pragmas, options: options.warnings ?? [] });
  const generated = withinStack(file, report, () => {
    const program = translationUnit(tokens, report, { standard: options.standard });
    return hasErrors(told()) ? undefined : generate(program, report);
  });
  const all = told();
  return generated && !hasErrors(all) ? { ...generated, diagnostics: all } : failed(all);
}

function failed(diagnostics: readonly Diagnostic[]): Compiled {
  return { assembly: '', debug: emptyDebugInfo, diagnostics };
}
