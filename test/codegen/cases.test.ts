/**
 * The compiler against gcc: every program in `cases` runs on the bare machine and prints what gcc's does. The
 * outputs are checked in as well (UPDATE_GOLDEN=1 renews them from gcc), so the cases count where there is no gcc.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../support/bare';
import { assertGolden } from '../support/golden';
import { gcc, judgedBy } from '../support/judges';

const folder = join(__dirname, 'cases');

const goldenOf = (path: string): string => path.replace(/\.c$/, '.out');

function outputOfGcc(path: string): string {
  const place = mkdtempSync(join(tmpdir(), 'ringside-'));
  try {
    const program = join(place, 'program');
    const built = gcc(['-w', '-fwrapv', '-fno-strict-aliasing', '-o', program, path, '-latomic']);
    assert.equal(built.status, 0, built.errors);
    return spawnSync(program, { encoding: 'latin1' }).stdout;
  } finally {
    rmSync(place, { recursive: true });
  }
}

function check(path: string): void {
  const { stop, output } = runProgram(readFileSync(path, 'utf8'), path, [folder]);
  assert.equal(output, readFileSync(goldenOf(path), 'latin1'));
  assert.deepEqual(stop, { reason: 'off', status: 0 });
}

describe('compiled programs', () => {
  for (const name of readdirSync(folder).filter(each => each.endsWith('.c'))) {
    judgedBy('gcc', `${name} has the output that gcc's has`, () =>
      assertGolden(goldenOf(join(folder, name)), outputOfGcc(join(folder, name)), 'latin1'),
    );
    it(name, () => check(join(folder, name)));
  }

  it('has an output for every case', () => {
    for (const name of readdirSync(folder).filter(each => each.endsWith('.c')))
      assert.ok(existsSync(join(folder, name.replace(/\.c$/, '.out'))), name);
  });
});

describe('inline assembly', () => {
  it('passes operands', () => {
    const path = join(__dirname, 'assembly.c');
    const { stop } = runProgram(readFileSync(path, 'utf8'), path);
    assert.deepEqual(stop, { reason: 'off', status: 0 });
  });
});
