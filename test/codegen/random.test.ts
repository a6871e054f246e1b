/**
 * Random programs: what they print under gcc and on the machine must be the same. `RANDOM_C=1000` runs more of
 * them, `RANDOM_C_SEED=5000` other ones; a program that fails is made small first.
 */
import assert from 'node:assert/strict';
import { difference, gccOutput, isDefined, ourOutput } from '../support/judge-c';
import { judgedBy } from '../support/judges';
import { randomProgram } from '../support/random-c';
import { reduceProgram } from '../support/reduce-c';

const count = Number(process.env['RANDOM_C'] ?? 8);
const first = Number(process.env['RANDOM_C_SEED'] ?? 1);

function fails(text: string): boolean {
  const optimised = gccOutput(text);
  if (optimised.problem !== undefined || difference(ourOutput(text), optimised.output) === undefined)
    return false;
  return isDefined(text, optimised.output);
}

function check(seed: number): void {
  const text = randomProgram(seed);
  const judge = gccOutput(text);
  if (judge.problem?.includes('internal compiler error')) return;
  assert.equal(judge.problem, undefined, `seed ${seed}: ${judge.problem}`);
  const differs = difference(ourOutput(text), judge.output);
  if (differs === undefined) return;
  assert.fail(`seed ${seed}: ${differs}\n${fails(text) ? reduceProgram(text, fails) : text}`);
}

describe('random C programs', () => {
  for (let seed = first; seed < first + count; seed++)
    // A program that fails is made small, which takes minutes.
    judgedBy('gcc', `print the same under gcc and on Toy32: seed ${seed}`, () => check(seed)).timeout(
      600_000,
    );
});
