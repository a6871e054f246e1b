import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, commandLine, ringside, withFolder } from '../support/command-line';

const programs = {
  'hello.c': '#include <stdio.h>\nint main(void) { printf("hello\\n"); return 0; }\n',
  'seven.c': 'int main(void) { return 7; }\n',
  'divide.c': 'int main(int argc, char **argv) { return 1 / (argc - 1); }\n',
  'loop.c': 'int main(void) { for (;;) {} }\n',
  'args.c':
    '#include <stdio.h>\nint main(int argc, char **argv) { while (*++argv) printf("[%s]", *argv); return argc; }\n',
  'yes.c': '#include <stdio.h>\nint main(void) { for (;;) puts("y"); }\n',
  'include.c': '#include <stdio.h>\n#include "number.h"\nint main(void) { return NUMBER; }\n',
  'number.h': '#define NUMBER 9\n',
  'cat.c': `#include <fcntl.h>
#include <unistd.h>
int main(int argc, char **argv) {
    char buffer[100];
    int n, fd = argc > 1 ? open(argv[1], O_RDONLY) : 0;
    if (fd < 0) return 1;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) write(1, buffer, n);
    return 0;
}
`,
  'stuck.c': '#include <unistd.h>\nint main(void) { int p[2]; char c; pipe(p); return read(p[0], &c, 1); }\n',
  'big.c': 'char big[64 << 20];\nint main(void) { return big[1]; }\n',
  'hello.toy': `    .global _start
_start: li t0, SYS_exit
    li a0, 11
    trap
`,
  'note.txt': 'a note\n',
};

interface Expected {
  readonly status: number;
  readonly out?: string | RegExp;
  readonly error?: string | RegExp;
}

function expectText(actual: string, expected: string | RegExp, what: string): void {
  if (typeof expected === 'string') assert.equal(actual, expected, what);
  else assert.match(actual, expected, what);
}

/** Runs a command line (split at spaces) in a folder with the programs, and checks how it ends. */
function check(line: string, { status, out, error = '' }: Expected, input = ''): Promise<void> {
  return withFolder(programs, folder => {
    const ran = ringside(line.split(' ').filter(Boolean), { input, folder });
    expectText(ran.error, error, 'standard error');
    if (out !== undefined) expectText(ran.out, out, 'standard output');
    assert.equal(ran.status, status, ran.error);
    assert.doesNotMatch(ran.error, /^\s+at .*\.[jt]s:\d+/m, 'a stack trace');
  });
}

describe('ringside run', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  const cases: [line: string, expected: Expected, input?: string][] = [
    ['run hello.c', { status: 0, out: 'hello\n' }],
    ['run seven.c', { status: 7, out: '' }],
    ['run hello.toy', { status: 11, out: '' }],
    ['run seven.c -- hello.c', { status: 7, out: 'hello\n' }],
    ['run hello.c -- seven.c', { status: 0, out: 'hello\n' }],
    ['run args.c -x --timer a', { status: 3 + 1, out: '[-x][--timer][a]' }],
    ['run args.c a -- args.c b', { status: 2, out: /\[a\]/ }],
    ['run divide.c', { status: 131, out: /pid 2 \(divide\): division by zero at pc 0x[0-9a-f]+: killed\n/ }],
    ['run divide.c -- hello.c', { status: 131, out: /hello\n/ }],
    ['run --timer 0 hello.c -- seven.c', { status: 0, out: 'hello\n' }],
    ['run --include . include.c', { status: 9 }],
    ['run include.c', { status: 9 }],
    ['run --memory 4 hello.c', { status: 0, out: 'hello\n' }],
    ['run cat.c', { status: 0, out: 'one\ntwo' }, 'one\ntwo'],
    ['run cat.c', { status: 0, out: '' }],
    ['run --file note.txt cat.c note.txt', { status: 0, out: 'a note\n' }],
    ['run --file note.txt=/etc/motd cat.c /etc/motd', { status: 0, out: 'a note\n' }],
    ['run --file note.txt=dir/ cat.c /dir/note.txt', { status: 0, out: 'a note\n' }],
    ['run cat.c /none', { status: 1 }],
    [
      'run --max-instructions 1000000 loop.c',
      { status: 124, error: 'ringside: stopped after 1000000 instructions (--max-instructions)\n' },
    ],
    [
      'run --timer 0 --max-instructions 2000000 loop.c -- hello.c',
      { status: 124, out: '', error: /stopped/ },
    ],
    [
      'run --max-instructions 2000000 loop.c -- loop.c -- hello.c',
      { status: 124, out: 'hello\n', error: /stopped/ },
    ],
    ['run stuck.c', { status: 71, error: /waiting for ever: 1 init \(child\), 2 stuck \(pipe to read\)\n/ }],
    ['run big.c', { status: 127, out: /init: \/bin\/big: .*memory/i }],
    ['run big.c -- hello.c', { status: 127, out: /hello\n/ }],
  ];
  for (const [line, expected, input] of cases)
    it(`${line} ends with ${expected.status}`, () => check(line, expected, input));

  it('takes what `ringside build` made', () =>
    withFolder(programs, folder => {
      assert.equal(ringside(['build', 'seven.c', '-o', 'seven'], { folder }).status, 0);
      assert.equal(ringside(['run', 'seven'], { folder }).status, 7);
    }));

  it('reads long lines and binary input whole', () => {
    const input = 'x'.repeat(5000) + '\n' + '\t'.repeat(3000);
    return check('run cat.c', { status: 0, out: input }, input);
  });
});

