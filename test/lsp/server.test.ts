/** `ringside lsp`, as an editor speaks with it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-languageserver/node';
import { buildCommandLine, commandLine } from '../support/command-line';

const uri = 'file:///project/main.toy';

const text = `.include "lib.toy"
main:
    addi a0, zero, 99999
loop:
    j loop
`;

describe('ringside lsp', () => {
  let child: ChildProcess;
  let connection: MessageConnection;
  const published = new Map<
    string,
    { code: string; message: string; range: { start: { line: number } } }[]
  >();

  before(async function () {
    buildCommandLine();
    child = spawn(process.execPath, [commandLine, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    connection = createMessageConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    connection.onNotification('textDocument/publishDiagnostics', ({ uri: path, diagnostics }) => {
      published.set(path, diagnostics);
    });
    connection.listen();
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    await open(uri, 'toy', text);
  });

  after(() => {
    connection.dispose();
    child.kill();
  });

  const open = (path: string, languageId: string, content: string) =>
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: path, languageId, version: 1, text: content },
    });

  const at = (line: number, character: number, path = uri) => ({
    textDocument: { uri: path },
    position: { line, character },
  });

  /** Waits until there are some; how long is up to mocha. */
  async function diagnosticsOf(path: string) {
    while (!published.has(path)) await new Promise(resolve => setTimeout(resolve, 20));
    return published.get(path)?.map(({ message, range }) => `${range.start.line}: ${message.split('\n')[0]}`);
  }

  it('shows what the assembler has to say, a missing include among it', async () => {
    const found = await diagnosticsOf(uri);
    assert.equal(found?.length, 2, String(found));
    assert.match(found[0]!, /^0: .*lib\.toy/);
    assert.match(found[1]!, /^2: .*99999/);
  });

  it('finds the headers that come with it, and checks C', async () => {
    const path = 'file:///project/x.c';
    await open(path, 'c', '#include <stdio.h>\nint main(void) { printf("x"); return nothing; }\n');
    const found = await diagnosticsOf(path);
    assert.equal(found?.length, 1, String(found));
    assert.match(found[0]!, /^1: .*nothing/);
    assert.deepEqual(
      published.get(path)?.map(({ code }) => code),
      ['c-undeclared'],
    );
  });

  const answers: readonly (readonly [string, object, (result: never) => unknown, unknown])[] = [
    [
      'textDocument/definition',
      at(4, 7),
      (list: { range: { start: object } }[]) => list.map(({ range }) => range.start),
      [{ line: 3, character: 0 }],
    ],
    [
      'textDocument/references',
      { ...at(3, 1), context: { includeDeclaration: true } },
      (list: unknown[]) => list.length,
      2,
    ],
    [
      'textDocument/documentSymbol',
      at(0, 0),
      (list: { name: string }[]) => list.map(({ name }) => name),
      ['main', 'loop'],
    ],
    [
      'textDocument/hover',
      at(2, 5),
      (hover: { contents: { value: string } }) => hover.contents.value.includes('addi rd, rs1, imm'),
      true,
    ],
    ['textDocument/signatureHelp', at(2, 13), (help: { activeParameter: number }) => help.activeParameter, 1],
    [
      'textDocument/prepareRename',
      at(3, 1),
      (range: { end: object }) => range.end,
      { line: 3, character: 4 },
    ],
    [
      'textDocument/rename',
      { ...at(3, 1), newName: 'again' },
      ({ changes }: { changes: Record<string, unknown[]> }) => changes[uri]!.length,
      2,
    ],
    [
      'textDocument/semanticTokens/full',
      at(0, 0),
      ({ data }: { data: number[] }) => data.length % 5 === 0 && data.length > 20,
      true,
    ],
    [
      'textDocument/completion',
      at(4, 6),
      // Functions of the library come behind.
      (items: { label: string; sortText: string }[]) => {
        const sorted = items.sort((one, other) => (one.sortText < other.sortText ? -1 : 1));
        return sorted.slice(0, 3).map(({ label }) => label);
      },
      ['loop', 'main', 'abort'],
    ],
    ['textDocument/hover', at(0, 0, 'file:///project/unknown.toy'), (hover: unknown) => hover, null],
  ];
  for (const [method, parameters, part, expected] of answers)
    it(`answers ${method} ${JSON.stringify(parameters).slice(0, 90)}`, async () => {
      assert.deepEqual(part(await connection.sendRequest<never>(method, parameters)), expected);
    });

  it('refuses a bad new name with a sentence', async () => {
    await assert.rejects(
      connection.sendRequest('textDocument/rename', { ...at(3, 1), newName: 'a0' }),
      /not a name/,
    );
  });

  it('takes changes, and forgets what was wrong', async () => {
    published.delete(uri);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: '.global main\nmain: ret\n' }],
    });
    assert.deepEqual(await diagnosticsOf(uri), []);
  });

  it('ends when it is told to', async () => {
    const ended = new Promise(resolve => child.on('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });
});
