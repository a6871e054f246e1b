/** What the compiler says: `diagnostics/*.c` name every error and warning in a comment on the line it belongs to. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/source';
import { compileText } from '../support/bare';

/** Each with what is told of it: all, or what is not a matter of taste. */
const folders: readonly (readonly [string, readonly string[]])[] = [
  ['diagnostics', ['no-all', 'no-extra']],
  ['warnings', []],
];

interface Expected {
  readonly line: number;
  readonly severity: string;
  readonly message: string;
}

/** `// error: part of the message`, several on a line if it has several. */
function expectedIn(text: string): Expected[] {
  return text.split('\n').flatMap((content, line) =>
    [...content.matchAll(/\/\/ (error|warning): (.*?)(?= \/\/ |$)/g)].map(([, severity, message]) => ({
      line: line + 1,
      severity: severity!,
      message: message!,
    })),
  );
}

function lineOf({ span }: Diagnostic): number {
  return span!.file.position(span!.start).line + 1;
}

function check(path: string, warnings: readonly string[]): void {
  const text = readFileSync(path, 'utf8');
  const { diagnostics, assembly } = compileText(text, path, [], warnings);
  const unexpected = diagnostics.map(each => ({
    line: lineOf(each),
    severity: each.severity,
    message: each.message,
  }));
  const missing: Expected[] = [];
  for (const expected of expectedIn(text)) {
    const index = unexpected.findIndex(
      ({ line, severity, message }) =>
        line === expected.line && severity === expected.severity && message.includes(expected.message),
    );
    if (index < 0) missing.push(expected);
    else unexpected.splice(index, 1);
  }
  assert.deepEqual({ missing, unexpected }, { missing: [], unexpected: [] });
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  assert.equal(assembly === '', failed);
}

describe('diagnostics of the compiler', () => {
  for (const [folder, warnings] of folders)
    for (const name of readdirSync(join(__dirname, folder)))
      it(`${folder}/${name}`, () => check(join(__dirname, folder, name), warnings));

  const asking = (kind: string) => `int ask(const char *text, ...) __attribute__((format(${kind}, 1, 2)));`;
  const hints: readonly (readonly [string, string])[] = [
    ['int counter; int f(void) { return countr; }', "did you mean 'counter'?"],
    ['int twice(int); int f(void) { return twise(2); }', "did you mean 'twice'?"],
    ['struct p { int width; }; int f(struct p p) { return p.widht; }', "did you mean 'width'?"],
    ['typedef unsigned uint; unit x;', "did you mean 'uint'?"],
    ['struct point { int x; }; int f(void) { point p; return 0; }', "write 'struct point'"],
    ['struct p { int x; }; int f(struct p *p) { return p.x; }', 'write -> instead of .'],
    ['struct p { int x; }; int f(struct p p) { return p->x; }', 'write . instead of ->'],
    ['int f(int a) { if (a = 3) return 1; return 0; }', 'write == to compare'],
    ['int f(int a) { retrun a; }', "did you mean 'return'?"],
    ['itn x;', "did you mean 'int'?"],
    ['int f(void) { return printf("x"); }', "write '#include <stdio.h>' at the top"],
    ['#include <stdoi.h>\n', 'did you mean <stdio.h>?'],
    ["char *s = 'text';", 'double quotes'],
    ['char c = "a";', 'single quotes'],
    ['void f(void) { char s[4]; s = "abc"; }', 'strcpy'],
    ['int a = 08;', 'did you mean 8?'],
    ['string s;', "a text is a 'char *'"],
    ['int f(void) { goto ened; end: return 0; }', "did you mean 'end'?"],
    [`${asking('printf')} void f(int i) { ask("%s", i); }`, "%d prints an 'int'"],
    [`${asking('printf')} void f(unsigned long i) { ask("%d", i); }`, "%lu prints an 'unsigned long'"],
    [`${asking('printf')} void f(char *s) { ask("%d", s); }`, "%s prints a 'char *'"],
    [`${asking('scanf')} void f(int i) { ask("%d", i); }`, 'put & before it'],
  ];
  for (const [text, hint] of hints) {
    it(`hints: ${hint}`, () => {
      const [first] = compileText(text).diagnostics;
      assert.ok(first?.hint?.includes(hint), `${first?.message}: ${first?.hint}`);
    });
  }

  it('tells the warnings of a function in the order of its lines', () => {
    const { diagnostics } = compileText(
      'void f(void) {\n  int i = 4;\n  0;\n}\nvoid g(void) {\n  1;\n  int k;\n}',
    );
    assert.deepEqual(
      diagnostics.map(({ span }) => span?.file.position(span.start).line),
      [1, 2, 5, 6],
    );
  });

  it('points to the earlier declaration', () => {
    const [first] = compileText('int f(int a);\nint g(void) { return f(1, 2); }').diagnostics;
    assert.deepEqual(
      first?.related?.map(({ span, message }) => [span.start, message]),
      [[4, "'f' is declared here"]],
    );
  });

  it('points to the brace that has no partner', () => {
    const lines = ['int f(int a) {', '  if (a) {', '    a = 3;', '  return a;', '}', ''];
    for (const [after, code] of [
      ['', 'c-unclosed-block'],
      ['int g(void) { return 1; }\n', 'c-function-in-function'],
    ] as const) {
      const { diagnostics } = compileText(lines.join('\n') + after);
      assert.deepEqual(
        diagnostics.map(each => [each.code, each.related?.[0]?.span.start]),
        [[code, 'int f(int a) {\n  if (a) '.length]],
      );
    }
  });

  it('refuses what is nested too deeply', () => {
    const deep = (open: string, close: string, middle: string): string =>
      `int f(int a) { return ${open.repeat(3000)}${middle}${close.repeat(3000)}; }`;
    const texts = [
      deep('(', ')', 'a'),
      deep('-', '', 'a'),
      deep('a + (', ')', 'a'),
      deep('a ? a : ', '', 'a'),
      deep('a = ', '', 'a'),
      deep('a[', ']', 'a'),
      deep('f(', ')', 'a'),
      deep('a + ', '', 'a'),
      deep('(int)', '', 'a'),
      deep('sizeof ', '', 'a'),
      `void f(void) { ${'{'.repeat(3000)}${'}'.repeat(3000)} }`,
      `void f(int a) { ${'if (a) '.repeat(3000)}; }`,
      `int ${'('.repeat(3000)}a${')'.repeat(3000)};`,
      `int ${'*'.repeat(100000)}a;`,
      `int a${'[1]'.repeat(3000)};`,
      `int a${'(int '.repeat(3000)}${')'.repeat(3000)};`,
      `int a = ${'{'.repeat(3000)}1${'}'.repeat(3000)};`,
      `${'struct { '.repeat(3000)}int a;${'};'.repeat(3000)}`,
    ];
    for (const text of texts) {
      const { diagnostics } = compileText(text);
      assert.ok(
        diagnostics.some(({ severity }) => severity === 'error'),
        text.slice(0, 60),
      );
    }
  });
});
