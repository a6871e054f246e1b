/** What client and server agree on at the start: how places are counted, how diagnostics come, what is told of tokens. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { Client } from './client';

const uri = 'file:///project/main.c';
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

describe('client and server', () => {
  let client: Client;

  before(buildCommandLine);
  beforeEach(() => (client = new Client()));
  afterEach(() => client.stop());

  /** By encoding: where `two` starts and ends behind a letter of two bytes and one of four. */
  const columns = { 'utf-8': [27, 30], 'utf-16': [24, 27], 'utf-32': [23, 26] };
  const text = 'int one; /* \u00e4\u{1f600} */  int two;\nint three = two;\n';

  for (const [encoding, [start, end]] of Object.entries(columns))
    it(`count places in ${encoding} where the client prefers that`, async () => {
      const general = { positionEncodings: ['utf-7', encoding, 'utf-16'] };
      const { positionEncoding } = await client.start({ general });
      assert.equal(positionEncoding, encoding);
      await client.open(uri, text.replace('two', 'to'));
      const place = { line: 0, character: start! + 1 };
      await client.change(uri, 'w', { start: place, end: place });
      const range = { start: { line: 0, character: start }, end: { line: 0, character: end } };
      const [target] = await client.connection.sendRequest<{ range: object }[]>(
        'textDocument/definition',
        at(1, 13),
      );
      assert.deepEqual(target?.range, range);
      const uses = await client.connection.sendRequest<{ range: object }[]>('textDocument/references', {
        ...at(0, start! + 1),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        uses.map(use => use.range),
        [{ start: { line: 1, character: 12 }, end: { line: 1, character: 15 } }],
      );
    });

  it('count in UTF-16 where the client says nothing', async () => {
    const { positionEncoding, diagnosticProvider } = await client.start();
    assert.deepEqual([positionEncoding, diagnosticProvider], ['utf-16', undefined]);
  });

  it('pull diagnostics, those of a header too, where the client takes none that are published', async () => {
    const { diagnosticProvider } = await client.start({ textDocument: { diagnostic: {} } });
    assert.deepEqual(diagnosticProvider, { interFileDependencies: true, workspaceDiagnostics: false });
    const header = 'file:///project/own.h';
    await client.open(header, 'int wrong = ;\n');
    await client.open(uri, '#include "own.h"\nint right = nothing;\n');
    interface Report {
      kind: string;
      resultId: string;
      items?: { code: string }[];
      relatedDocuments?: Record<string, Report>;
    }
    const pull = (previousResultId?: string) =>
      client.connection.sendRequest<Report>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId && { previousResultId }),
      });
    const first = await pull();
    assert.deepEqual([first.kind, first.items?.map(({ code }) => code)], ['full', ['c-undeclared']]);
    assert.deepEqual(first.relatedDocuments?.[header]?.items?.length, 1);
    assert.deepEqual(await pull(first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, '#include "own.h"\nint right = 1;\n');
    assert.deepEqual((await pull(first.resultId)).items, []);
  });

  it('tell of tokens only what has changed', async () => {
    await client.start();
    await client.open(uri, text);
    interface Tokens {
      resultId: string;
      data?: number[];
      edits?: { start: number; deleteCount: number; data: number[] }[];
    }
    const ask = (method: string, more: object = {}) =>
      client.connection.sendRequest<Tokens>(`textDocument/semanticTokens/${method}`, {
        textDocument: { uri },
        ...more,
      });
    const first = await ask('full');
    await client.change(uri, text.replace('three', 'there, four'));
    const delta = await ask('full/delta', { previousResultId: first.resultId });
    const whole = await ask('full');
    const [edit] = delta.edits ?? [];
    const data = [...first.data!];
    data.splice(edit!.start, edit!.deleteCount, ...edit!.data);
    assert.deepEqual(data, whole.data);
    assert.ok(edit!.data.length < whole.data!.length);
    const unknown = await ask('full/delta', { previousResultId: first.resultId });
    assert.deepEqual(unknown.data, whole.data);
    assert.deepEqual((await ask('full/delta', { previousResultId: unknown.resultId })).edits, []);
  });

  it('show code as it is where the client has no Markdown', async () => {
    await client.start();
    await client.open(uri, '#include <unistd.h>\nint main(void) { return write(1, "", 0); }\n');
    const { contents } = await client.connection.sendRequest<{ contents: { kind: string; value: string } }>(
      'textDocument/hover',
      at(1, 26),
    );
    assert.equal(contents.kind, 'plaintext');
    assert.match(contents.value, /^ssize_t write\(int fd, const void \*buffer, size_t count\)\n/);
  });
});
