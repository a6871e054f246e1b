/** What the guest's headers define about files is what `src/isa` has in its rows. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessMask,
  accessModes,
  fileModeText,
  fileTypeMask,
  fileTypes,
  openFlags,
  openFlagsText,
} from '../../src/isa';

const include = join(__dirname, '../../guest/include');

/** The octal constants of a header whose names start so. */
function defined(header: string, prefix: string): Map<string, number> {
  const text = readFileSync(join(include, header), 'utf8');
  const rows = text.matchAll(/^#define (\w+) (0[0-7]*|\d)$/gm);
  return new Map(
    [...rows]
      .filter(([, name]) => name!.startsWith(prefix))
      .map(([, name, value]) => [name!, parseInt(value!, 8)]),
  );
}

describe('flags and modes of files', () => {
  it('are those of the headers', () => {
    const flags = [...accessModes, ...openFlags].map(({ name, value }) => [name, value] as const);
    assert.deepEqual(
      defined('fcntl.h', 'O_'),
      new Map([...flags, ['O_ACCMODE', accessMask] as const].sort(inOrder)),
    );
    const types = fileTypes.map(({ name, value }) => [name, value] as const);
    assert.deepEqual(defined('sys/stat.h', 'S_IF'), new Map([['S_IFMT', fileTypeMask], ...types]));
  });

  it('read as C has them', () => {
    assert.equal(openFlagsText(0), 'O_RDONLY');
    assert.equal(openFlagsText(0o1101), 'O_WRONLY|O_CREAT|O_TRUNC');
    assert.equal(openFlagsText(0o2002), 'O_RDWR|O_APPEND');
    assert.equal(openFlagsText(0o10003), '010003');
    assert.equal(
      openFlagsText(-1),
      'O_CREAT|O_EXCL|O_TRUNC|O_APPEND|O_NONBLOCK|O_DIRECTORY|O_CLOEXEC|037775570477',
    );
    assert.equal(fileModeText(0o100644), '0100644 (regular file)');
    assert.equal(fileModeText(0o666), '0666');
    assert.equal(fileModeText(0), '0');
  });
});

/** As the header has them: the mask behind the access modes. */
const inOrder = ([, a]: readonly [string, number], [, b]: readonly [string, number]) => a - b;
