import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterValue, numberValue, stringBytes } from '../../src/c/literals';
import { preprocess } from '../../src/c/preprocessor';
import type { Token } from '../../src/c/token';
import { MemoryFiles, SourceFile, type Span } from '../../src/source';
import { Random } from '../support/random';

const folder = join(__dirname, 'preprocessor-cases');
const texts = readdirSync(folder)
  .filter(name => name.endsWith('.c'))
  .map(name => readFileSync(join(folder, name), 'utf8'));

const snippets = [
  ...[
    '"',
    "'",
    '\\',
    '\\\n',
    '\\ \r\n',
    '\r',
    '\n',
    '/*',
    '*/',
    '//',
    '#',
    '##',
    '(',
    ')',
    ',',
    '\0',
    '\ud800',
    'é',
  ],
  ...[
    '\n#define f(x) f(x) x\n',
    '\n#include "self.c"\n',
    '\n#if ',
    '\n#endif\n',
    '\n#else\n',
    '__VA_ARGS__',
    'f(f(',
  ],
];

/** A case with parts cut out, doubled or replaced by what is likely to hurt. */
function broken(random: Random): string {
  let text = random.pick(texts);
  for (let change = random.below(12); change >= 0; change--) {
    const start = random.below(text.length + 1);
    const end = Math.min(text.length, start + random.below(random.pick([2, 30, 400])));
    const middle = random.pick([
      () => '',
      () => random.pick(snippets),
      () => text.slice(start, end).repeat(2),
    ])();
    text = text.slice(0, start) + middle + text.slice(end);
  }
  return text;
}

function run(text: string): ReturnType<typeof preprocess> {
  const files = new MemoryFiles(new Map([['self.c', new TextEncoder().encode(text)]]));
  return preprocess(new SourceFile('main.c', text), { files });
}

function checkSpan({ file, start, end }: Span): void {
  assert.ok(0 <= start && start <= end && end <= file.text.length, `${start}–${end} of ${file.path}`);
}

function checkToken(token: Token): void {
  checkSpan(token.span);
  if (token.spelled) checkSpan(token.spelled);
  if (token.kind === 'number') numberValue(token);
  if (token.kind === 'character') characterValue(token);
  if (token.kind === 'string') stringBytes(token);
}

function check(text: string): void {
  const { tokens, diagnostics } = run(text);
  assert.equal(tokens.at(-1)?.kind, 'end');
  tokens.forEach(checkToken);
  for (const { span, related = [] } of diagnostics) {
    assert.ok(span);
    for (const place of [span, ...related.map(other => other.span)]) checkSpan(place);
  }
}

describe('the preprocessor, whatever it reads', () => {
  it('gives tokens and diagnostics for broken sources', function () {
    for (let seed = 1; seed <= Number(process.env['FUZZ'] ?? 150); seed++) {
      const text = broken(new Random(seed));
      try {
        check(text);
      } catch (error) {
        throw new Error(`seed ${seed}: ${text}`, { cause: error });
      }
    }
  });

  const doubling = [...'abcdefghijklmnopqrstuvwxyz'].map(
    (name, at, all) => `#define ${name} ${all[at + 1]} ${all[at + 1]}\n`,
  );
  const runaways: readonly [string, string, RegExp][] = [
    ['a macro that doubles and doubles', `${doubling.join('')}a`, /expands to too much$/],
    [
      'deep arguments',
      `#define f(x) x\n${'f('.repeat(5000)}${')'.repeat(5000)}`,
      /^macro calls nest too deeply here$/,
    ],
    ['a deep condition', `#if ${'('.repeat(50_000)}\n#endif`, /^this condition nests too deeply$/],
    [
      'a string that grows',
      '#define s(x) #x\n#define t(x) s(x x)\n' + 't('.repeat(30) + '""' + ')'.repeat(30),
      /too long|too much/,
    ],
    [
      'a header that includes itself twice',
      '#include "self.c"\n#include "self.c"\n',
      /^self.c is included again and again$/,
    ],
  ];
  for (const [name, text, message] of runaways) {
    it(`stops at ${name}`, () => {
      const { diagnostics } = run(text);
      assert.ok(
        diagnostics.some(diagnostic => message.test(diagnostic.message)),
        JSON.stringify(diagnostics.map(d => d.message)),
      );
      check(text);
    });
  }
});
