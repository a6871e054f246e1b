/** The server's files over a pipe: what is said follows all files that it was made from, and the protocol's own errors. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildCommandLine } from '../support/command-line';
import { Client } from './client';

describe('one graph of files', () => {
  let client: Client;
  let folder: string;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  before(buildCommandLine);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ringside-graph-'));
    client = new Client();
    await client.start();
  });
  afterEach(() => {
    client.stop();
    rmSync(folder, { recursive: true });
  });

  const program = '#include "own.h"\nint main(void) { return owned(); }\n';
  const missing = ['0 c-header-missing', '1 c-implicit-function'];

  it('sees a header that was missing, once it is saved', async () => {
    await client.open(uriOf('main.c'), program);
    await client.says(uriOf('main.c'), ...missing);
    writeFileSync(join(folder, 'own.h'), 'int owned(void);\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('own.h'), type: 1 }],
    });
    await client.says(uriOf('main.c'));
  });

  it('sees it without being told, at the next change', async () => {
    await client.open(uriOf('main.c'), program);
    await client.says(uriOf('main.c'), ...missing);
    writeFileSync(join(folder, 'own.h'), 'int owned(void);\n');
    await client.change(uriOf('main.c'), `${program}\n`);
    await client.says(uriOf('main.c'));
  });

  it('has the text of a header that is open, and checks what includes it when that changes', async () => {
    await client.open(uriOf('own.h'), 'int owned(void);\n');
    await client.open(uriOf('main.c'), program);
    await client.says(uriOf('main.c'));
    await client.change(uriOf('own.h'), 'int other(void);\n');
    await client.says(uriOf('main.c'), '1 c-implicit-function');
    await client.close(uriOf('own.h'));
    await client.says(uriOf('main.c'), ...missing);
  });

  it('keeps what one source says of a header when another one is closed, and takes it back after the last', async () => {
    writeFileSync(join(folder, 'own.h'), 'int owned(void)\nint more(void);\n');
    await client.open(uriOf('main.c'), program);
    await client.open(uriOf('two.c'), '#include "own.h"\n');
    while (!client.published.get(uriOf('own.h'))?.length)
      await new Promise(resolve => setTimeout(resolve, 20));
    const said = client.published.get(uriOf('own.h'))!;
    assert.equal(new Set(said).size, said.length, 'each once');
    await client.says(uriOf('two.c'));
    await client.close(uriOf('main.c'));
    await client.change(uriOf('two.c'), '#include "own.h"\n\n');
    await client.says(uriOf('two.c'));
    await client.says(uriOf('own.h'), ...said);
    await client.close(uriOf('two.c'));
    await client.says(uriOf('own.h'));
  });

  it('reads names that URIs escape, and a byte-order mark', async () => {
    writeFileSync(join(folder, 'my h\u00e4der #1%.h'), '\ufeffint owned(void);\n');
    await client.open(
      uriOf('main.c'),
      '\ufeff#include "my h\u00e4der #1%.h"\nint f(void) { return owned(); }\n',
    );
    const definition = await client.connection.sendRequest<{ uri: string }[]>('textDocument/definition', {
      textDocument: { uri: uriOf('main.c') },
      position: { line: 1, character: 24 },
    });
    assert.deepEqual(
      definition.map(({ uri }) => new URL(uri).href),
      [new URL(uriOf('my h\u00e4der #1%.h')).href],
    );
    await client.says(uriOf('main.c'));
  });

  it('answers for an include of assembly as it is in the editor', async () => {
    await client.open(uriOf('main.toy'), '.include "own.toy"\n.global main\nmain: twice a0\n  ret\n', 'toy');
    await client.open(uriOf('own.toy'), '.macro twice r\n  add \\r, \\r, \\r\n.endm\n', 'toy');
    await client.says(uriOf('main.toy'));
    await client.change(uriOf('own.toy'), '.macro thrice r\n.endm\n');
    await client.says(uriOf('main.toy'), '2 asm-unknown-instruction');
    await client.says(uriOf('own.toy'));
  });
});

describe('the life of the server', () => {
  let client: Client;
  before(buildCommandLine);
  beforeEach(() => (client = new Client()));
  afterEach(() => client.stop());

  const codeOf = (method: string) =>
    client.connection
      .sendRequest(method, { textDocument: { uri: 'file:///a.c' }, position: { line: 0, character: 0 } })
      .then(
        () => 'an answer',
        (error: { code: number }) => error.code,
      );

  it('says by LSP\u2019s errors that it is not there yet, or not any more', async () => {
    assert.deepEqual(
      await Promise.all([codeOf('textDocument/hover'), codeOf('shutdown'), codeOf('x/y')]),
      [-32002, -32002, -32002],
    );
    await client.start();
    assert.deepEqual(await Promise.all([codeOf('textDocument/hover'), codeOf('x/y')]), ['an answer', -32601]);
    await client.connection.sendRequest('shutdown');
    assert.deepEqual(
      await Promise.all([codeOf('textDocument/hover'), codeOf('shutdown'), codeOf('x/y')]),
      [-32600, -32600, -32600],
    );
  });

  it('looks for headers where it is told to, and leaves C to others but for its errors', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-include-'));
    try {
      writeFileSync(join(folder, 'far.h'), 'int far(void);\n');
      await client.start({}, { include: [`${pathToFileURL(folder).href}/`], cServices: false });
      await client.open(
        'file:///elsewhere/main.c',
        '#include <far.h>\nint a = far;\nint f(void) { return far(); }\n',
      );
      while (!client.published.has('file:///elsewhere/main.c'))
        await new Promise(resolve => setTimeout(resolve, 20));
      const codes = client.published.get('file:///elsewhere/main.c')!;
      assert.ok(codes.length === 1 && codes[0]!.startsWith('1 '), codes.join());
      const position = { line: 2, character: 22 };
      const textDocument = { uri: 'file:///elsewhere/main.c' };
      assert.equal(
        await client.connection.sendRequest('textDocument/hover', { textDocument, position }),
        null,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('asks to be told of files where the client can', async () => {
    await client.start({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
    while (client.registered.length === 0) await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(client.registered, ['workspace/didChangeWatchedFiles']);
  });

  it('gives the text of the sources that come with it', async () => {
    await client.start();
    const { text } = await client.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', {
      uri: 'ringside:/guest/include/unistd.h',
    });
    assert.match(text, /fork/);
  });
});
