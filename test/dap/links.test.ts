import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, lines, withClient } from './with-client';
import { buildCommandLine } from '../support/command-line';

const program = 'int twice(int x)\n{\n    return 2 * x;\n}\nint main(void)\n{\n    return twice(3);\n}\n';

describe('sources with more than one name', function () {
  before(buildCommandLine);
  const line = lineOf(program, 'return 2');

  /** `real/p.c`, a link to the file, and a link to its folder. */
  const prepare = (folder: string) => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real/p.c'), program);
    symlinkSync('real/p.c', join(folder, 'link.c'));
    symlinkSync('real', join(folder, 'there'));
  };
  const cases = [
    ['real/p.c', 'link.c'],
    ['real/p.c', 'there/p.c'],
    ['link.c', 'real/p.c'],
    ['there/p.c', 'real/p.c'],
    ['link.c', 'there/p.c'],
    ['there/p.c', 'there/p.c'],
  ] as const;
  for (const [built, named] of cases)
    it(`a breakpoint in ${named} stops the program built from ${built}, and the stack has the client’s name`, () =>
      withClient({}, async ({ client, folder }) => {
        prepare(folder);
        await client.startTo('breakpoint', { program: built, stopOnEntry: false }, [
          lines(join(folder, named), line),
        ]);
        const [frame] = await client.stack(2);
        assert.deepEqual([frame.source.path, frame.line], [join(folder, named), line]);
        const { breakpoints } = await client.request(...lines(join(folder, named), line));
        assert.deepEqual([breakpoints[0].verified, breakpoints[0].source.path], [true, join(folder, named)]);
      }));
});
