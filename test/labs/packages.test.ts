/** What is handed out: labs with all that they name, and no solution in any package. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine } from '../support/command-line';
import { root } from '../support/guest';

const labs = readdirSync(join(root, 'labs'));

describe('what is handed out', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  it('is labs that are whole: a text that lists the tests, and programs that are there', () => {
    assert.ok(labs.length >= 6);
    for (const lab of labs) {
      const at = (path: string) => join(root, 'labs', lab, path);
      const text = readFileSync(at('README.md'), 'utf8');
      const rubric = JSON.parse(readFileSync(at('rubric.json'), 'utf8'));
      assert.ok(existsSync(join(root, 'test/labs', `${lab}.test.ts`)), `${lab} has answers`);
      for (const { name, points, programs } of rubric.tests) {
        assert.match(text, new RegExp(`\\| ${name} +\\| ${points} +\\|`), `${lab}: ${name}`);
        for (const path of programs.flatMap(({ program }: { program: string | string[] }) => program))
          assert.ok(existsSync(at(path)) || existsSync(at(`starter/${path}`)), `${lab}: ${path}`);
      }
      assert.deepEqual(
        readdirSync(at('')).filter(name => !['README.md', 'rubric.json', 'starter', 'tests'].includes(name)),
        [],
      );
    }
  });

  it('has no solution, neither in the package of npm nor in that of VS Code', () => {
    const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(out) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    assert.ok(
      paths.includes('labs/swtch/rubric.json') && paths.includes('labs/swtch/starter/kernel/swtch.toy'),
    );
    assert.deepEqual(
      paths.filter(path => !/^(dist|labs)\/|^(LICENSE|README\.md|package\.json)$/.test(path)),
      [],
    );
    const kept = readFileSync(join(root, '.vscodeignore'), 'utf8')
      .split('\n')
      .filter(line => line.startsWith('!'));
    assert.deepEqual(
      kept.filter(line => /test|solution/.test(line) || line.includes('**')),
      [],
    );
  });
});
