import assert from 'node:assert/strict';
import { preprocess } from '../../src/c/preprocessor';
import { MemoryFiles, place, SourceFile, type FileReader } from '../../src/source';

const headers = new MemoryFiles(
  new Map(
    Object.entries({
      'h.h': '#define TWICE(x) ((x) + (x))\n#define ONE 1\nint here = TWICE(ONE);\n',
      'once.h': '#pragma once\nint a;\n',
      'guard.h': '#ifndef G\n#define G\nint b;\n#endif\n',
    }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  ),
);

function run(text: string, files: FileReader = headers, defines?: Record<string, string>) {
  return preprocess(new SourceFile('main.c', text), { files, ...(defines && { defines }) });
}

/** Each token with where the user sees it and, after `<`, where a macro spells it. */
function places(text: string): string[] {
  return run(text)
    .tokens.slice(0, -1)
    .map(token => `${token.text} ${place(token.span)}${token.spelled ? ` < ${place(token.spelled)}` : ''}`);
}

const cases: readonly [string, string, readonly string[]][] = [
  ['plain tokens', 'a +\n  b', ['a main.c:1:1', '+ main.c:1:3', 'b main.c:2:3']],
  ['a splice', 'ab\\\ncd e', ['abcd main.c:1:1', 'e main.c:2:4']],
  ['an object-like macro', '#define N 1\nx N', ['x main.c:2:1', '1 main.c:2:3 < main.c:1:11']],
  [
    'a macro in a macro is seen at the outermost use',
    '#define A 1\n#define B A + A\n B',
    ['1 main.c:3:2 < main.c:1:11', '+ main.c:3:2 < main.c:2:13', '1 main.c:3:2 < main.c:1:11'],
  ],
  [
    'arguments keep their own place',
    '#define F(x) -x\nF(  y)',
    ['- main.c:2:1 < main.c:1:14', 'y main.c:2:5'],
  ],
  [
    'what # and ## make is spelled at the operator',
    '#define S(x) #x x ## 1\nS(y)',
    ['"y" main.c:2:1 < main.c:1:14', 'y1 main.c:2:1 < main.c:1:19'],
  ],
  [
    'a use in a header is seen there',
    '#include "h.h"\nONE',
    [
      'int h.h:3:1',
      'here h.h:3:5',
      '= h.h:3:10',
      '( h.h:3:12 < h.h:1:18',
      '( h.h:3:12 < h.h:1:19',
      '1 h.h:3:18 < h.h:2:13',
      ') h.h:3:12 < h.h:1:21',
      '+ h.h:3:12 < h.h:1:23',
      '( h.h:3:12 < h.h:1:25',
      '1 h.h:3:18 < h.h:2:13',
      ') h.h:3:12 < h.h:1:27',
      ') h.h:3:12 < h.h:1:28',
      '; h.h:3:22',
      '1 main.c:2:1 < h.h:2:13',
    ],
  ],
];

describe('places of tokens', () => {
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(places(text), expected));

  it('the end is at the end of the file', () => {
    const end = run('a\n').tokens.at(-1)!;
    assert.deepEqual([end.kind, end.text, end.span.start, end.span.end], ['end', '', 2, 2]);
  });
});

describe('headers and definitions', () => {
  const texts = (text: string, defines?: Record<string, string>) =>
    run(text, headers, defines)
      .tokens.slice(0, -1)
      .map(token => token.text)
      .join(' ');

  it('reads a file once that says so, by a pragma or a guard', () => {
    const twice = (name: string) => `#include "${name}"\n#include "${name}"\n`;
    assert.equal(texts(twice('once.h')), 'int a ;');
    assert.equal(texts(twice('guard.h')), 'int b ;');
  });

  it('cuts a file into tokens once as long as its reader gives the same bytes', () => {
    const tokens = (files: FileReader) => run('#include "once.h"', files).tokens[0];
    assert.equal(tokens(headers), tokens(headers));
    const fresh: FileReader = { read: path => headers.read(path)?.slice() };
    assert.notEqual(tokens(fresh), tokens(fresh));
  });

  it('takes the definitions of the build', () => {
    assert.equal(texts('A B(1) C', { A: '7', 'B(x)': 'x + x', C: '' }), '7 1 + 1');
    const { diagnostics } = run('x', headers, { '1': 'bad' });
    assert.deepEqual(
      diagnostics.map(each => `${place(each.span!)} ${each.message}`),
      ['<defines>:1:9 1 cannot be the name of a macro'],
    );
  });

  it('defines what DESIGN says', () => {
    assert.equal(texts('__TOY32__ __STDC__ __STDC_VERSION__ __INT_MAX__'), '1 1 201710L 2147483647');
  });
});
