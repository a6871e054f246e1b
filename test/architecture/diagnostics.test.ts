/** Every diagnostic comes from a row of a table, and every row is raised somewhere in the tests. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ruleTables } from '../../scripts/generate/diagnostics';
import { assemble, lint, parse } from '../../src/assembler';
import { analyse } from '../../src/c';
import { buildProgram } from '../../src/boot';
import { compile } from '../../src/codegen';
import { writeElf } from '../../src/image';
import { type Diagnostic, type Rule, SourceFile } from '../../src/source';
import { assembleText, hostFiles, linkBare, standardOf } from '../support/bare';
import { guest } from '../support/guest';

const root = join(__dirname, '../..');
const rows: readonly (readonly [string, Rule])[] = ruleTables.flatMap(({ rules }) => Object.entries(rules));

/** Rows that no case raises, and why. */
const unraised: Readonly<Record<string, string>> = {
  'c-too-deep': 'depends on the size of the stack of the engine',
  'asm-platform-constant': 'a name of the platform that a source defines itself is its own in another pass',
  'c-escape-end': 'a literal that ends with a backslash has been reported as not closed before',
};

function textsBelow(folder: string, ending: RegExp): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return textsBelow(path, ending);
    return ending.test(path) ? [{ path, text: readFileSync(path, 'utf8') }] : [];
  });
}

function check(path: string, text: string): readonly Diagnostic[] {
  const includePaths = ['test/c/preprocessor-cases/include', 'guest/include'].map(each => join(root, each));
  return compile(new SourceFile(path, text), { files: hostFiles, includePaths, standard: standardOf(path) })
    .diagnostics;
}

/** `== code` and a text that raises it. */
const casesIn = (name: string) =>
  readFileSync(join(root, 'test/diagnostics', name), 'utf8')
    .split(/^== /m)
    .slice(1)
    .map(each => [each.slice(0, each.indexOf('\n')), each.slice(each.indexOf('\n') + 1)] as const);

const cases: readonly (readonly [string, string])[] = [
  ...casesIn('c.cases'),
  ['c-too-many-operands', `int a = 1${'+1'.repeat(2000)};`],
  ['c-too-many-operators', `int f(int *a) { return a${'[0]'.repeat(2000)}; }`],
  ['c-string-runaway', `#define s(x) #x\n#define t(x) s(x x)\n${'t('.repeat(30)}""${')'.repeat(30)}`],
];
const assemblyCases: readonly (readonly [string, string])[] = [
  ...casesIn('assembly.cases'),
  ['asm-expression-nesting', `.word ${'('.repeat(2000)}1${')'.repeat(2000)}`],
  ['asm-expression-length', `.word 1${' + 1'.repeat(50_000)}`],
  ['asm-block-nesting', `${'.if 1\n'.repeat(2000)}${'.endif\n'.repeat(2000)}`],
  ['asm-target-range', 'j far\n.zero 0x2000000\nfar: nop'],
  [
    'asm-constant-chain',
    `.word a0000\n${Array.from({ length: 5000 }, (_, at) => `c${at} = c${at + 1}`).join('\n')}\nc5000 = 1\n.word c0`,
  ],
];

/** The longest part of a sentence without a value: what a test that expects the message has in it. */
function core({ sentence }: Rule): string {
  return sentence.split(/\$\{\w+\}/).reduce((best, part) => (part.length > best.length ? part : best));
}

/** What tests expect in their own words, without the backslashes of strings and patterns. */
const expected = ['assembler', 'linker', 'boot', 'cli', 'dap', 'debugger', 'c']
  .flatMap(room => textsBelow(join(root, 'test', room), /\.[a-z]+$/))
  .map(({ text }) => text.replaceAll('\\', ''))
  .join('\n');

describe('the rules of diagnostics', () => {
  it('have codes that say which tool speaks, each once', () => {
    const codes = rows.map(([code]) => code);
    assert.deepEqual(
      codes.filter((code, at) => codes.indexOf(code) !== at),
      [],
    );
    for (const code of codes) assert.match(code, /^(c|asm|link|build)(-[a-z\d]+)+$/);
  });

  it('are sentences without a full stop', () => {
    for (const [code, { sentence }] of rows) assert.doesNotMatch(sentence, /[^.]\.$|\n/, code);
  });

  it('are said somewhere', () => {
    const sources = textsBelow(join(root, 'src'), /(?<!rules)\.ts$/)
      .map(({ text }) => text)
      .join('\n');
    assert.deepEqual(
      rows.map(([code]) => code).filter(code => !sources.includes(`'${code}'`)),
      [],
    );
  });

  for (const [code, text] of cases)
    it(`raise ${code}`, () => {
      const codes = check('case.c', text).map(each => each.code);
      assert.ok(codes.includes(code), `${codes.join(' ')} for ${text}`);
    });

  for (const [code, text] of assemblyCases)
    it(`raise ${code}`, () => {
      const tree = parse(new SourceFile('case.toy', text));
      const { object, diagnostics } = assemble(tree.file, { files: hostFiles, tree });
      const codes = [...diagnostics, ...lint(tree, object)].map(each => each.code);
      assert.ok(codes.includes(code), codes.join(' '));
    });

  it('raise build-not-a-program', () => {
    const kernel = writeElf(linkBare([assembleText('.global main\nmain: ret', 'main.toy')]));
    const { diagnostics } = buildProgram({
      parts: ['k'],
      files: { read: () => kernel, list: () => [] },
      guest,
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['build-not-a-program'],
    );
  });

  it('are all raised by a test, or listed with the reason', () => {
    const folders = ['test/c/diagnostics', 'test/c/warnings', 'test/c/preprocessor-cases'].map(each =>
      join(root, each),
    );
    const found = folders.flatMap(folder => textsBelow(folder, /\.c$/));
    const raised = new Set(found.flatMap(({ path, text }) => check(path, text)).map(({ code }) => code));
    for (const [code] of cases) raised.add(code);
    for (const [code] of assemblyCases) raised.add(code);
    raised.add('build-not-a-program');
    const missing = rows.filter(
      ([code, rule]) => !raised.has(code) && !expected.includes(core(rule).trim().replaceAll('\\', '')),
    );
    assert.deepEqual(missing.map(([code]) => code).sort(), Object.keys(unraised).sort());
  });

  it('show the editor all that the compiler says about the language', () => {
    const onlyCompiled = new Set(['c-asm-registers', 'c-asm-clobber', 'c-asm-frame', 'c-object-too-large']);
    for (const [code, text] of cases) {
      const { diagnostics } = analyse(new SourceFile('case.c', text), { files: hostFiles });
      const codes = diagnostics.map(each => each.code);
      assert.equal(codes.includes(code), !onlyCompiled.has(code), code);
    }
  });
});
