import assert from 'node:assert/strict';
import {
  type AsyncFiles,
  BuildCache,
  type FileTree,
  buildWorld,
  sourcesIn,
  sourcesUnder,
  treeOf,
  withFiles,
} from '../../src/boot';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (from: Uint8Array | undefined) => from && new TextDecoder().decode(from);
const tree = (files: Record<string, string>): FileTree =>
  treeOf(new Map(Object.entries(files).map(([path, content]) => [path, bytes(content)])));

describe('files', () => {
  const files = tree({ 'k/main.c': 'm', 'k/a.h': 'h', 'k/boot.toy': 'b', 'k/deep/x.c': 'x', 'top.c': 't' });

  it('are listed by folder, in order', () => {
    assert.deepEqual(files.list('k'), ['a.h', 'boot.toy', 'deep/', 'main.c']);
    assert.deepEqual(files.list(''), ['k/', 'top.c']);
    assert.deepEqual(files.list('none'), []);
  });

  it('are found as sources', () => {
    assert.deepEqual(sourcesIn(files, 'k'), ['k/boot.toy', 'k/main.c']);
    assert.deepEqual(sourcesUnder(files, 'k'), ['k/boot.toy', 'k/deep/x.c', 'k/main.c']);
  });

  it('of the user and of the guest never hide each other', () => {
    const world = buildWorld(tree({ 'guest/a.c': 'user' }), tree({ 'guest/a.c': 'guest' }));
    assert.equal(text(world.read('guest/a.c')), 'user');
    assert.equal(text(world.read('ringside:/guest/a.c')), 'guest');
    assert.deepEqual(world.list('ringside:/guest'), ['a.c']);
  });
});

describe('withFiles', () => {
  const source = (files: FileTree, log: string[]): AsyncFiles => ({
    async read(path) {
      log.push(path);
      return files.read(path);
    },
    list: async folder => files.list(folder),
  });

  it('breaks long work off after each piece, and begins it again', async () => {
    const files = tree({ a: 'a.h', 'a.h': '', b: 'a.h' });
    const known = new Map<string, string>();
    const pieces: string[] = [];
    const result = await withFiles(
      source(files, []),
      (from, done) =>
        ['a', 'b'].map(path => {
          const made = `${text(from.read(path))} ${text(from.read('a.h'))}`;
          if (known.get(path) === made) return made;
          known.set(path, made);
          done(path);
          return made;
        }),
      async name => void pieces.push(name),
    );
    assert.deepEqual(result, ['a.h ', 'a.h ']);
    assert.deepEqual(pieces, ['a', 'b']);
  });

  it('lets work that it has given out be done later in one go', async () => {
    const later = await withFiles(
      source(tree({}), []),
      (_files, done) => () => done('late'),
      async () => assert.fail('broken off'),
    );
    later();
  });

  it('loads what the work asks for, each file once', async () => {
    const files = tree({ 'k/a': 'k/b', 'k/b': 'k/none' });
    const log: string[] = [];
    const follow = (from: FileTree): string[] => {
      const found = from.list('k').map(name => `list ${name}`);
      for (let path = 'k/a', content; (content = text(from.read(path))) !== undefined; path = content)
        found.push(path);
      return found;
    };
    assert.deepEqual(await withFiles(source(files, log), follow), ['list a', 'list b', 'k/a', 'k/b']);
    assert.deepEqual(log, ['k/a', 'k/b', 'k/none']);
  });
});

describe('the build cache', () => {
  it('does work again only when a file that it read has changed', () => {
    const cache = new BuildCache();
    const contents = new Map([['a', bytes('1')]]);
    let runs = 0;
    const build = () =>
      cache.remember('a', treeOf(contents), files => {
        runs++;
        return `${text(files.read('a'))} ${text(files.read('b'))}`;
      });
    const expected: [change: () => void, result: string, runs: number][] = [
      [() => {}, '1 undefined', 1],
      [() => contents.set('a', bytes('1')), '1 undefined', 1],
      [() => contents.set('c', bytes('new')), '1 undefined', 1],
      [() => contents.set('b', bytes('2')), '1 2', 2],
      [() => contents.set('a', bytes('3')), '3 2', 3],
      [() => contents.delete('b'), '3 undefined', 4],
    ];
    for (const [change, result, times] of expected) {
      change();
      assert.equal(build(), result);
      assert.equal(runs, times);
    }
  });

  it('are named as the editor names them where a folder is a URI', () => {
    const files = { read: () => undefined, list: () => ['a b.c', 'c.toy', "it's 100%#(1).c", 'x.h'] };
    const at = (folder: string) => sourcesIn(files, folder);
    assert.deepEqual(at('/lab 1'), ['/lab 1/a b.c', '/lab 1/c.toy', "/lab 1/it's 100%#(1).c"]);
    assert.deepEqual(at('c:/lab'), ['c:/lab/a b.c', 'c:/lab/c.toy', "c:/lab/it's 100%#(1).c"]);
    const web = 'vscode-vfs://github/owner/lab%201';
    assert.deepEqual(at(web), [`${web}/a%20b.c`, `${web}/c.toy`, `${web}/it%27s%20100%25%23%281%29.c`]);
  });
});
