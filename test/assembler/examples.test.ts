/** Every example of the tables and of `docs/assembler.md` assembles, without a word about it. */
import assert from 'node:assert/strict';
import { chapters } from '../../scripts/generate/assembler';
import { assemble, directives } from '../../src/assembler';
import { SourceFile } from '../../src/source';

const files = new Map([
  ['macros.toy', new TextEncoder().encode('.macro nothing\n.endm\n')],
  ['data.bin', new Uint8Array(8)],
]);

function assembled(text: string) {
  const { object, diagnostics } = assemble(new SourceFile('example.toy', text), {
    files: { read: path => files.get(path) },
  });
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
  );
  return object;
}

describe('examples of the assembler', () => {
  for (const { name, example } of directives)
    it(name, () => {
      assert.match(example, new RegExp(`\\${name}\\b`));
      assembled(example);
    });
  for (const { title, example } of chapters) it(title, () => void assembled(example));

  it('a macro takes the rest of its arguments, and .irp each of them', () => {
    const bytes = (text: string) =>
      assembled(text).sections.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    const macro =
      '.macro all first, rest:vararg\n.byte \\first\n.irp x \\rest\n.byte \\x + 1\n.endr\n.endm\n';
    assert.deepEqual(bytes(`.data\n${macro}all 1, 2, 3`), ['010304']);
    assert.deepEqual(bytes(`.data\n${macro}all 1`), ['01']);
    assert.deepEqual(bytes('.data\n.irp n, 1, 3\n.byte \\n\n.endr\n'), ['0103']);
  });
});
