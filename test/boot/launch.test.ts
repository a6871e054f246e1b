/** The table of launches, and booting from what it describes. */
import assert from 'node:assert/strict';
import {
  type Booted,
  bootLaunch,
  checkFields,
  launchRows,
  launchTable,
  mebibyte,
  treeOf,
  withPaths,
} from '../../src/boot';
import { cache, guest } from '../support/guest';

const attributeName = (name: string) => name;

describe('the table of launches', () => {
  for (const [name, { kind, default: value, meaning, option, attribute, operand }] of Object.entries(
    launchRows,
  )) {
    it(`has a default for ${name} that it takes itself, and words that fit everywhere`, () => {
      if (name !== 'program') assert.ok('value' in kind.check(name, value));
      assert.match(meaning, /^[^A-Z].*[^.]$/);
      assert.ok(attribute ?? option, 'nobody can give it');
      assert.ok(!option || !operand, 'option or operand');
    });
  }

  it('finds every path, and leaves alone what is none', () => {
    const given = {
      program: 'a.c',
      args: ['b.c'],
      programs: [{ program: 'c.c', args: ['d'] }, { program: ['p.c', 'q.c', 7] }, 'e.c', null],
      kernel: 'k',
      files: ['f', 'g=h', 'i=j=k', 7],
      include: ['l', ''],
      timer: 'm',
      cwd: 'n',
    };
    const found: string[] = [];
    const mapped = withPaths(launchTable, given, (path, use, field) => {
      found.push(`${field} ${use} ${path}`);
      return `/${path}`;
    });
    assert.deepEqual(mapped, {
      ...given,
      program: '/a.c',
      programs: [{ program: '/c.c', args: ['d'] }, { program: ['/p.c', '/q.c', 7] }, 'e.c', null],
      kernel: '/k',
      files: ['/f', '/g=h', '/i=j=k', 7],
      include: ['/l', ''],
    });
    assert.deepEqual(found, [
      'program file-or-folder a.c',
      'programs file-or-folder c.c',
      'programs file-or-folder p.c',
      'programs file-or-folder q.c',
      'kernel folder k',
      'files file f',
      'files file g',
      'files file i=j',
      'include folder l',
    ]);
    assert.deepEqual(
      withPaths(launchTable, { kernel: '' }, () => '/'),
      { kernel: '' },
    );
  });
});

