/** Runs C on the bare machine: kernel mode, no paging, no kernel; `putchar` is a port and the end is the power switch. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { assemble } from '../../src/assembler';
import { type Standard, standardNamed } from '../../src/c';
import { type Compiled, compile } from '../../src/codegen';
import type { Executable, ObjectFile } from '../../src/image';
import { memoryMap } from '../../src/isa';
import { link } from '../../src/linker';
import { Machine, type Stop } from '../../src/machine';
import { type Diagnostic, type FileReader, SourceFile, formatDiagnostic, hasErrors } from '../../src/source';

const root = join(__dirname, '../..');

export const guestHeadersFolder = join(root, 'guest/include');

export const hostFiles: FileReader = {
  read(path) {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
};

const start = `
    .text
    .global _start
_start:
    .cfi_startproc
    .cfi_undefined ra
    li sp, ${memoryMap.ramBase + memoryMap.defaultRamSize}
    call main
    out POWER_OFF, a0
    .cfi_endproc
    .global putchar
putchar:
    out CONSOLE_DATA, a0
    ret
    .global exit
exit:
    out POWER_OFF, a0
`;

function demand(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.equal(errors.map(each => formatDiagnostic(each)).join('\n'), '');
}

/** A file whose name is that of a standard is written in that: `c89.c`. */
export const standardOf = (path: string): Standard | undefined => standardNamed(basename(path, '.c'));

export function compileText(
  text: string,
  path = 'test.c',
  includePaths: readonly string[] = [],
  warnings: readonly string[] = [],
): Compiled {
  return compile(new SourceFile(path, text), {
    files: hostFiles,
    includePaths: [...includePaths, guestHeadersFolder],
    warnings,
    standard: standardOf(path),
  });
}

export function assembleText(text: string, path: string, debug?: Compiled['debug']): ObjectFile {
  const { object, diagnostics } = assemble(new SourceFile(path, text), { files: hostFiles, debug });
  demand(diagnostics);
  return object;
}

/** C to an object; fails on any error. */
export function objectOf(text: string, path?: string, includePaths?: readonly string[]): ObjectFile {
  const { assembly, debug, diagnostics } = compileText(text, path, includePaths);
  demand(diagnostics);
  return assembleText(assembly, `${path}.toy`, debug);
}

let library: ObjectFile[] | undefined;

/** The functions that the compiler calls by itself, and their friends. */
function runtime(): ObjectFile[] {
  if (library) return library;
  const folders = ['guest/lib/runtime', 'guest/lib/string'].map(folder => join(root, folder));
  const paths = folders.flatMap(folder => readdirSync(folder).map(name => join(folder, name)));
  library = paths.flatMap(path => {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.c')) return [objectOf(text, path)];
    return path.endsWith('.toy') ? [assembleText(text, path)] : [];
  });
  return library;
}

export function linkBare(objects: readonly ObjectFile[]): Executable {
  const { executable, diagnostics } = link([assembleText(start, 'start.toy'), ...objects], {
    base: memoryMap.ramBase,
    library: runtime(),
  });
  assert.ok(!hasErrors(diagnostics));
  return executable!;
}

export interface BareRun {
  readonly stop: Stop;
  readonly output: string;
  readonly instructions: number;
}

export function runBare(executable: Executable, budget = 50_000_000): BareRun {
  const machine = new Machine({});
  const bytes: number[] = [];
  machine.console.output = byte => void bytes.push(byte);
  machine.load(executable);
  const stop = machine.run(budget);
  return { stop, output: Buffer.from(bytes).toString('latin1'), instructions: machine.count };
}

/** Compiles, links and runs a program; `main`'s result is the status. */
export function runProgram(text: string, path = 'test.c', includePaths: readonly string[] = []): BareRun {
  return runBare(linkBare([objectOf(text, path, includePaths)]));
}
