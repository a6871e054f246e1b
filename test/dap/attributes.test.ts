/** What a launch request may say: sentences written by hand, held against the table of launches. */
import assert from 'node:assert/strict';
import { launchRows } from '../../src/boot';
import { launchRequest } from '../../src/dap/attributes';

const good = { program: '/x/hello.c' };
const attributes = Object.keys(launchRows).filter(name => launchRows[name]?.attribute);

describe('launch attributes', () => {
  it('have defaults', () => {
    assert.deepEqual(launchRequest(good), {
      launch: {
        program: ['/x/hello.c'],
        args: [],
        programs: [],
        replay: '',
        kernel: '',
        timer: 10_000,
        interrupts: [],
        scheduler: 'round-robin',
        memory: 16,
        files: [],
        env: {},
        disk: '',
        recordFailure: '',
        include: [],
        define: [],
        warnings: [],
        standard: 'gnu17',
        console: 'integratedTerminal',
        stopOnEntry: 'main',
        stopOnExit: false,
        history: 256,
        stepIntoLibrary: false,
        allProcesses: false,
        trace: new Set(['trap', 'interrupt', 'switch', 'process', 'boot']),
        maxInstructions: Number.MAX_SAFE_INTEGER,
      },
      noDebug: false,
      bundledUris: false,
      follows: [],
      notes: [],
    });
  });

  const all = {
    program: 'a.c',
    args: ['x', ''],
    programs: [{ program: 'b.toy' }, { program: ['c', 'd.c'], args: ['1'] }],
    replay: '',
    kernel: 'kernel',
    timer: 0,
    interrupts: [7, 5],
    scheduler: 'lottery',
    memory: 32,
    files: ['a=b'],
    env: { HOME: '/tmp', EMPTY: '' },
    disk: 'disk.img',
    recordFailure: 'failure.ringside',
    include: ['i'],
    define: ['N=1'],
    warnings: ['no-unused'],
    standard: 'c89',
    console: 'internalConsole',
    stopOnEntry: false,
    stopOnExit: true,
    history: 0,
    stepIntoLibrary: true,
    allProcesses: true,
    trace: ['port'],
  };

  it('are taken as they are given', () => {
    assert.deepEqual(Object.keys(all), attributes);
    const { launch, notes } = launchRequest({ ...all, type: 'ringside', request: 'launch', name: 'x' });
    assert.deepEqual(launch, {
      ...all,
      program: ['a.c'],
      programs: [
        { program: ['b.toy'], args: [] },
        { program: ['c', 'd.c'], args: ['1'] },
      ],
      scheduler: 'lottery',
      trace: new Set(['port']),
      maxInstructions: Number.MAX_SAFE_INTEGER,
    });
    assert.deepEqual(notes, []);
  });

  it('are absent where they are null', () => {
    const nulls = Object.fromEntries(attributes.map(name => [name, null]));
    assert.deepEqual(launchRequest({ ...nulls, ...good }), launchRequest(good));
  });

  const meanings: readonly (readonly [given: object, meant: object])[] = [
    [{ kernel: '' }, { kernel: '' }],
    [{ stopOnEntry: true }, { stopOnEntry: 'main' }],
    [{ stopOnEntry: 'boot' }, { stopOnEntry: 'boot' }],
    [{ trace: true }, { trace: new Set(['trap', 'interrupt', 'switch', 'process', 'boot', 'port']) }],
    [{ trace: false }, { trace: new Set() }],
    [
      { noDebug: true, stopOnEntry: 'boot', trace: true },
      { stopOnEntry: false, trace: new Set() },
    ],
    [{ maxInstructions: 5 }, {}],
  ];
  for (const [given, meant] of meanings)
    it(`mean what they should: ${JSON.stringify(given)}`, () => {
      assert.deepEqual(launchRequest({ ...good, ...given }).launch, {
        ...launchRequest(good).launch,
        ...meant,
      });
    });

  it('of what a recording says itself are told', () => {
    const { launch, notes } = launchRequest({ replay: 'r', timer: 5, args: ['x'], stopOnExit: true });
    assert.deepEqual([launch.program, launch.replay, launch.stopOnExit], [['r'], 'r', true]);
    assert.deepEqual(notes, ["'args' is not looked at: the recording has its own"]);
  });

  it('that nobody knows are told, but those of every client', () => {
    const { notes } = launchRequest({ ...good, progam: 'b.c', cwd: '/', __sessionId: 1, preLaunchTask: 'x' });
    assert.deepEqual(notes, [
      "there is no launch attribute 'progam'; did you mean program?",
      "there is no launch attribute 'cwd'",
    ]);
  });

  it('that nobody knows are told where they stand in another', () => {
    const programs = [
      { program: 'b.c', arg: ['x'] },
      { program: 'c.c', stopOnEntry: false },
    ];
    assert.deepEqual(launchRequest({ ...good, programs }).notes, [
      "there is no launch attribute 'programs[0].arg'; did you mean args?",
      "there is no launch attribute 'programs[1].stopOnEntry'",
    ]);
  });

  const program =
    'expected the path of a .c or .toy file, of a folder of them, or of an executable, or a list of such paths';
  const refused: readonly (readonly [given: object, sentence: string])[] = [
    [{}, `program: ${program}, got nothing`],
    [{ program: '' }, `program: ${program}, got ""`],
    [{ program: 7 }, `program: ${program}, got 7`],
    [{ program: [] }, `program: ${program}, got []`],
    [{ program: ['a.c', ''] }, `program: ${program}, got ["a.c",""]`],
    [
      { progam: 'x.c' },
      `program: ${program}, got nothing; there is no launch attribute 'progam'; did you mean program?`,
    ],
    [{ ...good, args: 'x' }, 'args: expected a list, got "x"'],
    [{ ...good, args: ['x', 1] }, 'args[1]: expected a text, got 1'],
    [{ ...good, programs: {} }, 'programs: expected a list, got {}'],
    [{ ...good, programs: ['b.c'] }, 'programs[0]: expected an object with a program, got "b.c"'],
    [{ ...good, programs: [[]] }, 'programs[0]: expected an object with a program, got []'],
    [{ ...good, programs: [{ args: [] }] }, `programs[0].program: ${program}, got nothing`],
    [
      { ...good, programs: [{ program: 'b.c' }, { program: 'c.c', args: [true] }] },
      'programs[1].args[0]: expected a text, got true',
    ],
    [{ ...good, kernel: ['k'] }, 'kernel: expected the path of a folder, got ["k"]'],
    [{ ...good, replay: 7 }, 'replay: expected the path of a recording, got 7'],
    [{ ...good, interrupts: 5 }, 'interrupts: expected a list, got 5'],
    [
      { ...good, interrupts: [5, -1] },
      'interrupts[1]: expected a whole number from 0 to 9007199254740991, got -1',
    ],
    [{ ...good, stopOnExit: 'yes' }, 'stopOnExit: expected true or false, got "yes"'],
    [
      { ...good, scheduler: 'fair' },
      'scheduler: expected "round-robin", "shortest-first", "feedback", "lottery" or "stride", got "fair"',
    ],
    [{ ...good, timer: -1 }, 'timer: expected a whole number from 0 to 4294967295, got -1'],
    [{ ...good, timer: '100' }, 'timer: expected a whole number from 0 to 4294967295, got "100"'],
    [{ ...good, timer: 1.5 }, 'timer: expected a whole number from 0 to 4294967295, got 1.5'],
    [{ ...good, timer: 2 ** 32 }, 'timer: expected a whole number from 0 to 4294967295, got 4294967296'],
    [{ ...good, memory: 0 }, 'memory: expected a whole number from 1 to 1024, got 0'],
    [{ ...good, memory: 1025 }, 'memory: expected a whole number from 1 to 1024, got 1025'],
    [{ ...good, files: 'notes.txt' }, 'files: expected a list, got "notes.txt"'],
    [{ ...good, files: [1] }, 'files[0]: expected HOST or HOST=GUEST, got 1'],
    [{ ...good, env: { A: 1 } }, 'env: expected values by name, or NAME=VALUE, got {"A":1}'],
    [{ ...good, env: { 'A=B': 'x' } }, 'env: expected values by name, or NAME=VALUE, got {"A=B":"x"}'],
    [{ ...good, disk: 1 }, 'disk: expected the path of a file, got 1'],
    [{ ...good, recordFailure: 1 }, 'recordFailure: expected the path of a file, got 1'],
    [{ ...good, warnings: ['sense'] }, 'warnings[0]: expected the name of a warning, got "sense"'],
    [
      { ...good, standard: 'c42' },
      'standard: expected c89, c99, c11, c17, c23, gnu89, gnu99, gnu11, gnu17 or gnu23, got "c42"',
    ],
    [{ ...good, define: ['2X'] }, 'define[0]: expected NAME or NAME=VALUE, got "2X"'],
    [{ ...good, include: [null] }, 'include[0]: expected the path of a folder, got null'],
    [{ ...good, history: -1 }, 'history: expected a whole number from 0 to 65536, got -1'],
    [{ ...good, stepIntoLibrary: 'yes' }, 'stepIntoLibrary: expected true or false, got "yes"'],
    [
      { ...good, console: 'externalTerminal' },
      'console: expected "integratedTerminal" or "internalConsole", got "externalTerminal"',
    ],
    [{ ...good, stopOnEntry: 'start' }, 'stopOnEntry: expected "main", "boot", true or false, got "start"'],
    [{ ...good, allProcesses: 1 }, 'allProcesses: expected true or false, got 1'],
    [
      { ...good, trace: ['traps'] },
      'trace: expected true, false or a list of trap, interrupt, switch, process, boot, port, got ["traps"]',
    ],
  ];
  for (const [given, sentence] of refused)
    it(`refuse ${JSON.stringify(given)}`, () => {
      assert.throws(() => launchRequest(given as Record<string, unknown>), { message: sentence });
    });

  it('are each refused in a case above', () => {
    const named = refused.map(([, sentence]) => /^\w+/.exec(sentence)?.[0]);
    assert.deepEqual(
      attributes.filter(name => !named.includes(name)),
      [],
    );
  });
});
