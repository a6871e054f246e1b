/** The syntax tree as an editor asks about it. A `|` in the text is the cursor. */
import assert from 'node:assert/strict';
import { nodeAt, operandIndexAt, parse, statementOnLine } from '../../src/assembler';
import { SourceFile } from '../../src/source';

function at(marked: string) {
  const offset = marked.indexOf('|');
  const file = new SourceFile('a.toy', marked.replace('|', ''));
  const tree = parse(file);
  const statement = statementOnLine(tree, file.position(offset).line);
  return { tree, statement, offset, file };
}

describe('syntax tree', () => {
  // prettier-ignore
  const nodes: readonly (readonly [marked: string, kind: string | undefined, text: string])[] = [
    ['ma|in: addi a0, a1, 4', 'name', 'main'],
    ['main: ad|di a0, a1, 4', 'name', 'addi'],
    ['  addi a0, a|1, 4', 'name', 'a1'],
    ['  addi a0, a1, 4|', 'number', '4'],
    ['  lw a0, %l|o(x + 4)(sp)', 'name', 'lo'],
    ['  lw a0, %lo(|x + 4)(sp)', 'name', 'x'],
    ['  lw a0, %lo(x + 4)(s|p)', 'name', 'sp'],
    ['  addi a0, |', 'missing', ''],
    ['  .word (a + b|) * 2', 'name', 'b'],
    ['  j 1|b', 'local', '1b'],
    ['  .macro load reg=|a0', 'parameter', 'reg=a0'],
    ['count = st|art', 'name', 'start'],
    ['  li t0, \\nu|mber', 'name', '\\number'],
    ['"s|p": nop', 'name', '"sp"'],
    ['  lw a0, %lo("s|p")(t0)', 'name', '"sp"'],
    ['  .word "s|p"', 'name', '"sp"'],
    ['  .asciz "s|p"', 'string', '"sp"'],
    ['  .include "s|p"', 'string', '"sp"'],
    ['  macro "s|p"', 'string', '"sp"'],
  ];
  for (const [marked, kind, text] of nodes)
    it(`node at ${marked}`, () => {
      const { statement, offset, file } = at(marked);
      const node = nodeAt(statement!, offset);
      assert.equal(node?.kind, kind);
      assert.equal(node && file.text.slice(node.start, node.end), text);
    });

  const indexes: readonly (readonly [marked: string, index: number | undefined])[] = [
    ['  ad|di a0, a1, 4', undefined],
    ['  addi |a0, a1, 4', 0],
    ['  addi a0|, a1, 4', 0],
    ['  addi a0,| a1, 4', 1],
    ['  addi a0, a1, |4', 2],
    ['  addi a0, | ', 1],
    ['  addi a0, , |4', 2],
    ['  addi | ', 0],
  ];
  for (const [marked, index] of indexes)
    it(`operand at ${marked}`, () => {
      const { tree, statement, offset } = at(marked);
      assert.equal(operandIndexAt(tree, statement!, offset), index);
    });

  it('blocks, comments and lines', () => {
    const text =
      '# one\n.if 1 // two\n.rept 2\nnop /* three */\n.endr\n/* four\n */ .else\n.endif\n.macro m\n.endif\n.endm\n.if 2';
    const tree = parse(new SourceFile('a.toy', text));
    const { comments, blocks, statements } = tree;
    const texts = comments.flatMap((start, index) =>
      index % 2 ? [] : [text.slice(start, comments[index + 1])],
    );
    assert.deepEqual(texts, ['# one', '// two', '/* three */', '/* four\n */']);
    assert.deepEqual(
      statements.map(({ line }) => line),
      [1, 2, 3, 4, 6, 7, 8, 9, 10, 11],
    );
    assert.deepEqual(
      [...blocks.values()],
      [
        { opener: 1, middles: [], closer: 3 },
        { opener: 0, middles: [4], closer: 5 },
        { opener: 6, middles: [], closer: 8 },
        { opener: 9, middles: [], closer: undefined },
      ],
    );
    assert.deepEqual(
      statements[7]!.problems?.map(({ said }) => said.message),
      ['.endif has nothing to end'],
    );
  });

  it('the table of directives is what the assembler knows', async () => {
    const { directives, assemble } = await import('../../src/assembler');
    for (const { name, form } of directives) {
      const { diagnostics } = assemble(new SourceFile('a.toy', name), { files: { read: () => undefined } });
      assert.ok(!diagnostics.some(({ message }) => message.startsWith('unknown')), name);
      assert.ok(form.startsWith(name));
    }
  });
});
