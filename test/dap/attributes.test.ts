import assert from 'node:assert/strict';
import { launchAttributes } from '../../src/dap/attributes';

const good = { program: '/x/hello.c' };

describe('launch attributes', () => {
  it('have defaults', () => {
    assert.deepEqual(launchAttributes(good), {
      programs: [{ program: '/x/hello.c', args: [] }],
      files: [],
      include: [],
      stopOnEntry: 'main',
      trace: new Set(['trap', 'interrupt', 'switch', 'process', 'boot']),
      noDebug: false,
      bundledUris: false,
    });
  });

  it('are taken as they are given', () => {
    const all = launchAttributes({
      program: 'a.c',
      args: ['x', ''],
      programs: [{ program: 'b.toy' }, { program: 'c', args: ['1'] }],
      kernel: 'kernel',
      timer: 0,
      memory: 32,
      files: ['a=b'],
      include: ['i'],
      stopOnEntry: false,
      trace: ['port'],
      type: 'ringside',
      request: 'launch',
      name: 'x',
    });
    assert.deepEqual(all, {
      programs: [
        { program: 'a.c', args: ['x', ''] },
        { program: 'b.toy', args: [] },
        { program: 'c', args: ['1'] },
      ],
      kernel: 'kernel',
      timer: 0,
      memory: 32,
      files: ['a=b'],
      include: ['i'],
      stopOnEntry: false,
      trace: new Set(['port']),
      noDebug: false,
      bundledUris: false,
    });
  });

  it('take an empty kernel for the bundled one', () => {
    assert.deepEqual(launchAttributes({ ...good, kernel: '' }), launchAttributes(good));
  });

  it('stop and tell nothing without debugging', () => {
    const { stopOnEntry, trace } = launchAttributes({
      ...good,
      noDebug: true,
      stopOnEntry: 'boot',
      trace: true,
    });
    assert.equal(stopOnEntry, false);
    assert.equal(trace.size, 0);
  });

  const refused: readonly (readonly [given: object, sentence: string])[] = [
    [{}, 'program: expected the path of a .c or .toy file or an executable, got nothing'],
    [{ program: '' }, 'program: expected the path of a .c or .toy file or an executable, got ""'],
    [{ program: 7 }, 'program: expected the path of a .c or .toy file or an executable, got 7'],
    [{ ...good, args: 'x' }, 'args: expected a list, got "x"'],
    [{ ...good, args: ['x', 1] }, 'args[1]: expected a text, got 1'],
    [{ ...good, programs: {} }, 'programs: expected a list, got {}'],
    [{ ...good, programs: ['b.c'] }, 'programs[0]: expected an object with a program, got "b.c"'],
    [
      { ...good, programs: [{ args: [] }] },
      'programs[0].program: expected the path of a .c or .toy file or an executable, got nothing',
    ],
    [
      { ...good, programs: [{ program: 'b.c' }, { program: 'c.c', args: [true] }] },
      'programs[1].args[0]: expected a text, got true',
    ],
    [{ ...good, kernel: ['k'] }, 'kernel: expected a text, got ["k"]'],
    [{ ...good, timer: -1 }, 'timer: expected a whole number from 0 to 4294967295, got -1'],
    [{ ...good, timer: '100' }, 'timer: expected a whole number from 0 to 4294967295, got "100"'],
    [{ ...good, timer: 1.5 }, 'timer: expected a whole number from 0 to 4294967295, got 1.5'],
    [{ ...good, memory: 0 }, 'memory: expected a whole number from 1 to 1024, got 0'],
    [{ ...good, files: 'notes.txt' }, 'files: expected a list, got "notes.txt"'],
    [{ ...good, include: [null] }, 'include[0]: expected a text, got null'],
    [{ ...good, stopOnEntry: true }, 'stopOnEntry: expected "main", "boot" or false, got true'],
    [{ ...good, stopOnEntry: 'start' }, 'stopOnEntry: expected "main", "boot" or false, got "start"'],
    [
      { ...good, trace: ['traps'] },
      'trace: expected true, false or a list of trap, interrupt, switch, process, boot, port, got ["traps"]',
    ],
  ];
  for (const [given, sentence] of refused)
    it(`refuse ${JSON.stringify(given)}`, () => {
      assert.throws(() => launchAttributes(given as Record<string, unknown>), { message: sentence });
    });
});
