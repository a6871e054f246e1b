/** A C file understood without making code: its tree, what every name in it means, and what is wrong with it. */
import type { Diagnostic, SourceFile } from '../source';
import type { Program } from './ast';
import type { NameIndex } from './names/name-index';
import { Recorder } from './names/recorder';
import { withinStack } from './nesting';
import type { LanguageOptions } from './options';
import type { Bodies } from './parser/bodies';
import { translationUnit } from './parser/declarations';
import { type PreprocessOptions, preprocess } from './preprocessor';
import { judge } from './warnings/judge';
import { Reporter } from './reporter';

export interface Analysis {
  /** As far as it could be understood; it is there whatever the text is. */
  readonly tree: Program;
  readonly index: NameIndex;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the text is nested so deeply that no tree could be made. */
const nothing: Program = { objects: [], functions: [], assembly: [] };

/** With `bodies` the tree and the index know nothing of what is in those that are passed over. */
export function analyse(
  file: SourceFile,
  options: PreprocessOptions & LanguageOptions & { readonly bodies?: Bodies },
): Analysis {
  const { standard, bodies } = options;
  const recorder = new Recorder();
  const { tokens, diagnostics, pragmas } = preprocess(file, options, recorder);
  const report = new Reporter();
  const tree =
    withinStack(file, report, () =>
      translationUnit(tokens, report, { standard, watcher: recorder, ...(bodies && { bodies }) }),
    ) ?? nothing;
  bodies?.finish();
  const told = judge([...diagnostics, ...report.diagnostics], {
    tokens,
    pragmas,
    options: options.warnings ?? [],
  });
  return { tree, index: recorder.index(), diagnostics: told };
}
