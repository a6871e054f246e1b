/** Texts that nobody writes by hand: all that they cost is bounded, and what is C is compiled. */
import assert from 'node:assert/strict';
import { textOf } from '../../src/source';
import { compileText, runProgram } from '../support/bare';

const many = <T>(count: number, each: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => each(at));

const messages = (text: string): string[] => compileText(text).diagnostics.map(({ message }) => message);

function leaves(status: number, text: string): void {
  assert.deepEqual(runProgram(text).stop, { reason: 'off', status });
}

describe('texts of machines', () => {
  it('a chain of 10,000 else if', () => {
    const chain = many(10_000, at => `if (x == ${at}) return ${at % 100};`).join('\nelse ');
    leaves(99, `int f(int x) { ${chain} return 100; } int main(void) { return f(9999); }`);
  });

  it('10,000 names that nobody declares', () => {
    const found = messages(`void f(void) {\n${many(10_000, at => `name${at}_ = 1;`).join('\n')}\n}`);
    assert.equal(found.length, 10_000);
  });

  it('50,000 cases, of which one is there twice', () => {
    const cases = many(50_000, at => `case ${at * 3}: return ${at % 100};`).join('\n');
    const text = (more: string) => `int f(int x) { switch (x) {\n${cases}\n${more} } return 0; }`;
    assert.deepEqual(messages(text('')), []);
    assert.deepEqual(messages(text('case 6: ; case 7 ... 9:')), [
      'case 6 appears twice in this switch',
      'case 7 appears twice in this switch',
    ]);
  });

  it('bytes that are no UTF-8', () => {
    const bytes = Buffer.from(
      'int main(void) { return (unsigned char)"a\xe9"[1] - \'\xe9\' - 256 + "\xff"[1]; }',
      'latin1',
    );
    leaves(0, textOf(bytes));
  });

  it('a call with 20,000 arguments', () => {
    const list = many(20_000, at => at % 7).join();
    const parameters = many(20_000, at => `int p${at}`).join();
    leaves(2, `int f(${parameters}) { return p19999 + p3; } int main(void) { return f(${list}) - 1; }`);
  });

  it('a struct of 256 KiB by value, in registers and on the stack', () => {
    const text = `struct s { char bytes[262144]; } s;
      int f(int a, struct s s, int b) { return s.bytes[262143] + s.bytes[7] + a + b; }
      struct s g(struct s s) { s.bytes[9]++; return s; }
      int main(void) { s.bytes[262143] = 5; s.bytes[7] = 6; s = g(s); return f(1, s, 2) + s.bytes[9]; }`;
    leaves(15, text);
    const { assembly } = compileText(text);
    assert.ok(assembly.split('\n').length < 500, `${assembly.split('\n').length} lines`);
  });
});
