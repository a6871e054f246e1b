/** The index of names: `names/*.c` mark names by number, and `.expected` says what each thing in them is, and where. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, type Entity, analyse } from '../../src/c';
import type { Expression } from '../../src/c/ast';
import { printType } from '../../src/image';
import { MemoryFiles, SourceFile } from '../../src/source';
import { hostFiles } from '../support/bare';
import { checkAnalysis, remembering } from './index-judge';

const root = join(__dirname, '../..');
const folder = join(__dirname, 'names');
const files = remembering(hostFiles);

function analyseText(text: string, path = 'main.c', others: Readonly<Record<string, string>> = {}): Analysis {
  const bytes = Object.entries(others).map(([name, each]) => [name, new TextEncoder().encode(each)] as const);
  return analyse(new SourceFile(path, text), { files: new MemoryFiles(new Map(bytes)) });
}

/** The number before a name, or its line where it has none. */
function markerAt(text: string, offset: number): string {
  const marker = /\/\*(\d+)\*\/$/.exec(text.slice(Math.max(0, offset - 8), offset));
  return marker ? marker[1]! : `line ${text.slice(0, offset).split('\n').length}`;
}

/** `variable count 'int': 1 definition, 2 use`, for a thing of which a place is marked. */
function describeEntity({ kind, name, type, mentions }: Entity, { path, text }: SourceFile): string[] {
  if (mentions[0]?.span.file.path !== path) return [];
  const places = mentions.map(({ span, role }) => `${markerAt(text, span.start)} ${role}`);
  if (!places.some(place => /^\d/.test(place))) return [];
  const typed = type && kind !== 'struct' && kind !== 'enum' ? ` '${printType(type)}'` : '';
  return [`${kind} ${name}${typed}: ${places.join(', ')}`];
}

/** A text with `|` as the cursor. */
function withCursor(marked: string): { analysis: Analysis; offset: number } {
  const offset = marked.indexOf('|');
  return { analysis: analyseText(marked.replace('|', '')), offset };
}

describe('the index of names', () => {
  for (const name of readdirSync(folder).filter(each => each.endsWith('.c')))
    it(name, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const file = new SourceFile(name, text);
      const analysis = analyseText(text, name);
      checkAnalysis(analysis);
      const found = analysis.index.tables.entities.flatMap(entity => describeEntity(entity, file));
      const expected = join(folder, name.replace('.c', '.expected'));
      if (process.env['UPDATE_GOLDEN']) writeFileSync(expected, `${found.join('\n')}\n`);
      assert.equal(`${found.join('\n')}\n`, readFileSync(expected, 'utf8'));
    });

  const visible: readonly (readonly [string, string])[] = [
    ['int a; void f(int b) { int c; { int d; } | int e; } int g;', 'b c a f'],
    ['int a; void f(int b) { int c; { int d; | } int e; } int g;', 'd b c a f'],
    ['int a; void f(char a) { | }', 'a f'],
    ['struct a { int b; }; enum c { D }; |', 'a c D'],
    ['void f(void) { for (int i = 0; i < 3; i++) { | } }', 'i f'],
    ['void f(void) { int a = 1; if (a) { int b; |', 'b a f'],
  ];
  for (const [marked, names] of visible)
    it(`sees ${names} in ${marked}`, () => {
      const { analysis, offset } = withCursor(marked);
      const found = analysis.index.visibleAt('main.c', offset).map(({ name }) => name);
      assert.equal(found.join(' '), names);
    });

  const types: readonly (readonly [string, string])[] = [
    ['struct s { int a[3]; }; int f(struct s *p) { return p->|a[1]; }', 'int [3]'],
    ['struct s { int a[3]; }; int f(struct s *p) { return |p->a[1]; }', 'struct s *'],
    ['int f(long long n) { return (n + |1) > 2; }', 'int'],
    ['int f(long long n) { return (n |+ 1) > 2; }', 'long long'],
    ['char *g(void); int f(void) { return *g(|); }', 'char *'],
  ];
  for (const [marked, type] of types)
    it(`finds '${type}' in ${marked}`, () => {
      const { analysis, offset } = withCursor(marked);
      assert.equal(printType(analysis.index.expressionAt('main.c', offset)!.type), type);
    });

  it('knows which macros are defined where, and what they become', () => {
    const text = '#define A 1\n#define B(x) (x + A)\nint b = B(2);\n#undef A\n#if A\nint c;\n#endif\n';
    const { index } = analyseText(text);
    const at = (offset: number) =>
      index
        .macrosAt('main.c', offset)
        .filter(({ mentions }) => mentions[0]!.span.file.path === 'main.c')
        .map(({ name }) => name)
        .join(' ');
    assert.deepEqual([at(0), at(20), at(text.indexOf('int b')), at(text.length)], ['', 'A', 'A B', 'B']);
    const shown = index.tables.expansions.map(({ entity, extent, parameters, text: expanded }) => [
      entity.name,
      text.slice(extent.start, extent.end),
      parameters.map(each => each && text.slice(each.start, each.end)).join(),
      expanded(),
    ]);
    assert.deepEqual(shown, [
      ['B', 'B(2)', '2', '(2 + A)'],
      ['A', 'B', '', '1'],
    ]);
    assert.deepEqual(
      index.tables.inactive.map(({ start, end }) => text.slice(start, end)),
      ['int c;\n'],
    );
  });

  it('follows headers, found or not', () => {
    const text = '#include "a.h"\n#include <gone.h>\nint b = shared;\n';
    const { index } = analyseText(text, 'main.c', { 'a.h': 'extern int shared;\n' });
    assert.deepEqual(
      index.tables.inclusions.map(({ name, file, span }) => [
        name,
        file?.path,
        text.slice(span.start, span.end),
      ]),
      [
        ['a.h', 'a.h', '"a.h"'],
        ['gone.h', undefined, '<gone.h>'],
      ],
    );
    const [shared] = index.at('main.c', text.indexOf('shared'));
    assert.deepEqual(
      index.definitions(shared!.entity).map(({ span }) => [span.file.path, span.start]),
      [['a.h', 11]],
    );
  });

  it('gives functions and structs their extent, and says in which function a name stands', () => {
    const text = 'struct s { int a; };\nstatic int f(void) { return 1; }\nint g(void) { return f(); }\n';
    const { index } = analyseText(text);
    const extents = index.tables.entities.flatMap(({ extent }) =>
      extent && extent.file.path === 'main.c' ? [text.slice(extent.start, extent.end)] : [],
    );
    assert.deepEqual(extents, [
      'struct s { int a; }',
      'static int f(void) { return 1; }',
      'int g(void) { return f(); }',
    ]);
    const [use] = index.at('main.c', text.lastIndexOf('f()'));
    assert.equal(use!.scope?.owner?.name, 'g');
  });
});

