import assert from 'node:assert/strict';
import { definition, linked, references, rename, renameRange } from '../../src/language';
import { show, withCursor } from './support';

const others = { 'include/lib.toy': '.equ COUNT, 3\nhelper:\n  ret\n', 'lib.toy': 'near: ret' };

const definitions: readonly (readonly [string, readonly string[]])[] = [
  ['loop: nop\n  j lo|op', ['main.toy: [loop]: nop']],
  ['lo|op: nop', ['main.toy: [loop]: nop']],
  ['1: nop\n1: add a0, a0, a0\n  bnez a0, 1|b\n1: ret', ['main.toy: [1]: add a0, a0, a0']],
  ['1: nop\n  bnez a0, 1|f\n1: ret', ['main.toy: [1]: ret']],
  ['.equ SIZE, 4\n  li a0, SI|ZE + 1', ['main.toy: .equ [SIZE], 4']],
  ['SIZE = 4\n  li a0, SI|ZE', ['main.toy: [SIZE] = 4']],
  ['.macro twice r\n add \\r, \\r, \\r\n.endm\n  twi|ce a0', ['main.toy: .macro [twice] r']],
  ['.include "lib.toy"\n  call ne|ar', ['lib.toy: [near]: ret']],
  ['.include "li|b.toy"', ['lib.toy: []near: ret']],
  ['"sp": nop\n  call "s|p"', ['main.toy: ["sp"]: nop']],
  ['again: nop\n  call "aga|in"', ['main.toy: [again]: nop']],
  ['"sp": nop\n  mv a0, s|p', []],
  ['.macro m reg\n mv \\r|eg, zero\n.endm', ['main.toy: .macro m [reg]']],
  ['  call unkn|own', []],
  ['add:\n  a|dd a0, a0, a1', []],
  ['  mv a|0, a1', []],
];

describe('definition', () => {
  for (const [marked, expected] of definitions)
    it(JSON.stringify(marked), () => {
      const { document, offset } = withCursor(marked, others);
      assert.deepEqual(definition(document, offset).map(show), expected);
    });

  it('looks for an included file in the include paths last', () => {
    const { document, offset } = withCursor('.include "lib.toy"\n  call hel|per', {
      'include/lib.toy': others['include/lib.toy'],
    });
    assert.deepEqual(definition(document, offset).map(show), ['include/lib.toy: [helper]:']);
  });
});

describe('references', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['lo|op: nop\n  j loop\n  la a0, loop + 4', ['[loop]: nop', 'j [loop]', 'la a0, [loop] + 4']],
    ['1: nop\n  j 1|b\n  j 1f\n1: ret', ['[1]: nop', 'j [1b]']],
    ['.equ N, 1\n.word N|, 2 * N', ['.equ [N], 1', '.word [N], 2 * N', '.word N, 2 * [N]']],
    ['.macro m\n nop\n.endm\n  m|\n  m', ['.macro [m]', '[m]', '[m]']],
    ['"t|1": nop\n  mv t1, t1\n  la t1, "t1" + 4', ['["t1"]: nop', 'la t1, ["t1"] + 4']],
    [
      '.macro m to, by=4\n addi \\to, \\to, \\by\n.endm\n m to|=a0',
      ['.macro m [to], by=4', 'addi \\[to], \\to, \\by', 'addi \\to, \\[to], \\by', 'm [to]=a0'],
    ],
    [
      '.macro m to, b|y=4\n addi \\to, \\to, \\by\n.endm\n m a0, by=8\n m by = 1, a0\nby: ret',
      ['.macro m to, [by]=4', 'addi \\to, \\to, \\[by]', 'm a0, [by]=8', 'm [by] = 1, a0'],
    ],
    [
      '.macro m x\n .irp x, 1\n .word \\x\n .endr\n .irp y, 1\n .word \\y|\n .endr\n.endm',
      ['.irp [y], 1', '.word \\[y]'],
    ],
    ['  call pri|ntf\n  la a0, printf', ['call [printf]', 'la a0, [printf]']],
  ];
  for (const [marked, expected] of cases)
    it(JSON.stringify(marked), () => {
      const { document, offset } = withCursor(marked);
      assert.deepEqual(
        references(document, offset, 'all').map(span => show(span).replace('main.toy: ', '')),
        expected,
      );
    });
});

