import assert from 'node:assert/strict';
import { Client } from '../../src/dap/client';
import { memoryReference, parseReference } from '../../src/dap/memory-reference';
import { checkArguments, withoutNulls } from '../../src/dap/shape';
import { Sources } from '../../src/dap/sources';
import { treeOf } from '../../src/boot';

function clientWith(given: object, folder?: string): Client {
  const client = new Client(folder);
  client.initialize({ adapterID: 'ringside', ...given });
  return client;
}

describe('a client', () => {
  it('counts lines and columns from one unless it says otherwise', () => {
    const usual = clientWith({});
    assert.deepEqual([usual.line(0), usual.column(3), usual.fromLine(1), usual.fromColumn(4)], [1, 4, 0, 3]);
    const mixed = clientWith({ linesStartAt1: false, columnsStartAt1: true });
    assert.deepEqual([mixed.line(0), mixed.column(3), mixed.fromLine(1), mixed.fromColumn(4)], [0, 4, 1, 3]);
  });

  const paths: readonly (readonly [given: string, path: string])[] = [
    ['/home/me/a.c', '/home/me/a.c'],
    ['/home/me/./x/../a.c', '/home/me/a.c'],
    ['/odd\\name.c', '/odd\\name.c'],
    ['a.c', '/work/a.c'],
    ['sub\\a.c', '/work/sub/a.c'],
    ['C:\\Users\\me\\a.c', 'c:/Users/me/a.c'],
    ['c:/Users/me/a.c', 'c:/Users/me/a.c'],
    ['file:///home/my%20files/a.c', '/home/my files/a.c'],
    ['file:///C%3A/Users/a.c', 'c:/Users/a.c'],
    ['file://server/share/a.c', '//server/share/a.c'],
    ['vscode-vfs://github/owner/a.c', 'vscode-vfs://github/owner/a.c'],
    ['ringside:/guest/kernel/main.c', 'ringside:/guest/kernel/main.c'],
  ];
  for (const [given, path] of paths)
    it(`may name a file ${given}`, () => assert.equal(clientWith({}, '/work').fromPath(given), path));

  it('gets paths, or URIs if it wants them', () => {
    assert.equal(clientWith({ pathFormat: 'path' }).path('/my files/a.c'), '/my files/a.c');
    const uris = clientWith({ pathFormat: 'uri' });
    assert.equal(uris.path('/my files/a.c'), 'file:///my%20files/a.c');
    assert.equal(uris.path('c:/x/a.c'), 'file:///c:/x/a.c');
    assert.equal(uris.path('vscode-vfs://x/a.c'), 'vscode-vfs://x/a.c');
  });
});

describe('memory references', () => {
  it('name the process of a user address', () => {
    assert.equal(memoryReference({ pid: 3, address: 0x1040 }), '3:0x00001040');
    assert.equal(memoryReference({ pid: 3, address: 0x8000_0000 }), '0x80000000');
  });

  const good: readonly (readonly [text: string, pid: number, address: number])[] = [
    ['3:0x1040', 3, 0x1040],
    ['0x1040', 7, 0x1040],
    ['0xFFFFFFFF', 7, 0xffff_ffff],
    ['4096', 7, 4096],
    [' 0x10 ', 7, 16],
  ];
  for (const [text, pid, address] of good)
    it(`may be ${text}`, () => assert.deepEqual(parseReference(text, 7), { pid, address }));

  for (const text of ['', 'main', '0x', '0x100000000', '-1', '3:', '3:x', 'x:0x10', '0x10 0x20'])
    it(`cannot be '${text}'`, () => assert.throws(() => parseReference(text, 7), /is no address/));
});

describe('the shape of arguments', () => {
  const shape = { line: 'number', 'name?': 'string', list: [{ id: 'string' }] } as const;
  const cases: readonly (readonly [given: object, problem: string | undefined])[] = [
    [{ line: 1, list: [] }, undefined],
    [{ line: 1, list: [{ id: 'x' }], more: {} }, undefined],
    [{ line: 1, name: null, list: [] }, 'c: name: expected a text, got null'],
    [{ list: [] }, 'c: line: expected a whole number, got nothing'],
    [{ line: 1.5, list: [] }, 'c: line: expected a whole number, got 1.5'],
    [{ line: 1, name: 3, list: [] }, 'c: name: expected a text, got 3'],
    [{ line: 1, list: {} }, 'c: list: expected a list, got {}'],
    [{ line: 1, list: ['x'] }, 'c: list[0]: expected an object, got "x"'],
    [{ line: 1, list: [{ id: 'x' }, {}] }, 'c: list[1].id: expected a text, got nothing'],
  ];
  for (const [given, problem] of cases)
    it(`is checked in ${JSON.stringify(given)}`, () => {
      const check = () => checkArguments('c', shape, given);
      if (problem === undefined) check();
      else assert.throws(check, { message: problem });
    });
});

describe('null', () => {
  it('is the same as nothing', () => {
    assert.deepEqual(withoutNulls({ a: null, b: [{ c: null, d: 0 }], e: false }), {
      b: [{ d: 0 }],
      e: false,
    });
  });
});

describe('sources', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const guest = treeOf(
    new Map([
      ['guest/kernel/main.c', bytes('int main;')],
      ['guest/lib/crt0.toy', bytes('ret')],
    ]),
  );
  const main = 'ringside:/guest/kernel/main.c';

  it('of the user are given by path', () => {
    assert.deepEqual(new Sources(clientWith({}), guest).source('/x/a.c'), { name: 'a.c', path: '/x/a.c' });
  });

  it('that come with Ringside are given by number, and their text on request', () => {
    const sources = new Sources(clientWith({}), guest);
    const given = sources.source(main);
    assert.equal(given.sourceReference, 1);
    assert.deepEqual(sources.source(main), given);
    assert.equal(sources.source('ringside:/guest/lib/crt0.toy').sourceReference, 2);
    assert.equal(sources.path(given), main);
    assert.equal(sources.path({ path: main }), main);
    assert.deepEqual(sources.content({ sourceReference: 1 }), { content: 'int main;', mimeType: 'text/x-c' });
    assert.throws(() => sources.content({ sourceReference: 3 }), { message: 'there is no source 3' });
    assert.throws(() => sources.content({ path: '/x/a.c' }), {
      message: 'there is no bundled source /x/a.c',
    });
    assert.throws(() => sources.path({}), { message: 'a source needs a path or a sourceReference' });
  });

  it('that come with Ringside are URIs for a client that opens them', () => {
    const sources = new Sources(clientWith({}), guest);
    sources.opensBundled = true;
    assert.deepEqual(sources.source(main), { name: 'main.c', path: main });
  });

  it('that lie on the disk with the same text are the files there', async () => {
    const sources = new Sources(clientWith({}), guest);
    const disk = new Map([
      ['/repo/guest/kernel/main.c', bytes('int main;')],
      ['/repo/guest/lib/crt0.toy', bytes('changed')],
    ]);
    const files = { read: async (path: string) => disk.get(path), list: async () => ['kernel/', 'lib/'] };
    await sources.findOnDisk(files, '/repo');
    assert.deepEqual(sources.source(main), { name: 'main.c', path: '/repo/guest/kernel/main.c' });
    assert.equal(sources.path({ path: '/repo/guest/kernel/main.c' }), main);
    assert.equal(sources.source('ringside:/guest/lib/crt0.toy').sourceReference, 1);
  });
});
