/** What is warned of in assembly that assembles; what the compiler makes, and the guest's own assembly, is above suspicion. */
import assert from 'node:assert/strict';
import { assemble, lint, parse } from '../../src/assembler';
import { filesUnder } from '../../src/boot';
import { compile } from '../../src/codegen';
import { SourceFile, textOf } from '../../src/source';
import { hostFiles } from '../support/bare';
import { guest } from '../support/guest';

/** Each warning as `code [text at its place]`. */
function warnings(path: string, text: string): string[] {
  const file = new SourceFile(path, text);
  const tree = parse(file);
  const { object, diagnostics } = assemble(file, { files: hostFiles, includePaths: ['guest/include'], tree });
  assert.deepEqual(diagnostics, []);
  return lint(tree, object).map(
    ({ code, span, related = [] }) =>
      `${code} [${text.slice(span?.start, span?.end)}]${related.map(({ span }) => ` by ${text.slice(span.start, span.end)}`).join('')}`,
  );
}

const sources = (ending: string) => filesUnder(guest, 'guest').filter(path => path.endsWith(ending));

const main = (...lines: string[]) => `.global main\nmain:\n${lines.map(line => `  ${line}\n`).join('')}`;
const save = ['addi sp, sp, -8', 'sw ra, 4(sp)', 'sw s0, 0(sp)'];
const restore = ['lw s0, 0(sp)', 'lw ra, 4(sp)', 'addi sp, sp, 8', 'ret'];

// prettier-ignore
const cases: readonly (readonly [about: string, text: string, expected: readonly string[]])[] = [
  ['what keeps to the convention', main(...save, 'mv s0, a0', 'call puts', 'mv a0, s0', ...restore), []],
  ['push and pop', main('push ra', 'call puts', 'pop ra', 'ret'), []],
  ['a frame pointer', main('addi sp, sp, -8', 'sw fp, 0(sp)', 'sw ra, 4(sp)', 'addi fp, sp, 8', 'call puts', 'lw ra, -4(fp)', 'lw fp, -8(fp)', 'addi sp, sp, 8', 'ret'), []],
  ['a main without ret', main('li a0, 0'), ['asm-runs-on [li a0, 0]']],
  ['a main that runs into a function', `${main('push ra', 'call f', 'pop ra')}f: ret\n`, ['asm-runs-on [pop ra]']],
  ['a main that ends by exit', main('call puts', 'li a0, 0', 'call exit'), []],
  ['a main that ends by a trap', main('li t0, SYS_exit', 'trap'), []],
  ['a trap that comes back', main('li t0, SYS_getpid', 'trap'), ['asm-runs-on [trap]']],
  ['a trap without a number', main('li a0, 1', 'trap', 'ret'), ['asm-call-number [trap]']],
  ['a number on one of two ways', main('beqz a0, 1f', 'li t0, SYS_getpid', '1: trap', 'ret'), []],
  ['a call that loses ra', main('call puts', 'ret'), ['asm-return-address [call puts]']],
  ['a call that loses ra on one way', main('beqz a0, 1f', 'call puts', '1: ret'), ['asm-return-address [call puts]']],
  ['a push without its pop', main('push s0', 'ret'), ['asm-stack-unbalanced [ret]']],
  ['a frame that is not given back', main('addi sp, sp, -8', 'sw ra, 4(sp)', 'call puts', 'lw ra, 4(sp)', 'ret'), ['asm-stack-unbalanced [ret]']],
  ['a saved register that is changed', main('li s1, 3', 'ret'), ['asm-saved-register [li s1, 3]']],
  ['saved registers that are exchanged', main('mv t0, s0', 'mv s0, s1', 'mv s1, t0', 'ret'), ['asm-saved-register [mv s0, s1]', 'asm-saved-register [mv s1, t0]']],
  ['a loop', main('push s0', 'li s0, 3', 'loop: addi s0, s0, -1', 'bnez s0, loop', 'pop s0', 'ret'), []],
  ['a switch of stacks', '.global swtch\nswtch: sw sp, 0(a0)\n  lw sp, 0(a1)\n  lw s0, 4(a1)\n  ret\n', []],
  ['what is privileged', `${main('push ra', 'call f', 'pop ra', 'ret')}f: cli\n  ret\n`, ['asm-privileged [cli] by call f']],
  ['the same in a kernel', '.global f\nf: cli\n  ret\n', []],
  ['a word that is not aligned', `${main('la a0, x', 'lw a0, 2(a0)', 'lbu a1, 1(a0)', 'ret')}.data\nx: .word 1, 2\n`, ['asm-misaligned [lw a0, 2(a0)]']],
  ['a half that is', `${main('lui a0, %hi(x + 2)', 'lh a0, %lo(x + 2)(a0)', 'ret')}.data\nx: .word 1, 2\n`, []],
  ['a label and a macro that nothing uses', `.macro m\n.endm\n.macro n\n.endm\n${main('n', 'ret')}a: b: .word b\n`, ['asm-unused-macro [m]', 'asm-unused-label [a]']],
];

const header = '.equ x, 1\n.macro m\nlocal: nop\n.endm\n';

describe('warnings about assembly', () => {
  for (const [about, text, expected] of cases)
    it(about, () => assert.deepEqual(warnings('main.toy', text), expected));

  it('leave a text alone that others include', () => assert.deepEqual(warnings('macros.toy', header), []));

  it('find nothing in the assembly that comes with the tools', () => {
    for (const path of sources('.toy')) assert.deepEqual(warnings(path, textOf(guest.read(path)!)), [], path);
  });

  it('find nothing in what the compiler makes', () => {
    let functions = 0;
    for (const path of sources('.c').filter(path => path.includes('/kernel/'))) {
      const { assembly } = compile(new SourceFile(path, textOf(guest.read(path)!)), {
        files: hostFiles,
        includePaths: ['guest/include'],
      });
      // Without its lines, so that each instruction has a place of its own.
      const text = assembly.replace(/^\s*\.(loc|file)\b.*$/gm, '');
      functions += text.split('.cfi_startproc').length - 1;
      const found = warnings(path, text).filter(warning => !warning.startsWith('asm-unused-label'));
      assert.deepEqual(found, [], path);
    }
    assert.ok(functions > 100, String(functions));
  });
});
