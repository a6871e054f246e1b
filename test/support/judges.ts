/** Checks that outside programs judge; where such a program is absent they count as not judged, and the run says so. */
import { spawnSync } from 'node:child_process';
import { hasJudge } from '../../scripts/judges.mjs';

export interface Outcome {
  /** Undefined if it did not start or was stopped. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs gcc with the machine's model of data: `int`, `long` and pointers of 32 bits, floating point without excess precision. */
export function gcc(options: readonly string[], where: { cwd?: string; input?: string } = {}): Outcome {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '0', LC_ALL: 'C' };
  const done = spawnSync('gcc', ['-m32', '-msse2', '-mfpmath=sse', ...options], {
    ...where,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status: done.status, output: done.stdout, errors: done.stderr };
}

/** A test that needs a judge. */
export function judgedBy(
  judge: 'gcc' | 'binutils' | 'bash',
  title: string,
  check: () => void | Promise<void>,
): Mocha.Test {
  return it(title, function () {
    if (!hasJudge(judge)) return this.skip();
    return check();
  });
}
