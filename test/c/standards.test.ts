/** What differs between the standards of C: each text builds in some of them, and is an error in the others. */
import assert from 'node:assert/strict';
import { standardNamed, standardNames } from '../../src/c';
import { compile } from '../../src/codegen';
import { SourceFile, hasErrors } from '../../src/source';
import { guestHeadersFolder, hostFiles } from '../support/bare';
import { gcc, judgedBy } from '../support/judges';

const since = (first: string): string[] => {
  const from = standardNamed(first)!.year;
  return standardNames.filter(name => standardNamed(name)!.year >= from);
};
const gnu = standardNames.filter(name => standardNamed(name)!.gnu);
const all = [...standardNames];
const without = (names: readonly string[], left: readonly string[] = all): string[] =>
  left.filter(name => !names.includes(name));
const holds = (condition: string) => `_Static_assert(${condition}, "");`;

/** Texts with the standards in which they build; the last, where gcc 12 says otherwise. */
const cases: readonly (readonly [text: string, builds: readonly string[], unjudged?: string])[] = [
  // Keywords.
  ['int inline = 1;', ['c89']],
  ['inline int f(void) { return 1; }', without(['c89'])],
  ['int restrict = 1;', ['c89', 'gnu89']],
  ['int f(char *restrict p) { return *p; }', since('c99')],
  ['int typeof;', without([...gnu, 'c23']), 'gcc 12 has no typeof in c2x'],
  ['typeof(1) x; _Static_assert(sizeof x == 4, "");', [...gnu, 'c23'], 'gcc 12 has no typeof in c2x'],
  ['int asm;', without(gnu)],
  ['asm("nop");', gnu],
  ['int __typeof; ', []],
  ['__inline int f(__const char *__restrict p) { return *p; }', all],
  [
    'enum { bool, true, false, nullptr, constexpr, alignas, alignof, thread_local, static_assert };',
    without(since('c23')),
    'gcc 12 has not all of them',
  ],
  [
    holds('_Generic(true, _Bool: 1) && true + true == 2 && !false && (bool)7 == 1'),
    since('c23'),
    'gcc 12 has no such words',
  ],
  ['int *p = nullptr; _Static_assert(nullptr == 0);', since('c23'), 'gcc 12 has no such words'],
  ['alignas(4) char c; static_assert(alignof(int) == 4);', since('c23'), 'gcc 12 has no such words'],
  [
    'constexpr int n = 3; int a[n]; static_assert(sizeof a == 12 && n * n == 9);',
    since('c23'),
    'gcc 12 has no constexpr',
  ],
  [
    'int f(void) { constexpr int n = 3; static int b = n; switch (b) { case n: return *&n; } return 0; }',
    since('c23'),
    'gcc 12 has no constexpr',
  ],
  ['int g; constexpr int n = (int)&g;', [], 'gcc 12 has no constexpr'],
  ['constexpr double half = 0.5; static_assert(half * 4 == 2);', since('c23'), 'gcc 12 has no constexpr'],
  [
    'int f(void) { auto x = 2.5; _Static_assert(sizeof x == 8, ""); return (int)x; }',
    since('c23'),
    'gcc 12 does not infer types',
  ],
  ['int f(void) { __auto_type x = 1ll; _Static_assert(sizeof x == 8, ""); return (int)x; }', all],
  ['typeof_unqual(const int) x; void f(void) { x = 1; }', since('c23'), 'gcc 12 has no typeof_unqual'],
  // Types and declarations that are left out.
  ['f() { return 1; }', without(since('c23')), 'later versions of gcc refuse it'],
  ['static x = 1;', without(since('c23')), 'later versions of gcc refuse it'],
  ['int f(void) { return undeclared(1); }', without(since('c23')), 'later versions of gcc refuse it'],
  ['int f(a) int a; { return a; }', all],
  ['int f(); int g(void) { return f(1); }', without(since('c23')), 'gcc 12 keeps the old meaning in c2x'],
  ['int f(void) { for (int i = 0; i < 3; i++); return 0; }', since('c99')],
  // The text.
  ['int x; // comment', without(['c89'])],
  [holds('2 //**/ 2\n == 1'), ['c89']],
  [`int a??(3??); ${holds('sizeof "??=" == 2')}`, without([...gnu, 'c23']), 'gcc 12 has them in c2x'],
  [holds('sizeof "??=" == 4'), [...gnu, 'c23'], 'gcc 12 has them in c2x'],
  ['int x = 0??/\n;\n??=define y x\nint *z = &y;', without([...gnu, 'c23']), 'gcc 12 has them in c2x'],
  // Numbers.
  [holds('sizeof 3000000000 == 4 && 3000000000 > 0'), ['c89', 'gnu89']],
  [holds('sizeof 3000000000 == 8'), since('c99')],
  [holds('sizeof 0x80000000 == 4'), all],
  // Macros.
  ...(['199901L', '201112L', '201710L', '202311L'] as const).map(
    version =>
      [
        `#if __STDC_VERSION__ < ${version}\n#error\n#endif`,
        since(`c${version.slice(2, 4)}`),
        'gcc 12 has 202000L',
      ] as const,
  ),
  ['#ifdef __STDC_VERSION__\n#error\n#endif', ['c89', 'gnu89']],
  ['#ifndef __STRICT_ANSI__\n#error\n#endif', without(gnu)],
  ['#if !true\n#error\n#endif', since('c23'), 'gcc 12 has no such words'],
  ['#if false\n#error\n#endif', all],
  // Headers.
  ['#include <stdbool.h>\nbool b = true; int c = false;', all],
  ['#include <assert.h>\nstatic_assert(1, "");', since('c11'), 'glibc has it by other conditions'],
  ['#include <stdalign.h>\nalignas(4) char c; int n = alignof(char);', all],
  ['#include <stddef.h>\nnullptr_t p;', since('c23'), 'gcc 12 has no such type'],
];

describe('standards of C', () => {
  for (const [text, builds] of cases) {
    it(text.replaceAll('\n', '⏎'), () => {
      const ours = all.filter(name => {
        const standard = standardNamed(name);
        const source = new SourceFile('test.c', text);
        return !hasErrors(
          compile(source, { files: hostFiles, includePaths: [guestHeadersFolder], standard }).diagnostics,
        );
      });
      assert.deepEqual(new Set(ours), new Set(builds));
    });
  }

  judgedBy('gcc', 'are told apart as gcc does', () => {
    for (const name of all) {
      const standard = `-std=${name.replace('23', '2x')}`;
      for (const [text, builds, unjudged] of cases) {
        if (unjudged !== undefined) continue;
        const { status } = gcc(['-fsyntax-only', '-w', standard, '-x', 'c', '-'], { input: text });
        assert.equal(status === 0, builds.includes(name), `${standard}: ${text}`);
      }
    }
  });

  it('have other names', () => {
    const names = ['c90', 'c1x', 'c18', 'c2x', 'gnu90', 'gnu2x'].map(name => standardNamed(name)?.name);
    assert.deepEqual(names, ['c89', 'c11', 'c17', 'c23', 'gnu89', 'gnu23']);
    assert.equal(standardNamed('c++17'), undefined);
  });
});
