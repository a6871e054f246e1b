/** What the linker will find for an assembly source: in the files beside it, and in the library. */
import assert from 'node:assert/strict';
import { AssemblyDocument, type Services, assemblyServices } from '../../src/language';
import { SourceFile } from '../../src/source';
import { shown, unitsOf } from './c/support';

const others = {
  'work/part.toy': '.global helper\nhelper: ret\nlocal: ret\n',
  'work/part.c': 'int shared;\nstatic int hidden;\nint compute(int a)\n{\n    return a;\n}\n',
};

function servicesOf(marked: string): { services: Services; offset: number } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const units = unitsOf({ 'work/main.toy': text, ...others });
  const workspace = { files: units.files, includePaths: units.includePaths };
  const document = new AssemblyDocument(new SourceFile('work/main.toy', text), workspace);
  return { services: assemblyServices(document, workspace, units), offset };
}

const program = (lines: string) => `.equ LENGTH, 4\n.global main\nmain:\n${lines}\n  ret\n`;

const unknownIn = (text: string) =>
  servicesOf(text)
    .services.diagnostics()
    .filter(({ code }) => code === 'link-undefined');

describe('names that the linker would not find', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['  call puts', []],
    ['  call helper', []],
    ['  call compute\n  la a0, shared', []],
    ['  call fork\n  call __divdi3', []],
    ['  call ptus', ["[ptus] did you mean 'puts'?"]],
    ['  li a0, LENGHT', ["[LENGHT] did you mean 'LENGTH'?"]],
    ['  la a0, LENGHT', ["[LENGHT] did you mean 'LENGTH'?"]],
    ['  .word "abc"', ['["abc"] did you mean \'abs\'?']],
    ['  call qqqqqqqq\n  call qqqqqqqq', ['[qqqqqqqq] -', '[qqqqqqqq] -']],
    ['  la a0, hidden', ['[hidden] -']],
  ];
  for (const [lines, expected] of cases)
    it(lines.trim(), () => {
      const found = unknownIn(program(lines));
      assert.deepEqual(
        found.map(({ span, hint }) => {
          return `[${span!.file.text.slice(span!.start, span!.end)}] ${hint ?? '-'}`;
        }),
        expected,
      );
    });

  it('may stand in a folder that is not seen, where the source is a part only', () => {
    assert.deepEqual(unknownIn('part2:\n  call qqqqqqqq\n  ret\n'), []);
    assert.equal(unknownIn('part2:\n  call ptus\n  ret\n').length, 1);
  });
});

describe('names of other files', () => {
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['  call hel|per', ['part.toy 2: [helper]: ret']],
    ['  call comp|ute', ['part.c 3: int [compute](int a)']],
    ['  call wri|te', ['lib/usys.toy']],
    ['  call prin|tf', ['lib/stdio/printf.c']],
    ['  call ma|in', ['main.toy 3: [main]:']],
  ];
  for (const [lines, expected] of places)
    it(`lead to their definition: ${lines.trim()}`, () => {
      const { services, offset } = servicesOf(program(lines));
      const found = services
        .definition(offset)
        .map(span => (/^ringside:/.test(span.file.path) ? span.file.path.slice(16) : shown(span)));
      assert.deepEqual(found, expected);
    });

  it('are explained', () => {
    const { services, offset } = servicesOf(program('  call wri|te'));
    assert.match(
      services.hover(offset)!.text,
      /ssize_t write\(int fd, const void \*buffer, size_t count\)[^]*system call/,
    );
  });

  it('are completed where a label is wanted, behind those of the source', () => {
    const { services, offset } = servicesOf(program('  call |'));
    const ranks = new Map(services.complete(offset).items.map(({ label, rank }) => [label, rank]));
    assert.deepEqual(
      ['main', 'write', 'printf', 'LENGTH'].map(name => ranks.get(name)),
      [1, 6, 6, undefined],
    );
  });
});
