import assert from 'node:assert/strict';
import type { Executable } from '../../src/image';
import { programName } from '../../src/boot';
import { nameOnDisk, startupFile } from '../../src/boot/disk-files';

const executable = (): Executable => ({ entry: 0x1000, segments: [], symbols: [] });

describe('names on the disk', () => {
  const cases: [path: string, name: string][] = [
    ['hello.c', 'hello'],
    ['examples/hello.toy', 'hello'],
    ['/home/me/a.out', 'a'],
    ['tool', 'tool'],
    ['.hidden', '.hidden'],
    ['v1.2.c', 'v1.2'],
    ['a-name-that-is-longer-than-fits.c', 'a-name-that-is-longer-than-f'],
    ['ünïcödé-näme-thät-ïs-löng.c', 'ünïcödé-näme-thät-ïs-'],
  ];
  for (const [path, name] of cases) it(`${path} is ${name}`, () => assert.equal(programName(path), name));

  it('are told apart, but the same program has one', () => {
    const hello = executable();
    const program = (path: string, of = executable()) => ({ path, executable: of, args: [] });
    const names = nameOnDisk([
      program('hello.c', hello),
      program('other/hello.c'),
      program('hello.c', hello),
      program('third/hello.toy'),
      program('init.c'),
      program('a-name-that-is-longer-than-fits.c'),
      program('a-name-that-is-longer-than-fits-2.c'),
    ]);
    assert.deepEqual(names, [
      'hello',
      'hello-2',
      'hello',
      'hello-3',
      'init-2',
      'a-name-that-is-longer-than-f',
      'a-name-that-is-longer-than-2',
    ]);
  });

  it('start with their arguments', () => {
    const text = new TextDecoder().decode(startupFile([['/bin/a', 'x y'], ['/bin/b']]));
    assert.equal(text, '/bin/a\0x y\0\0/bin/b\0\0');
  });

  it('start with variables of the environment, which come first', () => {
    const text = new TextDecoder().decode(startupFile([['/bin/a']], { A: '1', B: '' }));
    assert.equal(text, '\x02A=1\0\x02B=\0/bin/a\0\0');
  });

  it('start with empty arguments too, which have a mark before them', () => {
    const text = new TextDecoder().decode(startupFile([['/bin/a', '', '\x01x', 'b']]));
    assert.equal(text, '/bin/a\0\x01\0\x01\x01x\0b\0\0');
  });
});
