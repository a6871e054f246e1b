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
      programs: [{ program: 'c.c', args: ['d'] }, 'e.c', null],
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
      programs: [{ program: '/c.c', args: ['d'] }, 'e.c', null],
      kernel: '/k',
      files: ['/f', '/g=h', '/i=j=k', 7],
      include: ['/l', ''],
    });
    assert.deepEqual(found, [
      'program file a.c',
      'programs file c.c',
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
    'bad.c': 'int main(void) { return x; }\n',
    'bad.toy': 'nonsense\n',
    'warn.c': '#warning beware\nint main(void) { return 0; }\n',
    'k/main.c': 'int f(void) { return x + y; }\n',
    'main-alone/main.c': 'int main(void) { return 0; }\n',
    'local-start/start.toy': '.text\n_start:\n  j _start\n',
    'notes/note.txt': 'note',
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

  const problems: readonly (readonly [given: object, problem: string])[] = [
    [{ program: 'none.c' }, 'cannot read none.c: there is no such file, or it may not be read'],
    [
      { program: 'notes/note.txt' },
      'notes/note.txt is neither C (.c), nor assembly (.toy), nor an executable',
    ],
    [{ program: 'bad.c' }, 'bad.c does not build: 1 error'],
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
