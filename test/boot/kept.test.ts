/** Objects that are kept from one run to the next: the same program, and never that of other files. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { BuildCache, type ObjectStore, buildKernel, treeOf } from '../../src/boot';
import { writeElf } from '../../src/image';
import { cache as shared, guest } from '../support/guest';

class MemoryStore implements ObjectStore {
  readonly entries = new Map<string, Uint8Array>();
  taken = 0;
  mark = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  put = (name: string, bytes: Uint8Array) => void this.entries.set(name, bytes);
  get = (name: string) => {
    const found = this.entries.get(name);
    if (found) this.taken++;
    return found;
  };
}

const sources = {
  'k/start.toy': '    .global _start\n_start: call work\n    halt\n',
  'k/work.c':
    '#include "size.h"\nstatic int calls[SIZE];\nint other(int *);\nint work(void) { return other(calls); }\n',
  'k/other.c': 'int other(int *list) { return list[1]; }\n',
  'k/size.h': '#define SIZE 4\n',
};

describe('kept objects', () => {
  // The library is built, once, without.
  before(() => void buildKernel({ files: tree(sources), guest, cache: shared, folder: 'k' }));

  const tree = (texts: Readonly<Record<string, string>>) =>
    treeOf(new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)])));

  /** As another run builds it: nothing is remembered. */
  function build(texts: Readonly<Record<string, string>>, store?: ObjectStore, includePaths: string[] = []) {
    const cache = new BuildCache(undefined, undefined, store);
    const { executable, diagnostics } = buildKernel({
      files: tree(texts),
      guest,
      cache,
      folder: 'k',
      includePaths,
    });
    return { bytes: executable && Buffer.from(writeElf(executable)), diagnostics };
  }

  it('make the same kernel, debug information and all', () => {
    const store = new MemoryStore();
    const plain = build(sources).bytes!;
    assert.ok(plain.equals(build(sources, store).bytes!));
    assert.deepEqual([store.entries.size, store.taken], [2, 0]);
    const before = new Map(store.entries);
    assert.ok(plain.equals(build(sources, store).bytes!));
    assert.equal(store.taken, 2);
    assert.deepEqual([...store.entries.values()], [...before.values()], 'nothing is written again');
  });

  const changes: readonly (readonly [
    what: string,
    change: Readonly<Record<string, string>>,
    anew: number,
  ])[] = [
    ['a source', { 'k/other.c': 'int other(int *list) { return list[2]; }\n' }, 1],
    ['a header', { 'k/size.h': '#define SIZE 5\n' }, 1],
    ['assembly, which is not kept', { 'k/start.toy': `${sources['k/start.toy']}    nop\n` }, 0],
  ];
  for (const [what, change, anew] of changes)
    it(`are not those of before a change: ${what}`, () => {
      const store = new MemoryStore();
      build(sources, store);
      const before = new Set(store.entries.values());
      const changed = { ...sources, ...change };
      assert.ok(build(changed, store).bytes!.equals(build(changed).bytes!));
      assert.equal([...store.entries.values()].filter(entry => !before.has(entry)).length, anew);
    });

  it('are not those of before a header that has come to stand in front of another', () => {
    const store = new MemoryStore();
    const below = {
      ...sources,
      'k/work.c': sources['k/work.c'].replace('"size.h"', '<size.h>'),
      'h/size.h': '#define SIZE 9\n',
    };
    const without: Record<string, string> = { ...below };
    delete without['k/size.h'];
    const bytes = build(without, store, ['h']).bytes!;
    const now = build(below, store, ['h']).bytes!;
    assert.ok(!bytes.equals(now));
    assert.ok(now.equals(build(below, undefined, ['h']).bytes!));
  });

  it('are none of a source about which there is something to say', () => {
    const store = new MemoryStore();
    const warned = { ...sources, 'k/other.c': '#warning beware\nint other(int *list) { return list[1]; }\n' };
    for (const round of [1, 2]) {
      const { diagnostics } = build(warned, store);
      assert.deepEqual(
        diagnostics.map(({ severity }) => severity),
        ['warning'],
        `round ${round}`,
      );
    }
    assert.equal(store.entries.size, 1);
  });

  it('say where in C something is wrong that the linker finds', () => {
    const store = new MemoryStore();
    const needy = {
      ...sources,
      'k/other.c': 'int none(void);\n\nint other(int *list) { return list[1] + none(); }\n',
    };
    const said = () => build(needy, store).diagnostics.map(({ message, span }) => [message, span?.start]);
    const first = said();
    assert.deepEqual(first, [["nothing defines 'none'", 57]]);
    assert.deepEqual(said(), first);
    assert.equal(store.taken, 2);
  });
});
