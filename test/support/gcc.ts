/** gcc as an outside judge, where it is installed. */
import { spawnSync } from 'node:child_process';

export const hasGcc = spawnSync('gcc', ['--version']).status === 0;

export interface Outcome {
  /** Undefined if it did not start or was stopped. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

export function gcc(options: readonly string[], where: { cwd?: string; input?: string } = {}): Outcome {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '0', LC_ALL: 'C' };
  const done = spawnSync('gcc', options, { ...where, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { status: done.status, output: done.stdout, errors: done.stderr };
}
