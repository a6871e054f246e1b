import assert from 'node:assert/strict';
import { hover, signatureHelp } from '../../src/language';
import { instructions } from '../../src/isa';
import { show, withCursor } from './support';

/** The cursor, the word that the hover is about, and parts of its text. */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['  ad|di a0, a1, 4', '[addi] a0, a1, 4', ['addi rd, rs1, imm', 'rd = rs1 + imm', 'opcode 0x30']],
  ['  l|tt a0', '[ltt] a0', ['Privileged', 'trap table']],
  ['  di|v a0, a1, a2', '[div] a0, a1, a2', ['divide-by-zero']],
  ['  pu|sh ra', '[push] ra', ['addi sp, sp, -4', 'sw rs, 0(sp)']],
  ['  mv |s0, a0', 'mv [s0], a0', ['r13', 'saved register', 'A call leaves it']],
  ['  mv a0, r1|3', 'mv a0, [r13]', ['s0']],
  ['  wrcr k|sp, a0', 'wrcr [ksp], a0', ['kernel stack pointer']],
  ['  out CONSOLE_DA|TA, a0', 'out [CONSOLE_DATA], a0', ['prints the low byte']],
  ['  li t0, SYS_wr|ite', 'li t0, [SYS_write]', ['int write(int fd', '`a1`: const void *buffer', 'a0']],
  ['  .asc|iz "x"', '[.asciz] "x"', ['zero byte']],
  ['  li a0, 0x4|1', 'li a0, [0x41]', ['65', '0b1000001', "'A'"]],
  [
    '# Waits.\n# Twice.\nwait_twice: nop\n  call wait_t|wice',
    'call [wait_twice]',
    ['Waits.\nTwice.', 'wait_twice: nop'],
  ],
  ['# Two.\n"t1": nop\n  call "t|1"', 'call ["t1"]', ['Two.', '"t1": nop']],
  ['.equ SIZE, 4\n  li a0, SI|ZE', 'li a0, [SIZE]', ['.equ SIZE, 4']],
  ['.include "o.toy"\n  call hel|per', 'call [helper]', ['In o.toy, line 2.']],
  ['  la a0, %h|i(x)', '', []],
];

describe('hover', () => {
  for (const [marked, about, parts] of cases.filter(([, about]) => about))
    it(JSON.stringify(marked), () => {
      const { document, offset } = withCursor(marked, { 'o.toy': '# helps\nhelper: ret\n' });
      const found = hover(document, offset);
      assert.ok(found);
      assert.equal(show(found.span), `main.toy: ${about}`);
      for (const part of parts)
        assert.ok(found.text.includes(part), `${part} is missing from:\n${found.text}`);
    });

  it('says nothing in a comment, on blank space, or about an unknown name', () => {
    for (const marked of ['# ad|d', '   |', '  call unkn|own', '  call "t|1"', '  .asciz "a|0"'])
      assert.equal(hover(withCursor(marked).document, withCursor(marked).offset), undefined, marked);
  });
});

const signatures: readonly (readonly [string, string | undefined])[] = [
  ['add |', 'add [rd], rs1, rs2'],
  ['add a0, |', 'add rd, [rs1], rs2'],
  ['add a0, a1,|', 'add rd, rs1, [rs2]'],
  ['add a0 |, a1', 'add [rd], rs1, rs2'],
  ['add a0, a1, a2, |', 'add rd, rs1, rs2'],
  ['add a0, |a1, a2', 'add rd, [rs1], rs2'],
  ['lw a0, 4|(sp)', 'lw rd, [imm(rs1)]'],
  ['sw a0, |', 'sw rd, [imm(rs1)]'],
  ['li t0, |', 'li rd, [imm]'],
  ['.equ SIZE, |', '.equ NAME, [VALUE]'],
  ['ad|d a0, a1, a2', undefined],
  ['ret |', 'ret'],
  ['|', undefined],
];

describe('signature help', () => {
  for (const [marked, expected] of signatures)
    it(JSON.stringify(marked), () => {
      const { document, offset } = withCursor(marked);
      const help = signatureHelp(document, offset);
      const active = help?.parameters[help.active];
      const shown = active
        ? `${help.form.slice(0, active.start)}[${help.form.slice(active.start, active.end)}]${help.form.slice(active.end)}`
        : help?.form;
      assert.equal(shown, expected);
    });

  it('has a place in the form for every operand of every instruction', () => {
    for (const row of instructions) {
      if (row.operands.length === 0) continue;
      const { document, offset } = withCursor(`${row.mnemonic} |`);
      const help = signatureHelp(document, offset)!;
      assert.equal(help.parameters.length, row.operands.length);
      for (const { start, end, about } of help.parameters)
        assert.ok(end > start && start > 0 && about, row.mnemonic);
    }
  });
});
