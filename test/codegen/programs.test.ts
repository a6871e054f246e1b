import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/bare';
import { hasGcc } from '../support/gcc';
import { gccOutput } from '../support/judge-c';

const folder = join(__dirname, 'programs');

/** Programs that print by `putchar` alone; the golden output is what gcc makes of them. */
describe('whole programs', () => {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.c'))) {
    const path = join(folder, name);
    const golden = path.replace(/\.c$/, '.expected');
    const text = readFileSync(path, 'utf8');

    it(`print what they must: ${name}`, () => {
      const { stop, output } = runProgram(text, path);
      assert.equal(output, readFileSync(golden, 'latin1'));
      assert.deepEqual(stop, { reason: 'off', status: 0 });
    });

    it(`print the same under gcc: ${name}`, function () {
      if (!hasGcc) return this.skip();
      const { output, problem } = gccOutput(text, ['-O1', '-w', `-I${folder}`]) as {
        output: string;
        problem?: string;
      };
      assert.equal(problem, undefined);
      if (process.env['UPDATE_GOLDEN'] || !existsSync(golden)) writeFileSync(golden, output, 'latin1');
      assert.equal(output, readFileSync(golden, 'latin1'));
    });
  }
});
