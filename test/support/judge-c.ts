/** Runs one C program under gcc and on the Toy32 machine, and says where the outputs part. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkBare, objectOf, runBare } from './bare';
import { gcc } from './judges';

/** Compiles and runs in folders that are gone afterwards. `problem` where there is no output to compare. */
export function gccOutput(
  text: string,
  options: readonly string[] = ['-O1', '-w'],
): { output: string; problem?: undefined } | { problem: string } {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    const [source, program] = [join(folder, 'program.c'), join(folder, 'program')];
    writeFileSync(source, text);
    const built = gcc([...options, '-fwrapv', '-fno-strict-aliasing', '-std=gnu99', source, '-o', program]);
    if (built.status !== 0) return { problem: built.errors };
    const run = spawnSync(program, { encoding: 'latin1', timeout: 60_000, maxBuffer: 1 << 26 });
    if (run.status !== 0) return { problem: `ended with ${run.signal ?? run.status}\n${run.stderr}` };
    return { output: run.stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The output, or what went wrong instead. */
export function ourOutput(text: string): string {
  try {
    const { stop, output } = runBare(linkBare([objectOf(text, 'program.c')]), 200_000_000);
    return stop.reason === 'off' && stop.status === 0
      ? output
      : `${output}stopped: ${JSON.stringify(stop)}\n`;
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

/** The first line that differs; undefined if none does. */
export function difference(ours: string, theirs: string): string | undefined {
  if (ours === theirs) return undefined;
  const [got, wanted] = [ours.split('\n'), theirs.split('\n')];
  const at = wanted.findIndex((line, index) => line !== got[index]);
  return `line ${at + 1}: gcc has ${wanted[at]}, Toy32 has ${got[at]}`;
}

const strict = [
  '-fsanitize=undefined,address',
  '-fno-sanitize-recover',
  '-Werror=return-type',
  '-Werror=uninitialized',
];

/** Whether gcc's sanitizers find the meaning of a program defined, and its output what it is without them. */
export function isDefined(text: string, output: string): boolean {
  const checked = gccOutput(text, ['-O1', ...strict]);
  return checked.problem === undefined && checked.output === output;
}