describe('an expression that breaks off', () => {
  const declared = 'struct s { int x; struct s *next; }; int f(int, int); void g(struct s *p, struct s v) {';
  const cases: readonly (readonly [string, string])[] = [
    ['p->', 'member -> of struct s *'],
    ['p->;', 'member -> of struct s *'],
    ['v.', 'member . of struct s'],
    ['p->next->', 'member -> of struct s *'],
    ['int a = p->\n return;', 'member -> of struct s *'],
    ['if (p->) return;', 'member -> of struct s *'],
    ['f(p->', 'call f with (member -> of struct s *)'],
    ['f(1, ', 'call f with int'],
    ['f(1, v.x', 'call f with int, int'],
    ['f(', 'call f with nothing'],
    ['int a[3]; a[p->] = 1;', 'member -> of struct s *'],
  ];

  function describeBroken(node: Expression): string | undefined {
    if (node.kind !== 'error' || !node.broken) return undefined;
    const { broken } = node;
    if (broken.kind === 'member')
      return `member ${broken.arrow ? '->' : '.'} of ${printType(broken.object.type)}`;
    const name = broken.callee.kind === 'variable' ? broken.callee.symbol.name : '?';
    const given = broken.parameters.map(each => {
      const inner = describeBroken(each);
      return inner ? `(${inner})` : printType(each.type);
    });
    return `call ${name} with ${given.join(', ') || 'nothing'}`;
  }

  for (const [text, expected] of cases)
    it(`keeps ${expected} of ${JSON.stringify(text)}`, () => {
      const analysis = analyseText(`${declared} ${text}\n}\nint after(void) { return f(1, 2); }\n`);
      checkAnalysis(analysis);
      const found = analysis.index.tables.expressions.flatMap(node => describeBroken(node) ?? []);
      assert.equal(found.at(-1), expected);
      assert.ok(analysis.tree.functions.find(({ name }) => name === 'after')?.body);
    });

  it('stays in the tree as a statement', () => {
    const { tree } = analyseText(`${declared} p->\n}\n`);
    const body = tree.functions.find(({ name }) => name === 'g')!.body!;
    assert.deepEqual(
      body.block.statements.map(each => each.kind === 'expression' && describeBroken(each.value)),
      ['member -> of struct s *'],
    );
  });

  it('costs a macro call without its end only its own line', () => {
    const { index } = analyseText(
      '#define M(a, b) (a + b)\nint x = M(1,\nint y;\nint z(void) { return y; }\n',
    );
    const names = index.tables.entities.map(({ name }) => name);
    for (const name of ['M', 'y', 'z']) assert.ok(names.includes(name), name);
  });
});

describe('a text that nests too deeply', () => {
  it('is reported, and keeps an index', () => {
    const chain = Array(200)
      .fill(`(${'a+'.repeat(900)}`)
      .join('');
    const analysis = analyseText(`int a;\nint f(void) { return ${chain}a${')'.repeat(200)}; }\n`);
    checkAnalysis(analysis);
    assert.ok(
      analysis.diagnostics.some(({ severity }) => severity === 'error') || analysis.tree.functions[0],
    );
  });
});

describe('a text cut anywhere', () => {
  const paths = ['guest/kernel/exec.c', 'guest/lib/stdio/printf.c', 'examples/pipe.c'];
  for (const path of paths)
    it(`is understood as far as it goes: ${path}`, () => {
      const text = readFileSync(join(root, path), 'utf8');
      const includePaths = ['guest/include', 'guest/kernel'].map(each => join(root, each));
      for (let end = 0; end <= text.length; end += 211)
        checkAnalysis(analyse(new SourceFile(join(root, path), text.slice(0, end)), { files, includePaths }));
    });
});