describe('ringside run with a kernel of one’s own', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  const start = '    .global _start\n_start:\n';
  const cases: [what: string, kernel: string, expected: Expected][] = [
    ['that powers off', 'li a0, 300\nout POWER_OFF, a0\n', { status: 300 & 255 }],
    ['that halts', 'halt\n', { status: 0 }],
    [
      'that panics',
      'out POWER_PANIC, zero\n',
      { status: 70, error: /^ringside: the kernel panicked at instruction/ },
    ],
    [
      'that traps without a trap table',
      'brk\n',
      { status: 70, error: /^ringside: double fault at instruction/ },
    ],
    ['that waits for ever', 'wait\n', { status: 71, error: /nothing can happen any more/ }],
    [
      'that does not assemble',
      'nonsense\nmore nonsense\n',
      { status: 2, error: /k\/k\.toy:3:[^]*k\/k\.toy:4:/ },
    ],
    [
      'that does not fit',
      'halt\n.bss\n.space 0x200000\n',
      { status: 2, error: /does not fit into 1024 KiB/ },
    ],
  ];
  for (const [what, kernel, { status, error = '' }] of cases)
    it(`${what} ends with ${status}`, () =>
      withFolder({ ...programs, 'k/k.toy': start + kernel }, folder => {
        const ran = ringside(['run', '--memory', '1', '--kernel', 'k', 'hello.toy'], { folder });
        expectText(ran.error, error, 'standard error');
        assert.equal(ran.status, status);
      }));
});

describe('ringside run with a kernel whose timer never rests', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  it('ends with 71 when all wait for ever, whatever the kernel calls it', () => {
    const folder = join(__dirname, '../../guest/kernel');
    const files = Object.fromEntries(
      readdirSync(folder).map(name => [`k/${name}`, readFileSync(join(folder, name), 'utf8')]),
    );
    const change = (name: string, from: string, to: string) => {
      assert.ok(files[name]?.includes(from), `${name}: ${from}`);
      files[name] = files[name]!.replace(from, to);
    };
    change('k/clock.c', 'set_timer(time_to_alarm());', 'set_timer(time_slice);');
    change('k/pipe.c', '"pipe to read"', '"Godot"');
    return withFolder({ ...programs, ...files }, there => {
      const ran = ringside(['run', '--kernel', 'k', '--max-instructions', '50000000', 'stuck.c'], {
        folder: there,
      });
      assert.match(ran.error, /waiting for ever: 1 init \(child\), 2 stuck \(Godot\)\n$/);
      assert.equal(ran.status, 71);
    });
  });
});

