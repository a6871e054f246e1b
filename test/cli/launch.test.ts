/** The launch that a command line describes, and its options. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Launch, launchRows, launchTable, mebibyte } from '../../src/boot';
import { memoryMap } from '../../src/isa';
import { launchRequest } from '../../src/dap/attributes';
import { launchOf, launchOptions } from '../../src/cli/launch';
import { type CommandShape, UsageError, parseArguments } from '../../src/cli/options';
import { withFolder } from '../support/command-line';

const command: CommandShape = {
  name: 'run',
  summary: '',
  usage: [],
  description: '',
  passesRest: true,
  options: launchOptions,
  examples: [],
  statuses: [],
};

const launch = (...words: readonly string[]) => launchOf(parseArguments(command, words));

/** Calls `work` with a folder that has a program, a header and a kernel in it. */
const inFolder = (work: (inside: (path: string) => string) => void) =>
  withFolder({ 'a.c': '', 'b.toy': '', 'k/main.c': '', 'h/x.h': '' }, folder =>
    work(path => join(folder, path)),
  );

describe('the launch of a command line', () => {
  it('has defaults', () =>
    inFolder(inside => {
      const defaults: Launch = {
        program: inside('a.c'),
        args: [],
        programs: [],
        kernel: '',
        timer: 10_000,
        scheduler: 0,
        memory: 16,
        files: [],
        include: [],
        console: 'integratedTerminal',
        stopOnEntry: 'main',
        stepIntoLibrary: false,
        history: 256,
        allProcesses: false,
        trace: new Set(),
        maxInstructions: Number.MAX_SAFE_INTEGER,
      };
      assert.deepEqual(launch(inside('a.c')), defaults);
      assert.equal(defaults.memory * mebibyte, memoryMap.defaultRamSize);
    }));

  it('is what its options and words say', () =>
    inFolder(inside => {
      const options = ['--kernel', 'k', '-I', 'h', '-I', 'k'].map(word =>
        /^-/.test(word) ? word : inside(word),
      );
      const numbers = [
        '--timer',
        '1_000',
        '--memory=4',
        '--max-instructions',
        '7',
        '--trace',
        '--scheduler',
        'lottery',
      ];
      const file = ['--file', `${inside('a.c')}=/etc/a`];
      const lines = [inside('a.c'), '-x', '--timer', '--', inside('b.toy'), ''];
      assert.deepEqual(launch(...options, ...numbers, ...file, ...lines), {
        program: inside('a.c'),
        args: ['-x', '--timer'],
        programs: [{ program: inside('b.toy'), args: [''] }],
        kernel: inside('k'),
        timer: 1000,
        scheduler: 3,
        memory: 4,
        files: [`${inside('a.c')}=/etc/a`],
        include: [inside('h'), inside('k')],
        console: 'integratedTerminal',
        stopOnEntry: 'main',
        stepIntoLibrary: false,
        history: 256,
        allProcesses: false,
        trace: new Set(['trap', 'interrupt', 'switch', 'process', 'boot', 'port']),
        maxInstructions: 7,
      } satisfies Launch);
    }));

  const refused: readonly (readonly [words: string, sentence: string])[] = [
    ['', 'which program?'],
    ['--', "a program must follow every '--'"],
    ['--timer x', '--timer: expected a whole number from 0 to 4294967295, got "x"'],
    ['--timer -1', '--timer: expected a whole number from 0 to 4294967295, got "-1"'],
    [
      '--scheduler fair',
      '--scheduler: expected "round-robin", "shortest-first", "feedback", "lottery" or "stride", got "fair"',
    ],
    ['--memory 1025', '--memory: expected a whole number from 1 to 1024, got 1025'],
    ['--max-instructions 0', '--max-instructions: expected a whole number from 1 to 9007199254740991, got 0'],
    ['--kernel=', '--kernel: expected the path of a folder, got ""'],
    ['--include=', '--include: expected the path of a folder, got ""'],
    ['--file=', '--file: expected HOST or HOST=GUEST, got ""'],
    ['none.c', 'cannot read none.c: no such file or folder'],
    ['--kernel none none.c', 'cannot read none.c: no such file or folder'],
    ['--kernel none ringside:/guest/programs/sh.c', '--kernel: cannot read none: no such file or folder'],
    ['--file none=x ringside:/guest/programs/sh.c', '--file: cannot read none: no such file or folder'],
    ['-I package.json ringside:/guest/programs/sh.c', '--include: package.json is no folder'],
  ];
  for (const [words, sentence] of refused)
    it(`is refused for '${words}'`, () => {
      assert.throws(() => launch(...words.split(' ').filter(Boolean)), { message: sentence });
    });

  it('is refused for a bad value in the words of the same launch attribute', () => {
    for (const [name, { option, attribute }] of Object.entries(launchRows)) {
      if (!attribute || !option?.value || name === 'include' || name === 'files' || name === 'kernel')
        continue;
      const given = { program: 'a.c', [name]: 'nonsense' };
      const refusal = (work: () => unknown) => {
        try {
          work();
        } catch (error) {
          return error instanceof UsageError
            ? error.message.replace(option.name, name)
            : String(error).slice(7);
        }
        return 'not refused';
      };
      assert.equal(
        refusal(() => launch(option.name, 'nonsense', 'a.c')),
        refusal(() => launchRequest(given)),
      );
    }
  });
});

describe('the options for a launch', () => {
  it('are those of the table, in lines that fit', () => {
    assert.deepEqual(
      launchOptions.map(({ name }) => name),
      [
        '--kernel',
        '--timer',
        '--scheduler',
        '--memory',
        '--file',
        '--include',
        '--max-instructions',
        '--trace',
      ],
    );
    for (const { name, help } of launchOptions)
      for (const line of help.split('\n'))
        assert.ok(line.length > 0 && line.length <= 68, `${name}: ${line}`);
  });

  it('say their defaults and whether they may be repeated', () => {
    const help = (name: string) => launchOptions.find(option => option.name === name)?.help ?? '';
    assert.match(help('--timer').replaceAll('\n', ' '), /\(default 10000\)$/);
    assert.equal(help('--memory'), `memory of the machine in MiB (default ${launchTable.memory.default})`);
    assert.match(help('--include').replaceAll('\n', ' '), /; may be given more than once$/);
    assert.doesNotMatch(help('--trace'), /more than once/);
    assert.doesNotMatch(help('--max-instructions'), /default/);
  });
});
