/** Headers of messages as clients may write them. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { withPlainHeaders } from '../../src/dap/framing';

/** What the library is given of these pieces of a stream. */
function read(...pieces: readonly string[]): string {
  const input = new PassThrough();
  const parts: Buffer[] = [];
  withPlainHeaders(input).on('data', (data: Uint8Array) => parts.push(Buffer.from(data)));
  for (const piece of pieces) input.emit('data', Buffer.from(piece));
  return Buffer.concat(parts).toString();
}

const plain = 'Content-Length: 2\r\n\r\n{}';

describe('headers', () => {
  for (const header of [
    'Content-Length: 2',
    'content-length: 2',
    'CONTENT-LENGTH:2',
    'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-Length:  2',
  ])
    it(`mean the same: ${JSON.stringify(header)}`, () => {
      const message = `${header}\r\n\r\n{}`;
      assert.equal(read(message + message), plain + plain);
      assert.equal(read(...message, ...message), plain + plain);
    });

  it('in the content are content', () => {
    const content = 'Content-Length: 9\r\n\r\n';
    assert.equal(read(`content-length: ${content.length}\r\n\r\n${content}`).endsWith(content), true);
  });

  it('without a length are left out', () => {
    assert.equal(read('X: 1\r\n\r\n', 'content-length: 2\r\n\r\n{}'), plain);
  });

  it('may end their lines in a line feed alone', () => {
    assert.equal(read('Content-Type: x\ncontent-length: 2\n\n{}', plain), plain + plain);
  });

  for (const [what, rubbish] of Object.entries({
    'bytes of no message': '\0\u00ff{"seq":1}',
    'more bytes than any header has': 'x'.repeat(100_000),
    'a length that no message has': 'Content-Length: 99999999999999\r\n\r\n',
    'a length that is no number': 'Content-Length: -5\r\n\r\n',
    'a line of the client’s log': 'starting…\n\n',
  }))
    it(`are found again behind ${what}`, () => {
      assert.equal(read(rubbish + plain, plain), plain + plain);
      assert.equal(read(...rubbish.slice(0, 2000), rubbish.slice(2000), plain), plain);
    });
});