describe('ringside run, given something bad', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  const truncated = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0);
  const bad = {
    ...programs,
    'two.c': 'int main(void) {\n    int x = ;\n    return nothing;\n}\nint f(void) { return 1 +; }\n',
    'two.toy': '_start: addi a0\n    bogus a1\n    li t0, 1\n    lw a0, 5\n',
    'undefined.c': 'int missing(int);\nint main(void) { return missing(1); }\n',
    'plain.txt': 'hello\n',
    broken: truncated,
  };
  const cases: [line: string, error: RegExp][] = [
    ['run', /^ringside: run: which program\?\nSee ringside run --help\.\n$/],
    ['run --', /which program|must follow/],
    ['run hello.c --', /a program must follow every '--'/],
    ['run none.c', /^ringside: cannot read none\.c: no such file or folder\n$/],
    ['run .', /^ringside: cannot read \.: it is a folder\n$/],
    ['run plain.txt', /plain\.txt is neither C \(\.c\), nor assembly \(\.toy\), nor an executable/],
    ['run broken', /broken cannot be run: /],
    ['run two.c', /two\.c:2:13: error: [^]*two\.c:3:12: error: [^]*two\.c:5:/],
    ['run two.toy', /two\.toy:1:[^]*two\.toy:2:[^]*two\.toy:4:/],
    ['run undefined.c', /undefined\.c:2:\d+: error: .*missing/],
    ['run two.c -- two.toy', /two\.c:2:[^]*two\.toy:1:/],
    ['run --tiemr 3 hello.c', /there is no option --tiemr; did you mean --timer\?/],
    ['run --timer hello.c', /--timer takes a whole number from 0 to 4294967295, not 'hello\.c'/],
    ['run --timer -5 hello.c', /not '-5'/],
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
});

describe('the events of ringside run', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  const record = (folder: string, file: string) =>
    ringside(['run', '--timer', '2000', '--trace', '--events', file, 'cat.c', '--', 'hello.c'], {
      folder,
      input: 'a\nb\n',
    });

  it('are JSON lines, the same ones every time, and so is the trace', () =>
    withFolder(programs, folder => {
      const [first, second] = [record(folder, 'first'), record(folder, 'second')];
      assert.equal(first.status, 0);
      assert.deepEqual(second, first);
      const text = readFileSync(join(folder, 'first'), 'utf8');
      assert.equal(readFileSync(join(folder, 'second'), 'utf8'), text);
      const events = text
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Record<string, unknown>);
      assert.ok(events.length > 100);
      for (const event of events)
        assert.deepEqual(Object.keys(event).slice(0, 5), ['count', 'event', 'pid', 'name', 'mode']);
      assert.match(
        first.error,
        /\n +\d+ {2}2 cat +user → kernel {2}system call write\(1, "a\\n", 2\) at write\+0x/,
      );
    }));
});

describe('ringside run, as a process', function () {
  this.timeout(60_000);
  before(buildCommandLine);

  type Child = ReturnType<typeof spawn>;

  /** Starts it, lets `work` act on it, and waits for its end. */
  const live = (args: readonly string[], work: (child: Child, out: () => string) => void) =>
    withFolder(programs, async folder => {
      const child = spawn(process.execPath, [commandLine, ...args], { cwd: folder });
      const said = { out: '', error: '' };
      child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
      child.stderr.on('data', (data: Buffer) => (said.error += data.toString()));
      child.stdin.on('error', () => {});
      work(child, () => said.out);
      const status = await new Promise<number | null>(resolve => child.on('close', resolve));
      return { ...said, status };
    });

  it('ends quietly when the reader of its output leaves', async () => {
    const { status, error } = await live(['run', 'yes.c'], child =>
      child.stdout!.once('data', () => child.stdout!.destroy()),
    );
    assert.deepEqual({ status, error }, { status: 141, error: '' });
  });

  it('ends quietly when the reader of its trace leaves', async () => {
    const { status, out } = await live(['run', '--trace', 'loop.c'], child =>
      child.stderr!.once('data', () => child.stderr!.destroy()),
    );
    assert.deepEqual({ status, out }, { status: 141, out: '' });
  });

  it('ends with 130 at Ctrl-C', async () => {
    const { status, error } = await live(['run', 'yes.c'], child =>
      child.stdout!.once('data', () => child.kill('SIGINT')),
    );
    assert.deepEqual({ status, error }, { status: 130, error: '' });
  });

  it('ends with 130 at Ctrl-C while it waits for input', async () => {
    const { status, error } = await live(['run', 'cat.c'], child => {
      child.stdin!.write('line\n');
      child.stdout!.once('data', () => child.kill('SIGINT'));
    });
    assert.deepEqual({ status, error }, { status: 130, error: '' });
  });

  it('answers each line of its input as it comes', async () => {
    const { status, out } = await live(['run', 'cat.c'], (child, said) => {
      child.stdin!.write('one\n');
      child.stdout!.on('data', () => {
        if (said() === 'one\n') child.stdin!.write('two\n');
        else if (said() === 'one\ntwo\n') child.stdin!.end('three');
      });
    });
    assert.deepEqual({ status, out }, { status: 0, out: 'one\ntwo\nthree' });
  });
});
