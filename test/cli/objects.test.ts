/** `ringside build -c` and `ringside archive`, and programs of what they make. */
import assert from 'node:assert/strict';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const files = {
  'main.c': 'int twice(int);\nint main(int argc, char **argv) { return twice(argc); }\n',
  'lib/twice.c': '#include "own.h"\nint twice(int n) { return BY * n; }\n',
  'lib/fast.toy': '    .global fast\nfast: ret\n',
  'lib/other.c': 'int other;\n',
  'more/other.c': 'int another;\n',
  'h/own.h': '#define BY 2\n',
  'note.txt': 'x',
};

describe('ringside build -c and archive', function () {
  before(buildCommandLine);

  it('make what programs are linked of', () =>
    withFolder(files, folder => {
      const check = (line: string, status: number, out = '') => {
        const ran = ringside(line.split(' '), { folder });
        assert.equal(ran.error, '', line);
        assert.equal(ran.out, out, line);
        assert.equal(ran.status, status, line);
      };
      check('build -c -I h main.c lib/twice.c', 0);
      check('run main.o twice.o a b', 6);
      check('archive lib/fast.toy twice.o -o libx.a', 0);
      check('archive --list libx.a', 0, 'fast.o: fast\ntwice.o: twice\n');
      check('archive libx.a lib/other.c -o liby.a', 0);
      check('run main.c liby.a a -- main.o twice.o', 4);
      check('build -c main.c -o own.o', 0);
      check('build own.o liby.a -o program', 0);
      check('run program main.c', 4);
    }));

  const refused: readonly (readonly [line: string, error: RegExp])[] = [
    ['build -c', /which sources\?/],
    ['build -c main.c lib/other.c -o x.o', /one source for -o FILE/],
    ['build -c lib/other.c more/other.c', /other\.o would be the object file of two sources/],
    ['build -c lib/twice.c', /^lib\/twice\.c:1:10: error: there is no header own\.h/],
    ['archive lib/other.c', /where to\? Give -o FILE\.a/],
    ['archive -o x.a', /which files\?/],
    ['archive lib/other.c more/other.c -o x.a', /x\.a would have two members other\.o/],
    ['archive note.txt -o x.a', /note\.txt is neither C/],
    ['archive --list note.txt', /cannot list note\.txt: not an archive/],
  ];
  for (const [line, error] of refused)
    it(`are refused: ${line}`, () =>
      withFolder(files, folder => {
        const ran = ringside(line.split(' '), { folder });
        assert.match(ran.error, error);
        assert.equal(ran.status, 2);
      }));
});
