/** The C compiler: one source file in, assembly for Toy32 and debug information out. */
import { type DebugInfo, emptyDebugInfo } from '../image';
import { type Diagnostic, type FileReader, type SourceFile, hasErrors } from '../source';
import { generate } from './codegen';
import { translationUnit } from './parser/declarations';
import { preprocess } from './preprocessor';
import { Reporter } from './reporter';

export interface CompileOptions {
  readonly files: FileReader;
  /** Folders for `#include <…>`, and for `#include "…"` after the folder of the including file. */
  readonly includePaths?: readonly string[];
  /** Macros that are there from the start, by name. */
  readonly defines?: Readonly<Record<string, string>>;
}

export interface Compiled {
  /** Empty where there are errors. */
  readonly assembly: string;
  /** Addresses are labels of the assembly. */
  readonly debug: DebugInfo<string>;
  readonly diagnostics: readonly Diagnostic[];
}

export function compile(file: SourceFile, options: CompileOptions): Compiled {
  const { tokens, diagnostics } = preprocess(file, options);
  const report = new Reporter();
  const program = translationUnit(tokens, report);
  const all = (): Diagnostic[] => [...diagnostics, ...report.diagnostics];
  if (hasErrors(all())) return failed(all());
  const { assembly, debug } = generate(program, report);
  return report.errors > 0 ? failed(all()) : { assembly, debug, diagnostics: all() };
}

function failed(diagnostics: readonly Diagnostic[]): Compiled {
  return { assembly: '', debug: emptyDebugInfo, diagnostics };
}
