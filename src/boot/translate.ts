/** One source to one object file: the assembler, behind the compiler where the source is C. */
import { assemble } from '../assembler';
import type { LanguageOptions } from '../c';
import { type CompileOptions, compile } from '../codegen';
import { type DebugInfo, type ObjectFile, emptyDebugInfo } from '../image';
import {
  type Said,
  type Diagnostic,
  type FileReader,
  type Span,
  SourceFile,
  hasErrors,
  readSource,
} from '../source';
import { type BuildCache } from './build-cache';
import { type ObjectStore, keep, takeKept } from './kept';
import { says } from './rules';

export interface Translated {
  /** What could be made of the source; not to be linked where the diagnostics have errors. */
  readonly object: ObjectFile;
  readonly diagnostics: readonly Diagnostic[];
}

export interface TranslateOptions extends LanguageOptions {
  readonly files: FileReader;
  readonly includePaths: readonly string[];
  readonly cache: BuildCache;
}

/** Translates a `.c` or `.toy` file; any other name counts as C, so that headers can be checked. */
export function translate(
  path: string,
  { files, includePaths, cache, warnings = [], standard, defines = {} }: TranslateOptions,
): Translated {
  const macros = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  const choices = [`-std=${standard?.name ?? ''}`, ...warnings.map(each => `-W${each}`), ...macros];
  const key = ['translate', path, ...choices, ...includePaths].join('\n');
  const work = (recorded: FileReader) => {
    const source = readSource(recorded, path);
    if (!source) return nothing(path, says('build-unreadable', { path }));
    const options = { files: recorded, includePaths, warnings, standard, defines };
    return path.endsWith('.toy') ? assemble(source, options) : translateC(source, options);
  };
  const { store } = cache;
  const isKept = store && path.endsWith('.c');
  return cache.remember(
    key,
    files,
    isKept ? read => translateOnce(path, key, read, store, work) : work,
    path,
  );
}

/** Takes what is kept of the same files. Only an object that nothing is to be said about is kept. */
function translateOnce(
  path: string,
  key: string,
  files: FileReader,
  store: ObjectStore,
  work: (files: FileReader) => Translated,
): Translated {
  const known = takeKept(store, key, path, files);
  if (known) return { object: known, diagnostics: [] };
  const read = new Map<string, Uint8Array | undefined>();
  const made = work({
    read(file) {
      const bytes = files.read(file);
      read.set(file, bytes);
      return bytes;
    },
  });
  if (made.diagnostics.length === 0) keep(store, key, made.object, read);
  return made;
}

function translateC(source: SourceFile, options: CompileOptions): Translated {
  const compiled = compile(source, options);
  if (hasErrors(compiled.diagnostics)) return { ...nothing(source.path), diagnostics: compiled.diagnostics };
  const assembly = new SourceFile(`${source.path} (assembly)`, compiled.assembly);
  const { object, diagnostics } = assemble(assembly, { ...options, debug: compiled.debug });
  const inSource = diagnostics.map(row => blameSource(row, compiled.debug, source, options.files));
  return {
    object: { ...object, name: source.path },
    diagnostics: [...compiled.diagnostics, ...inSource],
  };
}

/** Moves what the assembler says about compiled code to the line of C that it comes from: an `asm` statement. */
function blameSource(
  row: Diagnostic,
  debug: DebugInfo<string>,
  source: SourceFile,
  files: FileReader,
): Diagnostic {
  const before = row.span?.file.text.slice(0, row.span.start);
  const location = before && /[^]*\.loc\s+(\d+)\s+(\d+)\s+(\d+)/.exec(before);
  if (!row.span || !location) return row;
  const [, file = 0, line = 1, column = 1] = location.map(Number);
  const path = debug.files[file];
  const blamed = path === source.path ? source : path && readSource(files, path);
  if (!blamed) return row;
  const start = blamed.offset({ line: line - 1, column: column - 1 });
  const span: Span = { file: blamed, start, end: start + 1 };
  return {
    ...row,
    message: `in the assembly of this statement: ${row.message}`,
    span,
    related: [{ span: row.span, message: 'the assembly' }, ...(row.related ?? [])],
  };
}

function nothing(path: string, problem?: Said): Translated {
  return {
    object: { name: path, sections: [], symbols: [], debug: emptyDebugInfo },
    diagnostics: problem ? [problem] : [],
  };
}