describe('rename', () => {
  it('changes the definition and all uses', () => {
    const { document, offset, workspace } = withCursor('lo|op: nop\n  j loop');
    assert.deepEqual((rename(document, offset, 'again', workspace) as never[]).map(show), [
      'main.toy: [loop]: nop',
      'main.toy: j [loop]',
    ]);
  });

  it('changes a parameter of a macro, where it is written as where it is named', () => {
    const text = '.macro m to, by=4\n addi \\t|o, \\to, \\by # \\to\n.endm\n m to=a0\nto: m a1';
    const { document, offset, workspace } = withCursor(text);
    const renamed = (name: string) => rename(document, offset, name, workspace);
    assert.deepEqual((renamed('into') as never[]).map(show), [
      'main.toy: .macro m [to], by=4',
      'main.toy: addi \\[to], \\to, \\by # \\to',
      'main.toy: addi \\to, \\[to], \\by # \\to',
      'main.toy: addi \\to, \\to, \\by # \\[to]',
      'main.toy: m [to]=a0',
    ]);
    assert.equal(renamed('by'), 'There is a parameter by already.');
    assert.equal(renamed('1'), '“1” is not a name for a parameter.');
  });

  it('keeps macros and symbols apart', () => {
    const text = '.macro same\n.endm\nsame: sa|me\n  j same';
    const { document, offset, workspace } = withCursor(text);
    assert.deepEqual((rename(document, offset, 'again', workspace) as never[]).map(show), [
      'main.toy: .macro [same]',
      'main.toy: same: [same]',
    ]);
  });

  it('leaves a name that other files use', () => {
    const { document, offset, workspace } = withCursor('.global lo|op\nloop: ret');
    const users = () => ['work/part.c'];
    assert.equal(
      rename(document, offset, 'again', workspace, users),
      'loop is used in part.c too, and keeps its name.',
    );
    assert.equal(rename(document, offset, 'again', workspace).length, 2);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['lo|op: nop', 'a0', /not a name/],
    ['lo|op: nop', '9x', /not a name/],
    ['lo|op: nop', 'SYS_exit', /constant of the platform/],
    ['lo|op: nop\nother: nop', 'other', /defined already/],
    ['  mv a|0, a1', 'x', /Only labels/],
    ['lo|op: nop\n.ifdef other\n  nop\n.endif', 'other', /mean something else/],
    ['.macro m x\n  j \\x\n.endm\nlo|op: m loop\n  .asciz "loop"', '', /not a name/],
  ];
  for (const [marked, name, reason] of refused)
    it(`refuses ${name} for ${JSON.stringify(marked)}`, () => {
      const { document, offset, workspace } = withCursor(marked);
      const refusal = rename(document, offset, name, workspace);
      assert.ok(typeof refusal === 'string');
      assert.match(refusal, reason);
    });

  it('is offered for symbols of the file alone', () => {
    const at = (marked: string) =>
      renameRange(withCursor(marked, others).document, withCursor(marked, others).offset);
    assert.ok(at('lo|op: nop'));
    for (const marked of [
      '  call pri|ntf',
      '.include "lib.toy"\n  call ne|ar',
      '  ad|d a0, a0, a0',
      '1|: nop',
    ])
      assert.equal(at(marked), undefined, marked);
  });
});

describe('linked editing', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['lo|op: nop\n  j loop', ['[loop]: nop', 'j [loop]']],
    ['  .global loop\nlo|op: nop\n  j loop', []],
    ['.include "lib.toy"\n  li a0, COU|NT', []],
    ['"s|p": nop\n  j "sp"', []],
    ['  mv a|0, a1', []],
  ];
  for (const [marked, expected] of cases)
    it(JSON.stringify(marked), () => {
      const { document, offset } = withCursor(marked, others);
      assert.deepEqual(
        linked(document, offset).map(span => show(span).slice('main.toy: '.length)),
        expected,
      );
    });
});
