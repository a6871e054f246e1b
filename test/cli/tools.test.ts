import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileKind } from '../../src/image';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const files = {
  'hello.c': '#include <stdio.h>\nint main(void) {\n    printf("hello\\n");\n    return 0;\n}\n',
  'warm.toy': '    .global _start\n_start: li t0, SYS_exit\n    li a0, 4\n    trap\n',
  'bad.c': 'int main(void) { return x; }\n',
  'bad.toy': 'bogus\n',
  'zero.c': '#include "/dev/zero"\n',
  'many.c': `int main(void) { ${Array.from({ length: 500 }, (_, at) => `x${at} = 1;`).join('\n')} }\n`,
  'own.h': 'int own(void);\n',
  'text.txt': 'text\n',
  'pair/main.c': 'int add(int, int);\nint main(void) { return add(1, 2); }\n',
  'pair/add.toy': '    .global add\nadd: add a0, a0, a1\n    ret\n',
  'pair/own.h': '',
  'h/x.h': '',
  'empty/x.txt': '',
  'k/k.toy': '    .global _start\n_start: halt\n',
};

interface Case {
  readonly line: string;
  readonly status?: number;
  readonly out?: RegExp;
  readonly error?: RegExp;
}

const cases: Case[] = [
  { line: 'build hello.c -o hello' },
  { line: 'build --output=hello hello.c' },
  { line: 'build --kernel k -o kernel' },
  { line: 'build pair -o pair.elf' },
  { line: 'build pair/main.c pair/add.toy -I h -o pair.elf' },
  {
    line: 'build --map hello.c',
    out: /^hello\.c\n {2}0x0000[^]*crt0\.toy \(for _start\)[^]* global function \.text +main\n/,
  },
  {
    line: 'build --listing hello.c',
    out: /<main>:\n; hello\.c:2 {2}int main\(void\) \{\n[^]*; hello\.c:3 {2}printf\("hello\\n"\);\n[^]*call/,
  },
  {
    line: 'disassemble warm.toy',
    out: /^00001000 <_start>:\n; warm\.toy:2 .*\n00001000: {2}30a00002 {2}addi t0, zero, 2\n/,
  },
  { line: 'disassemble --kernel k', out: /80000000: {2}c9000000 {2}halt/ },
  { line: 'disassemble text.txt', status: 2, error: /neither C/ },
  { line: 'disassemble none', status: 2, error: /cannot read none: no such file/ },
  { line: 'disassemble', status: 2, error: /which program\?/ },
  { line: 'disassemble pair', out: /<add>:[^]*<main>:/ },
  { line: 'build --kernel k hello.c -o x', status: 2, error: /a kernel or a program, not also hello\.c/ },
  { line: 'build --kernel none -o x', status: 2, error: /--kernel: cannot read none: no such file/ },
  { line: 'build pair pair/main.c -o x', status: 2, error: /pair\/main\.c is in the program twice/ },
  {
    line: 'build hello.c pair -o x',
    status: 2,
    error:
      /^pair\/main\.c:2:5: error: 'main' is defined twice: in hello\.c and in pair\/main\.c [^]*are these two programs\?/,
  },
  {
    line: 'build pair/main.c -o x',
    status: 2,
    error: /^pair\/main\.c:2:25: error: nothing defines 'add' .*\n.*\n.*\n$/,
  },
  { line: 'build empty -o x', status: 2, error: /nothing to build in empty: it has no \.c or \.toy files/ },
  { line: 'build hello.c', status: 2, error: /where to\?/ },
  { line: 'build -o hello', status: 2, error: /which program\?/ },
  { line: 'build hello.c -o none/hello', status: 2, error: /cannot write none\/hello: no such file/ },
  { line: 'build hello.c -o k', status: 2, error: /cannot write k: it is a folder/ },
  { line: 'build bad.c -o bad', status: 2, error: /^bad\.c:1:25: error: / },
  { line: 'check hello.c warm.toy own.h' },
  {
    line: 'check hello.c bad.c bad.toy none.c text.txt',
    status: 2,
    error: /bad\.c:1:25[^]*bad\.toy:1:1[^]*none\.c[^]*text\.txt/,
  },
  { line: 'check zero.c', status: 2, error: /zero\.c:1:10: error: there is no header \/dev\/zero/ },
  { line: 'check /dev/zero', status: 2, error: /cannot read \/dev\/zero: it is no regular file/ },
  { line: 'check many.c', status: 2, error: /(: error: [^]*){20}\n\.\.\. and 480 more like these\n$/ },
  { line: 'check', status: 2, error: /which files\?/ },
  { line: '--help', out: /^Ringside[^]*run +boot[^]*disassemble/ },
  { line: '--version', out: /^ringside \d+\.\d+\.\d+\n$/ },
  { line: 'help', out: /Commands:/ },
  { line: 'help run', out: /--max-instructions N/ },
  { line: 'help biuld', status: 2, error: /did you mean ringside build\?/ },
  ...['run', 'build', 'disassemble', 'check'].map(name => ({
    line: `${name} --help`,
    out: new RegExp(`^ringside ${name}: [^]*Usage:[^]*Options:[^]*Exit status:[^]*Examples:`),
  })),
];

describe('ringside build, disassemble, check and help', function () {
  before(buildCommandLine);

  for (const { line, status = 0, out = /^$/, error = /^$/ } of cases)
    it(line, () =>
      withFolder(files, folder => {
        const ran = ringside(line.split(' '), { folder });
        assert.match(ran.error, error);
        assert.match(ran.out, out);
        assert.equal(ran.status, status);
      }),
    );

  it('build writes an ELF file, the same each time', () =>
    withFolder(files, folder => {
      for (const name of ['one', 'two']) ringside(['build', 'hello.c', '-o', name], { folder });
      const [one, two] = ['one', 'two'].map(name => readFileSync(join(folder, name)));
      assert.equal(fileKind(one!), 'executable');
      assert.ok(one!.equals(two!));
    }));
});
