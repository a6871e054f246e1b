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
        program: [inside('a.c')],
        args: [],
        programs: [],
        kernel: '',
        timer: 10_000,
        interrupts: [],
        replay: '',
        stopOnExit: false,
        recordFailure: '',
        scheduler: 'round-robin',
        memory: 16,
        files: [],
        env: {},
        disk: '',
        include: [],
        define: [],
        warnings: [],
        standard: 'gnu17',
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
      const warnings = [
        '-Wno-unused',
        '-W',
        'error',
        '-w',
        '-std=c99',
        '-DDEBUG',
        '-D',
        'TWICE(x)=x + x',
        '--define=N=',
      ];
      const file = ['--file', `${inside('a.c')}=/etc/a`, '--disk', inside('new.img')];
      const env = ['--env', 'A=1=2', '--env=B='];
      const lines = [inside('a.c'), '-x', '--timer', '--', inside('b.toy'), ''];
      assert.deepEqual(launch(...options, ...numbers, ...warnings, ...file, ...env, ...lines), {
        program: [inside('a.c')],
        args: ['-x', '--timer'],
        programs: [{ program: [inside('b.toy')], args: [''] }],
        kernel: inside('k'),
        timer: 1000,
        interrupts: [],
        replay: '',
        stopOnExit: false,
        recordFailure: '',
        scheduler: 'lottery',
        memory: 4,
        files: [`${inside('a.c')}=/etc/a`],
        env: { A: '1=2', B: '' },
        disk: inside('new.img'),
        include: [inside('h'), inside('k')],
        define: ['DEBUG', 'TWICE(x)=x + x', 'N='],
        warnings: ['no-unused', 'error', 'none'],
        standard: 'c99',
        console: 'integratedTerminal',
        stopOnEntry: 'main',
        stepIntoLibrary: false,
        history: 256,
        allProcesses: false,
        trace: new Set(['trap', 'interrupt', 'switch', 'process', 'boot', 'port']),
        maxInstructions: 7,
      } satisfies Launch);
    }));

  const parts: readonly (readonly [words: string, program: string, args: string])[] = [
    ['a.c b.toy x y', 'a.c b.toy', 'x y'],
    ['a.c x b.toy', 'a.c', 'x b.toy'],
    ['a.c --args b.toy', 'a.c', 'b.toy'],
    ['a.c b.toy --args', 'a.c b.toy', ''],
    ['a.c --args --args', 'a.c', '--args'],
    ['a.c x --args', 'a.c', 'x --args'],
    ['k a.c', 'k', 'a.c'],
  ];
  for (const [words, program, args] of parts)
    it(`has parts, then arguments: ${words}`, () =>
      inFolder(inside => {
        const place = (word: string) => (/^(a\.c|b\.toy|k)$/.test(word) ? inside(word) : word);
        const split = (text: string) => text.split(' ').filter(Boolean).map(place);
        const line = { program: split(program), args: split(args) };
        const given = launch(...split(words), '--', ...split(words));
        assert.deepEqual({ program: given.program, args: given.args }, line);
        assert.deepEqual(given.programs, [line]);
      }));

  it('calls a folder by its name', () => {
    assert.deepEqual(launch('.').program, [process.cwd().replaceAll('\\', '/')]);
    assert.deepEqual(launch('src/..').program, launch('.').program);
  });

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
    ['-D 3=4', '--define[0]: expected NAME or NAME=VALUE, got "3=4"'],
    ['--file=', '--file: expected HOST or HOST=GUEST, got ""'],
    ['--env A none.c', '--env: expected values by name, or NAME=VALUE, got ["A"]'],
    ['--env =A none.c', '--env: expected values by name, or NAME=VALUE, got ["=A"]'],
    ['none.c', 'cannot read none.c: no such file or folder'],
    ['--kernel none none.c', 'cannot read none.c: no such file or folder'],
    ['--kernel none ringside:/guest/programs/sh', '--kernel: cannot read none: no such file or folder'],
    ['--file none=x ringside:/guest/programs/sh', '--file: cannot read none: no such file or folder'],
    ['--disk=', '--disk: expected the path of a file, got ""'],
    ['--disk src ringside:/guest/programs/sh', '--disk: cannot write src: it is a folder'],
    ['--disk none/x ringside:/guest/programs/sh', '--disk: cannot write none/x: no such file or folder'],
    [
      '--record-failure src ringside:/guest/programs/sh',
      '--record-failure: cannot write src: it is a folder',
    ],
    ['-I package.json ringside:/guest/programs/sh', '--include: package.json is no folder'],
  ];
  for (const [words, sentence] of refused)
    it(`is refused for '${words}'`, () => {
      assert.throws(() => launch(...words.split(' ').filter(Boolean)), { message: sentence });
    });

  it('is refused for a bad value in the words of the same launch attribute', () => {
    for (const [name, { option, attribute }] of Object.entries(launchRows)) {
      if (
        !attribute ||
        !option?.value ||
        ['include', 'define', 'warnings', 'files', 'disk', 'recordFailure', 'kernel'].includes(name)
      )
        continue;
      const given = {
        program: 'a.c',
        [name]: ['interrupts', 'env'].includes(name) ? ['nonsense'] : 'nonsense',
      };
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
        '--interrupts',
        '--scheduler',
        '--memory',
        '--file',
        '--env',
        '--disk',
        '--record-failure',
        '--include',
        '--define',
        '--warning',
        '--standard',
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
