import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/bare';
import { assertGolden } from '../support/golden';
import { gccOutput } from '../support/judge-c';
import { judgedBy } from '../support/judges';

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

    judgedBy('gcc', `print the same under gcc: ${name}`, () => {
      const { output, problem } = gccOutput(text, ['-O1', '-w', `-I${folder}`]) as {
        output: string;
        problem?: string;
      };
      assert.equal(problem, undefined);
      assertGolden(golden, output, 'latin1');
    });
  }
});