describe('booting a launch', function () {
  this.timeout(120_000);

  const sources = {
    'hello.c': 'int main(void) { return 5; }\n',
    'env.c':
      '#include <stdio.h>\n#include <stdlib.h>\nint main(int argc, char *argv[], char *envp[])' +
      '{ for (; *envp; envp++) puts(*envp); return system("echo \\"$A\\""); }\n',
    'bad.c': 'int main(void) { return x; }\n',
    'bad.toy': 'nonsense\n',
    'an.elf': '\x7fELF',
    'warn.c': '#warning beware\nint main(void) { return 0; }\n',
    'k/main.c': 'int f(void) { return x + y; }\n',
    'main-alone/main.c': 'int main(void) { return 0; }\n',
    'local-start/start.toy': '.text\n_start:\n  j _start\n',
    'notes/note.txt': 'note',
    'lab/main.c': '#include "part.h"\nint main(void) { return PART; }\n',
    'lab/part.c': 'int part(void) { return 7; }\n',
    'lab/part.h': 'int part(void);\n#define PART part()\n',
    'lab/deeper/other.c': 'int main(void) { return 1; }\n',
    'needy/start.toy': '.text\n.global _start\n_start:\n  j f\n',
    'needy/f.c': '#include "shared.h"\nint f(void) { return SHARED; }\n',
    'headers/shared.h': '#define SHARED 3\n',
  };
  const files = treeOf(
    new Map(Object.entries(sources).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );

  function boot(given: object): Booted {
    const checked = checkFields(launchTable, { ...given }, attributeName);
    assert.ok('value' in checked);
    return bootLaunch(checked.value, { files, guest, cache });
  }

  it('makes a machine of what is asked for', () => {
    const { system, problem, diagnostics } = boot({
      program: 'hello.c',
      programs: [{ program: 'warn.c', args: ['x'] }, { program: 'hello.c' }],
      memory: 4,
    });
    assert.ok(system, problem);
    assert.deepEqual(system.started, ['hello', 'warn', 'hello']);
    assert.equal(system.machine.ram.length, 4 * mebibyte);
    assert.deepEqual(
      diagnostics.map(({ severity }) => severity),
      ['warning'],
    );
  });

  it('gives its programs an environment, which their children have too', () => {
    const { system, problem } = boot({ program: 'env.c', env: { A: 'x  y=z', EMPTY: '' } });
    assert.ok(system, problem);
    const { machine } = system;
    let output = '';
    machine.console.output = byte => (output += String.fromCharCode(byte));
    assert.equal(machine.run(20_000_000).reason, 'off');
    assert.equal(output, 'A=x  y=z\nEMPTY=\nx  y=z\n');
  });

  const several: readonly (readonly [program: string | string[], name: string])[] = [
    ['lab', 'lab'],
    ['lab/', 'lab'],
    [['lab'], 'lab'],
    [['lab/main.c', 'lab/part.c'], 'main'],
    [['lab/part.c', 'lab/main.c'], 'part'],
  ];
  for (const [program, name] of several)
    it(`makes one program of ${JSON.stringify(program)}`, () => {
      const { system, problem, read } = boot({ program, programs: [{ program }, { program: 'hello.c' }] });
      assert.ok(system, problem);
      assert.deepEqual(system.started, [name, name, 'hello']);
      assert.ok(read.has('lab/part.h'));
      assert.ok(!read.has('lab/deeper/other.c'));
    });

  it('searches the folders for headers for the kernel too', () => {
    assert.equal(
      boot({ program: 'hello.c', kernel: 'needy' }).problem,
      'the kernel in needy does not build: 2 errors',
    );
    const { system, problem } = boot({ program: 'hello.c', kernel: 'needy', include: ['headers'] });
    assert.ok(system, problem);
  });

  const problems: readonly (readonly [given: object, problem: string])[] = [
    [{ program: 'none.c' }, 'cannot read none.c: there is no such file, or it may not be read'],
    [
      { program: 'notes/note.txt' },
      'notes/note.txt is neither C (.c), nor assembly (.toy), nor an executable, object file or archive',
    ],
    [{ program: 'bad.c' }, 'bad.c does not build: 1 error'],
    [{ program: ['bad.c', 'hello.c'] }, 'bad.c (and 1 more) does not build: 1 error'],
    [{ program: 'notes' }, 'nothing to build in notes: it has no .c or .toy files'],
    [{ program: ['hello.c', 'hello.c'] }, 'hello.c is in the program twice'],
    [{ program: ['lab', 'lab/part.c'] }, 'lab/part.c is in the program twice'],
    [{ program: ['hello.c', 'an.elf'] }, 'an.elf is a whole program: it cannot be a part of another'],
    [{ program: ['hello.c', 'warn.c'] }, 'hello.c (and 1 more) does not build: 1 error'],
    [
      { program: 'bad.c', programs: [{ program: 'hello.c' }, { program: 'bad.toy' }] },
      'bad.c does not build: 1 error; bad.toy does not build: 1 error',
    ],
    [{ program: 'hello.c', kernel: 'k' }, 'the kernel in k does not build: 2 errors'],
    [
      { program: 'hello.c', kernel: 'main-alone' },
      "the kernel in main-alone has no start: nothing in it defines '_start'",
    ],
    [{ program: 'hello.c', kernel: 'none' }, 'no kernel in none: it has no .c or .toy files'],
    [
      { program: 'hello.c', files: ['none=x'] },
      'files: cannot read none: there is no such file, or it may not be read',
    ],
  ];
  for (const [given, problem] of problems)
    it(`says what is in the way: ${problem}`, () => {
      const booted = boot(given);
      assert.equal(booted.problem, problem);
      assert.equal(booted.system, undefined);
    });

  const starts: readonly (readonly [kernel: string, hint: string])[] = [
    ['main-alone', 'the machine starts at a global symbol of this name'],
    ['local-start', 'local-start/start.toy has one that is local to it: make it global'],
  ];
  for (const [kernel, hint] of starts)
    it(`misses the start of the kernel in ${kernel}`, () => {
      const { diagnostics } = boot({ program: 'hello.c', kernel });
      assert.deepEqual(diagnostics, [
        {
          code: 'build-kernel-start',
          severity: 'error',
          message: `the kernel in ${kernel} has no start: nothing in it defines '_start'`,
          hint,
        },
      ]);
    });
});
