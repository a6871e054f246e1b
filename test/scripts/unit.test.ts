/** The runner of the unit tests: whatever a test file does, the run ends and says so. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../support/guest';

function run(names: readonly string[], ...options: string[]): { status: number | null; output: string } {
  const files = names.map(name => join(root, 'test/scripts/unit-cases', `${name}.ts`));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/unit.mjs'), '--jobs', '1', ...options, ...files],
    { encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

describe('the runner of the unit tests', () => {
  it('says what failed, and what is left running', () => {
    const { status, output } = run(['bad']);
    assert.equal(status, 1);
    assert.match(output, /✔ is right[^]*2 passing[^]*2 failing[^]*bad\.ts[^]*-left\n\s+\+right/);
    assert.match(output, /leaves running: Timeout/);
  });

  it('goes on after a file that cannot be loaded and one that ends the process', () => {
    const { status, output } = run(['broken', 'exits', 'good']);
    assert.equal(status, 1);
    assert.match(output, /1 passing[^]*2 failing/);
    assert.match(output, /broken\.ts\n\n.*cannot be loaded/);
    assert.match(output, /exits\.ts\n\n.*ended with 3 in the test: exiting ends the process/);
  });

  it('names a test that hangs', () => {
    const { status, output } = run(['hangs'], '--patience', '5');
    assert.equal(status, 1);
    assert.match(output, /hangs\.ts\n\n.*hangs in the test: hanging goes on for ever/);
  });

  it('is content with what is right, and refuses what is not there', () => {
    const { status, output } = run(['good']);
    assert.equal(status, 0, output);
    assert.match(output, /1 passing/);
    assert.deepEqual(run(['none']).status, 2);
  });
});
