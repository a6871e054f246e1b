/** Programs of several files: sources, object files and archives make the same program. */
import assert from 'node:assert/strict';
import { type ObjectFile, fileKind, writeArchive, writeElf, writeObject } from '../../src/image';
import { buildProgram, guestHeaders, inputOf, treeOf } from '../../src/boot';
import { definesOf } from '../../src/c';
import { cache, guest } from '../support/guest';

const sources: Readonly<Record<string, string>> = {
  'main.c': `#include <stdio.h>
int twice(int); extern int calls; static int own = 1;
int main(void) { printf("%d %d\\n", twice(20) + own, calls); return 0; }
`,
  'twice.c': 'int calls; static int own; int twice(int n) { calls++; own = n; return n + own; }\n',
  'fast.toy': '    .global fast\nfast: call slow\n    ret\n',
  'macro.c': 'int main(void) { return ADD(N, DEBUG); }\n',
  'unused.c': '#error not a member of the program\n',
  'puts.c': '#include <stdio.h>\nint puts(const char *text) { return printf("[%s]", text); }\nint mine;\n',
  'shout.c': '#include <stdio.h>\nextern int mine;\nint main(void) { return puts("x") + mine; }\n',
};

const text = (value: string) => new TextEncoder().encode(value);
const sourceFiles = new Map(Object.entries(sources).map(([path, value]) => [path, text(value)]));

function objectOf(path: string): ObjectFile {
  const files = { ...treeOf(sourceFiles), read: (at: string) => sourceFiles.get(at) ?? guestFile(at) };
  const { objects, diagnostics } = inputOf([path], { files, includePaths: [guestHeaders], cache });
  assert.deepEqual(diagnostics, []);
  return objects[0]!;
}

const guestFile = (path: string) => guest.read(path.replace(/^ringside:\//, ''));

const object = (path: string) => writeObject(objectOf(path));
const member = (path: string) => ({ name: path.replace(/\.\w+$/, '.o'), bytes: object(path) });

const files = () =>
  treeOf(
    new Map([
      ...sourceFiles,
      ['twice.o', object('twice.c')],
      ['fast.o', object('fast.toy')],
      ['libtwice.a', writeArchive(['fast.toy', 'twice.c'].map(member))],
      ['libputs.a', writeArchive([member('puts.c')])],
      ['bad.a', writeArchive([{ name: 'bad.o', bytes: text('nonsense') }, member('twice.c')])],
      ['bad.o', object('twice.c').subarray(0, 100)],
      ['short.a', text('!<arch>\nx')],
    ]),
  );

const build = (...parts: string[]) => buildProgram({ parts, files: files(), guest, cache });

describe('a program of several files', () => {
  it('is the same from sources, object files and archives', () => {
    const { executable, diagnostics } = build('main.c', 'twice.c');
    assert.deepEqual(diagnostics, []);
    const whole = writeElf(executable!);
    assert.equal(fileKind(whole), 'executable');
    for (const part of ['twice.o', 'libtwice.a'])
      assert.ok(Buffer.from(whole).equals(writeElf(build('main.c', part).executable!)), part);
  });

  it('has the macros of its build', () => {
    const built = (...macros: string[]) =>
      buildProgram({ parts: ['macro.c'], files: files(), guest, cache, defines: definesOf(macros) });
    const bytes = (number: number) =>
      writeElf(built(`N=${number}`, 'ADD(x, y)=(x + y)', 'DEBUG').executable!).join();
    assert.notEqual(bytes(4), bytes(5));
    assert.equal(bytes(4), bytes(4));
    assert.equal(built('N=4').executable, undefined);
  });

  it('has of an archive only what it needs', () => {
    const { map } = build('main.c', 'libtwice.a');
    const own = map!.objects.map(({ name }) => name).filter(name => !name.startsWith('ringside:'));
    assert.deepEqual(own, ['main.c', 'libtwice.a(twice.o)']);
  });

  it('takes a name from the archive of the user before that of the library', () => {
    const { map, diagnostics } = build('shout.c', 'libputs.a');
    assert.deepEqual(diagnostics, []);
    const names = map!.objects.map(({ name }) => name);
    assert.ok(names.includes('libputs.a(puts.o)'));
    assert.ok(!names.includes('ringside:/guest/lib/stdio/puts.c'), names.join(' '));
  });

  const refused: readonly (readonly [parts: string, sentence: RegExp, place?: string])[] = [
    ['main.c bad.o', /^bad\.o cannot be linked: truncated: /],
    ['main.c bad.a', /^bad\.a\(bad\.o\) cannot be linked: not an ELF file$/],
    ['main.c short.a', /^short\.a cannot be used: damaged: there is no member at byte 8$/],
    ['main.c twice.c twice.o', /^'calls' is defined twice: in twice\.c and in twice\.o$/, 'twice.c:1'],
    ['main.c twice.c fast.o', /^nothing defines 'slow'$/, 'fast.toy:2'],
    ['main.c', /^nothing defines 'twice'$/, 'main.c:3'],
  ];
  for (const [parts, sentence, place] of refused)
    it(`is refused: ${parts}`, () => {
      const { executable, diagnostics } = build(...parts.split(' '));
      assert.equal(executable, undefined);
      const [first] = diagnostics.filter(({ message }) => sentence.test(message));
      assert.ok(first, JSON.stringify(diagnostics.map(({ message }) => message)));
      const { file, start } = first.span ?? {};
      if (place) assert.equal(`${file?.path}:${(file?.position(start!).line ?? 0) + 1}`, place);
    });
});
