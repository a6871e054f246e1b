import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder that `npm start` serves: what may be asked of it, and what may not. */
describe('a folder over HTTP', () => {
  const home = mkdtempSync(join(tmpdir(), 'ringside-folder-'));
  const folder = join(home, 'served');
  let server: Server;
  let base: string;

  before(async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    writeFileSync(join(folder, 'a.c'), 'int a;');
    writeFileSync(join(home, 'secret'), 'secret');
    symlinkSync(home, join(folder, 'out'));
    const { answerFiles } = await import('../../scripts/vscode/folder.mjs');
    server = createServer((request, response) => {
      const [path = '', query] = request.url!.split('?');
      void answerFiles(folder, decodeURIComponent(path), new URLSearchParams(query), request, response);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(home, { recursive: true });
  });

  const ask = async (method: string, path: string, body?: string) => {
    const response = await fetch(base + path, { method, ...(body !== undefined && { body }) });
    return [response.status, await response.text()] as const;
  };

  it('reads, lists, writes, renames and deletes', async () => {
    assert.deepEqual(await ask('GET', '/a.c?do=read'), [200, 'int a;']);
    assert.deepEqual(await ask('GET', '/?do=list'), [200, '[["a.c",1],["out",1],["sub",2]]']);
    assert.equal((await ask('PUT', '/sub/b.c?do=write', 'int b;'))[0], 200);
    assert.equal(readFileSync(join(folder, 'sub/b.c'), 'utf8'), 'int b;');
    assert.equal((await ask('PUT', '/sub/b.c?do=rename&to=/c.c'))[0], 200);
    assert.equal(JSON.parse((await ask('GET', '/c.c?do=stat'))[1]).size, 6);
    assert.equal((await ask('DELETE', '/c.c?do=delete'))[0], 200);
    assert.equal((await ask('GET', '/c.c?do=read'))[0], 404);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['GET', '/..%2fsecret?do=read'],
    ['GET', '/sub/..%2f..%2fsecret?do=read'],
    ['GET', '/out/secret?do=read'],
    ['PUT', '/out/new?do=write'],
    ['PUT', '/out/deep/new?do=write'],
    ['PUT', '/a.c?do=rename&to=/../stolen'],
    ['DELETE', '/out/secret?do=delete'],
  ];
  for (const [method, path] of refused)
    it(`refuses ${method} ${path}`, async () => {
      assert.equal((await ask(method, path, method === 'PUT' ? 'x' : undefined))[0], 403);
      assert.equal(readFileSync(join(home, 'secret'), 'utf8'), 'secret');
    });

  it('knows no other request', async () => {
    for (const [method, path] of [
      ['GET', '/a.c'],
      ['GET', '/a.c?do=delete'],
      ['PUT', '/a.c?do=read'],
    ] as const)
      assert.equal((await ask(method, path))[0], 400);
  });
});
