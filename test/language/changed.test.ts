/** An assembly source that is changed line by line: what is kept of the version before must be what a fresh look finds. */
import assert from 'node:assert/strict';
import { LintMemory, type Tree, assemble, lint, parse, reparse } from '../../src/assembler';
import { SourceFile, formatDiagnostic, hasErrors } from '../../src/source';
import { random } from '../assembler/random';
import { workspaceOf } from './support';

const lines = [
  'push ra', 'pop ra', 'call puts', 'call first', 'call second', 'ret', 'cli', 'nop',
  'li s1, 3', 'mv s0, a0', 'addi sp, sp, -8', 'addi sp, sp, 8', 'li t0, SYS_getpid', 'trap',
  'la a0, x', 'lw a0, 2(a0)', 'lw a1, y(a0)', 'li a1, size', 'beqz a0, 1f', '1:', '1: nop', 'j 1b',
  'j second', 'j inner', 'inner: nop', 'unused: nop', '.type third, function', '.global third',
  'third: sw ra, 4(sp)', 'first: nop', 'second: nop', 'm a0', '.word inner', '.byte 1', '.align 4', 'addi a0, a0, 99999',
  '.data', '.text', '.bss', '.equ y, 4', '.asciz "inner"', '.rept 2', '.endr', '/*', '*/',
]; // prettier-ignore

const start = `.macro m reg
  mv \\reg, zero
.endm
.equ size, 12
.data
x: .word 1, 2
.text
.global main
main:
${['push ra', 'call first', 'call second', 'pop ra', 'ret', 'first:', 'nop', 'ret', 'second:', 'li s2, 1', 'ret'].join('\n')}
`;

const cases: readonly (readonly [about: string, text: string, replaced: string, by: string])[] = [
  ['an error that only shows at the end', 'main: j 8\n# a\n ret\n', '# a', '# b'],
  ['a jump to what is a function no more', '.global main\nmain: j g\n nop\n.type g, function\ng: li s1, 1\nh: ret\n', 'g, f', 'h, f'],
  ['a place that is moved', '.global f, main\nf: ret\nmain: la a0, x\n lw a1, 2(a0)\n ret\nx: .word 1\n', 'f: ret', 'f: nop\n ret'],
  ['a place elsewhere that is moved', '.global main\nmain: la a0, x\n lw a1, 2(a0)\n ret\n.data\nx: .word 1\n', 'x:', '.word 1\nx:'],
  ['a function that gets another name', 'main: nop\n.type f, function\nf: ret\n', 'f, function\nf', 'g, function\ng'],
  ['a name that is used no more', 'main: j a\na: ret\n', 'j a', 'nop'],
]; // prettier-ignore

describe('assembly that is changed', () => {
  for (const [about, text, replaced, by] of cases)
    it(about, () => {
      const memory = new LintMemory();
      let tree = parse(new SourceFile('main.toy', text));
      told(tree, memory);
      const file = new SourceFile('main.toy', text.replace(replaced, by));
      tree = reparse(tree, file);
      assert.deepEqual(told(tree, memory), told(parse(file), new LintMemory()));
    });

  it('gives the object and the warnings of a fresh reading', () => {
    let looked = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const next = random(seed);
      const below = (count: number) => Math.floor(next() * count);
      const text = start.split('\n');
      const memory = new LintMemory();
      let tree: Tree | undefined;
      for (let change = 0; change < 30; change++) {
        const file = new SourceFile('main.toy', text.join('\n'));
        tree = tree ? reparse(tree, file) : parse(file);
        const now = told(tree, memory);
        assert.deepEqual(
          now,
          told(parse(file), new LintMemory()),
          `seed ${seed}, change ${change}\n${file.text}`,
        );
        if (now.warnings) looked++;
        // What makes errors is taken out again: warnings are for what has none.
        const at = below(text.length);
        if (next() < 0.3 && text.length > 8) text.splice(at, 1);
        else {
          const before = [...text];
          text.splice(at, next() < 0.5 ? 1 : 0, lines[below(lines.length)] ?? '');
          const tried = new SourceFile('main.toy', text.join('\n'));
          if (next() < 0.8 && hasErrors(assemble(tried, workspaceOf()).diagnostics))
            text.splice(0, Infinity, ...before);
        }
      }
    }
    assert.ok(looked > 150, `only ${looked} versions had no errors`);
  });
});

function told(tree: Tree, memory: LintMemory) {
  const { object, diagnostics } = assemble(tree.file, { ...workspaceOf(), tree });
  const warnings = hasErrors(diagnostics)
    ? undefined
    : lint(tree, object, [], memory).map(each => formatDiagnostic(each));
  return {
    sections: object.sections.map(({ bytes }) => [...bytes].join()),
    errors: diagnostics.map(each => formatDiagnostic(each)),
    warnings,
  };
}
