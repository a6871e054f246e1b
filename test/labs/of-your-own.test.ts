/** docs/teachers.md, "A lab of your own", done as written: its files, its rubric, and what three students are told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { root } from '../support/guest';

const [section = ''] = /## A lab of your own[^]*?(?=\n## )/.exec(
  readFileSync(join(root, 'docs/teachers.md'), 'utf8'),
)!;
const blocks = [...section.matchAll(/^```(?:c|json)?\n([^]*?)^```/gm)].map(([, text = '']) => text);
const told = blocks.pop() ?? '';
/** Where each block belongs: the last path that is named before it. */
const names = [
  'labs/reap/starter/reap.c',
  'labs/reap/tests/main.c',
  'labs/reap/rubric.json',
  ...['ada', 'bob', 'eve'].map(student => `handed-in/${student}/reap.c`),
];

describe('labs: one of your own', () => {
  before(buildCommandLine);

  it('tells the starter, the solution and two wrong answers what the page says', () => {
    assert.equal(blocks.length, names.length);
    for (const name of names) assert.ok(section.includes(name.replace('labs/reap/', '')), name);
    return withFolder(Object.fromEntries(names.map((name, index) => [name, blocks[index] ?? ''])), folder => {
      const grade = (...args: string[]) => ringside(['grade', ...args], { folder });
      assert.match(grade('labs/reap', 'labs/reap/starter').out, /^No zombies: starter: 0 of 7\n/);
      const parts = ['ada', 'bob', 'eve'].map(student => grade('labs/reap', `handed-in/${student}`));
      assert.deepEqual(
        parts.map(({ error, status }) => [error, status]),
        [
          ['', 0],
          ['', 1],
          ['', 1],
        ],
      );
      // Instants and addresses are of one kernel alone, and dots on the page.
      const pattern = told.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '[0-9a-fx,]+');
      assert.match(parts.map(({ out }) => out).join(''), new RegExp(`^${pattern}$`));
    });
  });
});
