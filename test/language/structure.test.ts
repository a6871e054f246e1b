import assert from 'node:assert/strict';
import { assemble } from '../../src/assembler';
import { AssemblyDocument, folds, outline, semanticTokens } from '../../src/language';
import { SourceFile } from '../../src/source';
import { show, workspaceOf } from './support';

const text = `# Says hello.
# Twice.
.equ TIMES, 2
.global main
main:
    li s0, TIMES
.L1:
    li t0, SYS_write
    trap
    addi s0, s0, -1
    bnez s0, .L1
    wrcr ksp, a0
    ret
.macro twice r
    add \\r, \\r, \\r
.endm
.if TIMES > 1
helper:
    twice a0
.endif
`;
const document = (source = text) => new AssemblyDocument(new SourceFile('main.toy', source), workspaceOf());

describe('outline', () => {
  it('lists constants, functions with their inner labels, macros and labels', () => {
    const rows = outline(document()).map(item => [
      item.kind,
      item.name,
      item.children.map(child => child.name),
    ]);
    assert.deepEqual(rows, [
      ['constant', 'TIMES', []],
      ['function', 'main', ['.L1']],
      ['macro', 'twice', []],
      ['label', 'helper', []],
    ]);
  });

  it('spans from a label to what comes before the next, with the name inside', () => {
    const main = outline(document()).find(item => item.name === 'main')!;
    const { file } = main.span;
    assert.equal(file.position(main.span.start).line, 4);
    assert.equal(file.position(main.span.end).line, 12);
    for (const item of outline(document())) {
      assert.ok(item.span.start <= item.selection.start && item.selection.end <= item.span.end, item.name);
      assert.equal(file.text.slice(item.selection.start, item.selection.end), item.name);
    }
  });
});

describe('folding', () => {
  it('folds comments, functions and blocks', () => {
    const rows = folds(document()).map(({ start, end, kind }) => `${kind} ${start}-${end}`);
    assert.deepEqual(
      rows.sort(),
      ['comment 0-1', 'region 13-14', 'region 16-18', 'region 17-19', 'region 4-12'].sort(),
    );
  });
});

describe('semantic tokens', () => {
  it('tell registers, labels, constants, macros and privileged instructions apart', () => {
    const found = semanticTokens(document()).map(({ start, end, type, modifiers }) =>
      [text.slice(start, end), type, ...modifiers].join(' '),
    );
    for (const expected of [
      '.equ keyword',
      'TIMES enumMember declaration',
      'main label declaration',
      'li function',
      's0 variable defaultLibrary',
      'TIMES enumMember',
      'SYS_write enumMember readonly defaultLibrary',
      '.L1 label',
      'wrcr function privileged',
      'ksp variable defaultLibrary',
      'twice macro declaration',
      'twice macro',
    ])
      assert.ok(found.includes(expected), `${expected} is missing from\n${found.join('\n')}`);
  });

  it('take a name in quotes for a label, not for a register', () => {
    const source = '"t1": la t1, "t1"\n  .asciz "t1"';
    const types = semanticTokens(document(source)).map(({ type }) => type);
    assert.deepEqual(types, ['label', 'function', 'variable', 'label', 'keyword', 'string']);
  });

  it('are in order and apart', () => {
    const tokens = semanticTokens(document());
    for (let at = 1; at < tokens.length; at++) assert.ok(tokens[at]!.start >= tokens[at - 1]!.end);
  });
});

describe('diagnostics', () => {
  it('of assembly come from the assembler, all at once, with their places', () => {
    const file = new SourceFile('main.toy', '  ad a0, a1, a2\n  addi a0, a1, 99999\n  nop\n  mv a0\n');
    const shown = assemble(file, workspaceOf()).diagnostics.map(({ span }) => show(span!));
    assert.equal(shown.length, 3);
    assert.match(shown[0]!, /\[ad\]/);
    assert.match(shown[1]!, /\[99999\]/);
  });

  it('never fail, however broken the text', () => {
    for (let end = 0; end <= text.length; end += 3) {
      const broken = document(text.slice(0, end));
      const spans = [
        ...assemble(broken.file, workspaceOf()).diagnostics.map(({ span }) => span!),
        ...outline(broken).map(({ span }) => span),
        ...semanticTokens(broken),
      ];
      for (const span of spans) assert.ok(0 <= span.start && span.start <= span.end && span.end <= end);
      for (const fold of folds(broken))
        assert.ok(fold.start < fold.end && fold.end < broken.file.lineStarts.length, `${end}`);
    }
  });
});
