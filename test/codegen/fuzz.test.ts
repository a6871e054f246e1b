/** Broken sources: the compiler never throws, and what it accepts the assembler accepts too. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../src/assembler';
import { SourceFile, formatDiagnostic, hasErrors } from '../../src/source';
import { compileText, hostFiles } from '../support/bare';
import { Random } from '../support/random';
import { root } from '../support/guest';

const cases = join(__dirname, 'cases');
const paths = [
  ...readdirSync(cases)
    .filter(name => name.endsWith('.c'))
    .map(name => join(cases, name)),
  join(__dirname, 'assembly.c'),
  join(root, 'guest/kernel/proc.c'),
];

type Tokens = string[];
const sources: readonly Tokens[] = paths.map(path =>
  readFileSync(path, 'utf8').match(/\w+|\s+|"[^"]*"|[^\w\s]/g)!,
);
const allTokens = sources.flat();

/** One change to a text: tokens lost, doubled, swapped, or taken from elsewhere. */
const mutations: readonly ((tokens: Tokens, random: Random) => void)[] = [
  (tokens, random) => tokens.splice(random.below(tokens.length), 1 + random.below(4)),
  (tokens, random) => tokens.splice(random.below(tokens.length), 0, random.pick(allTokens)),
  (tokens, random) => (tokens[random.below(tokens.length)] = random.pick(allTokens)),
  (tokens, random) => {
    const [left, right] = [random.below(tokens.length), random.below(tokens.length)];
    [tokens[left], tokens[right]] = [tokens[right]!, tokens[left]!];
  },
  (tokens, random) => {
    const from = random.below(tokens.length);
    tokens.splice(random.below(tokens.length), 0, ...tokens.slice(from, from + random.below(30)));
  },
  (tokens, random) => (tokens[random.below(tokens.length)] = String(random.below(100_000))),
];

function mutate(seed: number): { path: string; text: string } {
  const random = new Random(seed);
  const which = random.below(paths.length);
  const tokens = [...sources[which]!];
  for (let count = 1 + random.below(4); count > 0; count--) random.pick(mutations)(tokens, random);
  if (random.below(10) === 0) tokens.length = random.below(tokens.length);
  return { path: paths[which]!, text: tokens.join('') };
}

function check(seed: number): void {
  const { path, text } = mutate(seed);
  const { assembly, debug, diagnostics } = compileText(text, path, [cases]);
  const shown = diagnostics.map(each => formatDiagnostic(each));
  assert.equal(assembly === '', hasErrors(diagnostics), shown.join('\n'));
  const assembled = assemble(new SourceFile('fuzz.toy', assembly), { files: hostFiles, debug });
  const refused = assembled.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    refused.map(each => formatDiagnostic(each)),
    [],
    `seed ${seed}`,
  );
}

describe('broken C sources', () => {
  const first = Number(process.env.SEED ?? 1);
  const count = Number(process.env.COUNT ?? 150);
  it(`${count} of them are survived`, function () {
    this.timeout(0);
    for (let seed = first; seed < first + count; seed++) check(seed);
  });
});
