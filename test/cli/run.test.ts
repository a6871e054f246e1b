/** `ringside run`: what it prints and how it ends, with the bundled kernel and one of one’s own. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { type Expected, check, expectText, programs } from './run';

describe('ringside run', function () {
  before(buildCommandLine);

  const cases: [line: string, expected: Expected, input?: string][] = [
    ['run hello.c', { status: 0, out: 'hello\n' }],
    ['run seven.c', { status: 7, out: '' }],
    ['run hello.toy', { status: 11, out: '' }],
    ['run seven.c -- hello.c', { status: 7, out: 'hello\n' }],
    ['run hello.c -- seven.c', { status: 0, out: 'hello\n' }],
    ['run args.c -x --timer a', { status: 3 + 1, out: '[-x][--timer][a]' }],
    ['run args.c a -- args.c b', { status: 2, out: /\[a\]/ }],
    [
      'run divide.c',
      {
        status: 136,
        out: /pid 2 \(divide\): division by zero at pc 0x[0-9a-f]+: killed\n/,
        error: 'ringside: 2 divide: divide by zero, in main at divide.c:1\n',
      },
    ],
    ['run divide.c -- hello.c', { status: 136, out: /hello\n/, error: /in main at divide\.c:1/ }],
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

describe('ringside run with a kernel whose timer never rests', () => {
  before(buildCommandLine);

  it('ends with 71 when all wait for ever, whatever the kernel calls it', () => {
    const folder = join(__dirname, '../../guest/kernel');
    const files = Object.fromEntries(
      readdirSync(folder).map(name => [`k/${name}`, readFileSync(join(folder, name), 'utf8')]),
    );
    const change = (name: string, from: string, to: string) => {
      const text = files[name] ?? '';
      assert.ok(text.includes(from), `${name}: ${from}`);
      files[name] = text.replace(from, to);
    };
    change('k/clock.c', 'set_timer(time_to_wait());', 'set_timer(time_slice);');
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
