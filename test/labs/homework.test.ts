/** docs/homework.md, done as written: its programs, what they print, and each claim over their runs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { root } from '../support/guest';

const page = readFileSync(join(root, 'docs/homework.md'), 'utf8');
const programs = Object.fromEntries(
  [...page.matchAll(/`(\w+\.c)`\n\n```c\n([^]*?)^```/gm)].map(([, name = '', text = '']) => [name, text]),
);
const printed = [...page.matchAll(/^```console\n\$ ringside (.+)\n([^]*?)^```/gm)];
const commands = [...page.matchAll(/^ {4}ringside (.+)$/gm)].map(([, line = '']) => line);
/** The words of a command line, without the quotes around some. */
const words = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

describe('docs/homework.md', () => {
  before(buildCommandLine);

  it('has programs, and says what they print', () =>
    withFolder(programs, folder => {
      assert.equal(printed.length, 3);
      for (const [, line = '', text] of printed)
        assert.deepEqual(ringside(words(line), { folder }), { status: 0, out: text, error: '' }, line);
    }));

  for (const line of commands)
    it(`does as it says: ${line}`, () =>
      withFolder(programs, folder => {
        const { status, out, error } = ringside(words(line), { folder });
        assert.equal(status, 0, `${out}${error}`);
        if (line.startsWith('ask ')) assert.match(out, /^ {2}holds/m);
      }));
});
