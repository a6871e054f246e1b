/** Which registers a function's variables live in. */
import assert from 'node:assert/strict';
import { compile } from '../../src/codegen';
import { registers, roles } from '../../src/isa';
import { SourceFile } from '../../src/source';
import { hostFiles } from '../support/bare';

const nameOf = (register: number) => registers.find(({ number }) => number === register)!.name;

describe('homes of variables', () => {
  it('are all registers that calls keep, where variables live across calls', () => {
    const text = `int f(int);
      int sum(int a, int b, int c) { return f(a) + f(b) + f(c) + f(a) * f(b) * f(c) + a + b + c; }`;
    const { assembly, diagnostics } = compile(new SourceFile('homes.c', text), { files: hostFiles });
    assert.deepEqual(diagnostics, []);
    for (const name of roles.saved.map(nameOf)) {
      assert.match(assembly, new RegExp(`\\bmv\\s+${name}, a[0-2]\\b`), name);
      assert.match(assembly, new RegExp(`\\bmv\\s+a0, ${name}\\b`), name);
    }
  });
});
