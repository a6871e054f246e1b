/** `ringside run`, given something bad. */
import assert from 'node:assert/strict';
import { buildCommandLine, ringside, ringsideProcess, withFolder } from '../support/command-line';
import { programs } from './run';

describe('ringside run, given something bad', function () {
  before(buildCommandLine);

  const truncated = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0);
  const bad = {
    ...programs,
    'two.c': 'int main(void) {\n    int x = ;\n    return nothing;\n}\nint f(void) { return 1 +; }\n',
    'two.toy': '_start: addi a0\n    bogus a1\n    li t0, 1\n    lw a0, 5\n',
    'undefined.c': 'int missing(int);\nint main(void) { return missing(1); }\n',
    'plain.txt': 'hello\n',
    'empty/x.txt': '',
    broken: truncated,
  };
  const cases: [line: string, error: RegExp][] = [
    ['run', /^ringside: run: which program\?\nSee ringside run --help\.\n$/],
    ['run --', /which program|must follow/],
    ['run hello.c --', /a program must follow every '--'/],
    ['profile --record-failure x hello.c', /^ringside: profile: there is no option --record-failure\n/],
    ['explore --record-failure x hello.c', /^ringside: explore: there is no option --record-failure\n/],
    ['compare --trace hello.c', /^ringside: compare: there is no option --trace\n/],
    ['run none.c', /^ringside: cannot read none\.c: no such file or folder\n$/],
    ['run empty', /^error: nothing to build in empty: it has no \.c or \.toy files/],
    ['run .', /two\.c:2:13: error: [^]*two\.toy:1:/],
    ['run seven.c seven.c', /^error: seven\.c is in the program twice/],
    ['run plain.txt', /plain\.txt is neither C \(\.c\), nor assembly \(\.toy\), nor an executable/],
    ['run broken', /broken cannot be run: /],
    ['run two.c', /two\.c:2:13: error: [^]*two\.c:3:12: error: [^]*two\.c:5:/],
    ['run two.toy', /two\.toy:1:[^]*two\.toy:2:[^]*two\.toy:4:/],
    ['run undefined.c', /undefined\.c:2:\d+: error: .*missing/],
    ['run two.c -- two.toy', /two\.c:2:[^]*two\.toy:1:/],
    ['run --tiemr 3 hello.c', /there is no option --tiemr; did you mean --timer\?/],
    ['run --timer hello.c', /--timer: expected a whole number from 0 to 4294967295, got "hello\.c"/],
    ['run --timer -5 hello.c', /got "-5"/],
    ['run --max-instructions 0 hello.c', /from 1 to/],
    ['run --memory 0 hello.c', /from 1 to/],
    ['run --memory', /--memory needs a value: MIB/],
    ['run --trace=yes hello.c', /--trace takes no value/],
    ['run --kernel none hello.c', /cannot read none: no such file/],
    ['run --kernel hello.c hello.c', /hello\.c is no folder/],
    ['run --file none hello.c', /cannot read none: no such file/],
    ['run --include none hello.c', /cannot read none: no such file/],
    ['run --events none/here hello.c', /cannot write none\/here: no such file/],
    ['rnu hello.c', /there is no command 'rnu'; did you mean ringside run\?/],
    ['hello.c', /did you mean ringside run hello\.c\?/],
    ['--bogus', /there is no command '--bogus'/],
    ['', /Usage:/],
  ];
  for (const [line, error] of cases)
    it(`'${line}' says so, with status 2`, () =>
      withFolder(bad, folder => {
        const ran = ringside(line.split(' ').filter(Boolean), { folder });
        assert.match(ran.error, error);
        assert.equal(ran.status, 2);
        assert.equal(ran.out, '');
        assert.doesNotMatch(ran.error, /internal error|^\s+at .*\.[jt]s:\d+/m);
      }));

  it('says when the host has no memory for the machine', () =>
    withFolder(programs, folder => {
      const ran = ringsideProcess(['run', 'hello.c'], { folder, node: ['--wasm-max-mem-pages=16'] });
      assert.match(ran.error, /^ringside: the host does not give the machine \d+ MiB of memory: .+\n$/);
      assert.equal(ran.status, 2);
    }));
});
