/**
 * The C library, by programs that print what its functions do. What they should print is in the golden files, and
 * where gcc is present it says whether those are right: the same program with the host's own C library.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertGolden, updatesGolden } from '../support/golden';
import { gcc, judgedBy } from '../support/judges';
import { run, withoutAddresses } from './run';

/** Programs that run under the host's C library just as well. */
const portable = join(__dirname, 'programs');
/** Programs about what is only in the guest. */
const guestOnly = join(__dirname, 'guest-programs');

const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith('.c'))
    .map(name => name.slice(0, -2));
const inputOf = (name: string) => {
  const path = join(portable, `${name}.stdin`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const text = (result: { status: unknown; output: string }) => `${result.output}\n[status ${result.status}]\n`;

/** What the program does with the host's C library. */
function judged(name: string): string {
  const scratch = mkdtempSync(join(tmpdir(), 'ringside-lib-'));
  try {
    const built = gcc([
      '-std=gnu99',
      '-w',
      '-o',
      join(scratch, name),
      join(portable, `${name}.c`),
      '-lm',
      '-latomic',
    ]);
    assert.equal(built.status, 0, built.errors);
    const ran = spawnSync(join(scratch, name), { cwd: scratch, input: inputOf(name), encoding: 'utf8' });
    return text({ status: ran.status, output: ran.stdout });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Standard error is the console too, so portable programs print nothing there. */
async function check(folder: string, name: string): Promise<void> {
  const golden = join(folder, `${name}.golden`);
  const ran = await run([[join(folder, `${name}.c`)]], { input: inputOf(name) });
  const result = folder === portable ? text(ran) : withoutAddresses(text(ran));
  // What the host's library does is written by its own test.
  if (folder === portable) assert.equal(result, updatesGolden ? judged(name) : readFileSync(golden, 'utf8'));
  else assertGolden(golden, result);
}

describe('the C library', function () {
  for (const name of namesIn(portable)) {
    it(`does what the host's does: ${name}`, () => check(portable, name));
    judgedBy('gcc', `has the right golden file: ${name}`, () =>
      assertGolden(join(portable, `${name}.golden`), judged(name)),
    );
  }

  for (const name of namesIn(guestOnly))
    it(`does what it should in the guest: ${name}`, () => check(guestOnly, name));
});
