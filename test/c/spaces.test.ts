/** White space that is none to C's standard, but comes with texts from elsewhere. */
import assert from 'node:assert/strict';
import { preprocess } from '../../src/c/preprocessor';
import { SourceFile } from '../../src/source';

function lexed(text: string): { texts: string[]; messages: string[] } {
  const { tokens, diagnostics } = preprocess(new SourceFile('a.c', text), {
    files: { read: () => undefined },
  });
  return {
    texts: tokens.slice(0, -1).map(token => token.text),
    messages: diagnostics.map(({ message }) => message),
  };
}

describe('odd white space', () => {
  for (const [name, space] of [
    ['a no-break space', '\u00a0'],
    ['a byte order mark', '\ufeff'],
  ])
    it(`${name} is space, wherever it stands`, () => {
      assert.deepEqual(lexed(`${space}int${space}a${space}`), { texts: ['int', 'a'], messages: [] });
      const stringified = lexed(`#define S(x) #x\nS(a${space}b)\n`);
      assert.deepEqual(stringified, { texts: ['"a b"'], messages: [] });
    });

  for (const near of ['\u009f', '\u00a1', '\ufefe', '\u2003'])
    it(`U+${near.charCodeAt(0).toString(16)} is none`, () => {
      const { texts, messages } = lexed(`a${near}b`);
      assert.deepEqual(texts, ['a', 'b']);
      assert.equal(messages.length, 1);
      assert.match(messages[0]!, /means nothing here/);
    });
});
