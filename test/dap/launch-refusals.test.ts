/** Launches that are refused, each with its sentence. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { asVsCode } from '../support/dap-client';
import { withClient } from './with-client';

describe('a launch', () => {
  before(buildCommandLine);

  const failures: readonly (readonly [name: string, attributes: object, sentence: RegExp])[] = [
    [
      'a folder without sources as its program',
      { program: 'notes' },
      /^nothing to build in .*notes: it has no \.c or \.toy files$/,
    ],
    ['a folder whose sources do not build', { program: 'bad' }, /^bad does not build: 1 error$/],
    ['a file that is in it twice', { program: ['a.c', './a.c'] }, /a\.c is in the program twice$/],
    [
      'a program that is not there',
      { program: 'none.c' },
      /^cannot read .*none\.c: there is no such file, or it may not be read$/,
    ],
    [
      'a program of an unknown kind',
      { program: 'notes.txt' },
      /notes\.txt is neither C \(\.c\), nor assembly/,
    ],
    ['no program', {}, /^program: expected the path/],
    [
      'a file for the disk that is not there',
      { program: 'a.c', files: ['x'] },
      /^files: cannot read .*x: there is no such file, or it may not be read$/,
    ],
    [
      'a kernel that is not there',
      { program: 'a.c', kernel: 'k' },
      /^no kernel in .*k: it has no \.c or \.toy files$/,
    ],
    [
      'a kernel that does not build',
      { program: 'a.c', kernel: 'bad' },
      /^the kernel in .*bad does not build: 1 error$/,
    ],
    [
      'several that do not build',
      { program: 'b.c', programs: [{ program: 'b.toy' }] },
      /^b\.c does not build: 1 error; b\.toy does not build: 1 error$/,
    ],
  ];
  const parts = {
    'a.c': 'int main(void) { return 0; }\n',
    'b.c': 'int main(void) { return x; }\n',
    'b.toy': 'nonsense\n',
    'notes.txt': 'x',
    'notes/x.txt': 'x',
    'bad/main.c': 'int f(void) { return x; }\n',
  };
  for (const [name, attributes, sentence] of failures)
    it(`is refused for ${name}`, () =>
      withClient(parts, async ({ client }) => {
        await client.request('initialize', asVsCode);
        assert.match(await client.refused('launch', attributes), sentence);
        await client.disconnect();
      }));
});
