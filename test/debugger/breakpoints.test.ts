import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hitTest, logParts } from '../../src/debugger/breakpoints/conditions';
import { Session, isEnd, stopped } from './session';

const read = (name: string) => readFileSync(join(__dirname, 'programs', name), 'utf8');
const steps = read('steps.c');
const files = { 'steps.c': steps, 'spin.c': read('spin.c') };
const at = (mark: string) => steps.split('\n').findIndex(line => line.includes(`/* ${mark} */`)) + 1;

const loop = at('body');
/** Two programs with the same instructions at the same addresses. */
const twins = {
  'left.c': 'int side = 1;\nint main(void) {\n  side++;\n  return side;\n}\n',
  'right.c': 'int side = 5;\nint main(void) {\n  side++;\n  return side;\n}\n',
};

describe('line breakpoints', () => {
  it('stop at their line, each time', async () => {
    const session = await Session.at({ files, timer: 0 });
    const [breakpoint] = session.breakAt('steps.c', loop);
    assert.deepEqual(breakpoint?.place, { path: 'steps.c', line: loop - 1, column: 8 });
    for (const i of ['0', '1', '2']) {
      const stop = stopped(await session.continue());
      assert.deepEqual(
        [stop.reason, stop.breakpoints, session.value('i')],
        ['breakpoint', [breakpoint?.id], i],
      );
    }
    assert.ok(isEnd(await session.continue()));
  });

  it('move to the next line that has code, and say so', async () => {
    const session = await Session.at({ files, timer: 0 });
    const [comment, head, last, elsewhere] = session.debugger.breakpoints
      .setLines(
        'steps.c',
        [0, steps.split('\n').findIndex(text => text === 'int main(void)'), 500].map(line => ({ line })),
      )
      .concat(session.debugger.breakpoints.setLines('other.c', [{ line: 1 }]));
    assert.equal(comment?.message, `moved to line ${at('sum first')}, the next one that has code`);
    assert.equal(head?.place?.line, at('first') - 1);
    assert.deepEqual(
      [last?.verified, last?.message],
      [false, 'no code comes from this line or one after it'],
    );
    assert.deepEqual(
      [elsewhere?.verified, elsewhere?.message],
      [false, 'nothing that runs here was built from this file'],
    );
    session.end();
  });

  it('keep their ids while they stay', async () => {
    const session = await Session.at({ files, timer: 0 });
    const [one, two] = session.breakAt('steps.c', at('call'), at('sleep'));
    const [again, third] = session.breakAt('steps.c', at('sleep'), at('print'));
    assert.equal(again?.id, two?.id);
    assert.ok(third && one && third.id !== one.id && third.id !== two?.id);
    session.end();
  });

  it('have conditions, hit counts and log messages', async () => {
    const session = await Session.at({ files, timer: 0 });
    const line = loop - 1;
    const set = (more: object) => session.debugger.breakpoints.setLines('steps.c', [{ line, ...more }]);
    set({ condition: 'i == 1 && total > 0' });
    await session.continue();
    assert.equal(session.value('i'), '1');
    session.end();

    const second = await Session.at({ files, timer: 0 });
    second.debugger.breakpoints.setLines('steps.c', [{ line, hitCondition: '3' }]);
    await second.continue();
    assert.equal(second.value('i'), '2');
    second.end();

    const third = await Session.at({ files, timer: 0 });
    third.debugger.breakpoints.setLines('steps.c', [
      { line, logMessage: 'i is {i}, {{total}} {*(int *)0}', condition: 'i != 1' },
    ]);
    assert.ok(isEnd(await third.continue()));
    assert.deepEqual(
      third.told.map(({ text, source, category }) => [text, source?.line, category]),
      ['0', '2'].map(i => [`i is ${i}, {total} <not readable: no memory is mapped at 0x0>`, line, 'log']),
    );
  });

  it('with a bad condition say so, and do not hide', async () => {
    const session = await Session.at({ files, timer: 0 });
    const bad = (more: object) =>
      session.debugger.breakpoints.setLines('steps.c', [{ line: loop - 1, ...more }])[0]!;
    assert.deepEqual(
      [bad({ condition: '"i' }).verified, bad({ condition: '"i' }).message],
      [false, 'this string does not end on its line; close it with " (column 1)'],
    );
    assert.deepEqual(
      [bad({ hitCondition: 'often' }).verified, bad({ hitCondition: 'often' }).message],
      [false, 'often is no hit count: write 5, >= 5 or % 5'],
    );
    assert.equal(bad({ condition: '*(int *)0 > 1' }).verified, true);
    const stop = stopped(await session.continue());
    assert.match(stop.text!, /its condition cannot be evaluated: no memory is mapped at 0x0/);
    session.end();
  });

  it('hold in the kernel, whatever process it works for', async () => {
    const session = await Session.at({ files, programs: ['steps.c', 'steps.c'], timer: 1000 });
    const text = session.debugger.sources().find(({ path }) => path.endsWith('sysproc.c'))!;
    const line = text.content!.split('\n').findIndex(row => row.includes('clock_sleep(tf->a0)'));
    session.debugger.breakpoints.setLines(text.path, [{ line }]);
    const pids = new Set<number>();
    for (let left = 2; left > 0; left--) pids.add(stopped(await session.continue()).pid);
    assert.equal(pids.size, 2);
    session.end();
  });

  it('are offered where a line has code', async () => {
    const session = await Session.at({ files, timer: 0 });
    const places = session.debugger.breakpoints.places('steps.c', loop - 2, loop - 1);
    assert.deepEqual(
      places.map(({ line, column }) => [line + 1, column + 1]),
      [
        [loop - 1, 10],
        [loop - 1, 17],
        [loop - 1, 24],
        [loop, 9],
      ],
    );
    session.end();
  });

  const parts: readonly (readonly [column: number, place: number, stops: number])[] = [
    [0, 9, 1],
    [9, 9, 1],
    [12, 16, 4],
    [16, 16, 4],
    [17, 23, 3],
    [40, 23, 3],
  ];
  for (const [column, place, stops] of parts)
    it(`stop at the first part of their line from column ${column} on, or at the last`, async () => {
      const session = await Session.at({ files, timer: 0 });
      const line = loop - 2;
      const [breakpoint] = session.debugger.breakpoints.setLines('steps.c', [{ line, column }]);
      assert.deepEqual(breakpoint?.place, { path: 'steps.c', line, column: place });
      for (let left = stops; left > 0; left--) stopped(await session.continue());
      assert.ok(isEnd(await session.continue()));
    });

  it('can be set and removed while the program runs', async () => {
    const session = await Session.at({ files, programs: ['spin.c'], timer: 1000 });
    session.debugger.continue();
    await session.underway();
    session.breakAt('spin.c', 8);
    const stop = stopped(await session.stop());
    assert.equal(stop.reason, 'breakpoint');
    session.breakAt('spin.c');
    session.debugger.continue();
    await session.underway();
    assert.equal(session.debugger.state, 'running');
    session.debugger.pause();
    assert.equal(stopped(await session.stop()).reason, 'pause');
    session.end();
  });
});

describe('breakpoints at one address in two programs', () => {
  it('stop in the program that they are set in', async () => {
    for (const [mine, other] of [
      ['left', 'right'],
      ['right', 'left'],
    ] as const) {
      const session = await Session.at({
        files: twins,
        programs: ['left.c', 'right.c'],
        timer: 200,
        stopOnEntry: 'boot',
      });
      const [breakpoint] = session.breakAt(`${mine}.c`, 3);
      const [twin] = session.breakAt(`${other}.c`, 3);
      assert.equal(breakpoint?.address, twin?.address);
      session.breakAt(`${other}.c`);
      const stop = stopped(await session.continue());
      assert.deepEqual([stop.breakpoints, session.where()], [[breakpoint?.id], `main ${mine}.c:3`]);
      assert.ok(isEnd(await session.continue()));
    }
  });

  it('by instruction too, as the process that one looks at says', async () => {
    const session = await Session.at({ files: twins, programs: ['left.c', 'right.c'], timer: 200 });
    const { pid } = session;
    const address = session.top.pc + 8;
    session.debugger.examine.disassemble(pid, address, -2, 5);
    const [breakpoint] = session.debugger.breakpoints.setInstructions([{ address }]);
    const stop = stopped(await session.continue());
    assert.deepEqual(
      [stop.reason, stop.pid, stop.breakpoints],
      ['instruction breakpoint', pid, [breakpoint?.id]],
    );
    assert.ok(isEnd(await session.continue()));
    const [odd] = session.debugger.breakpoints.setInstructions([{ address: 6 }]);
    assert.equal(odd?.verified, false);
  });

  it('hold in every process of one program', async () => {
    const session = await Session.at({ files: twins, programs: ['left.c', 'left.c'], timer: 200 });
    session.breakAt('left.c', 4);
    const pids = [stopped(await session.continue()).pid, stopped(await session.continue()).pid];
    assert.equal(new Set(pids).size, 2);
    session.end();
  });
});

describe('function breakpoints', () => {
  it('are of the programs of the user first, or of the one that is named', async () => {
    const session = await Session.at({ files, timer: 0, stopOnEntry: 'boot' });
    const set = (name: string) => session.debugger.breakpoints.setFunctions([{ name }])[0]!;
    assert.deepEqual(set('main').place?.path, 'steps.c');
    assert.match(set('kernel::main').place!.path, /kernel\/main.c$/);
    assert.match(set('trapentry').place!.path, /trapentry.toy$/);
    assert.match(set('init::main').place!.path, /init.c$/);
    assert.deepEqual([set('nosuch').verified, set('nosuch').message], [false, 'there is no function nosuch']);
    set('kernel::main()');
    const stop = stopped(await session.continue());
    assert.deepEqual([stop.reason, session.where()], ['function breakpoint', 'main main.c:7']);
    session.end();
  });

  it('take every function of that name', async () => {
    const named =
      '#include <stdio.h>\nint main(void) {\n  char text[8];\n  snprintf(text, 8, "%d", 12);\n  return printf("%s\\n", text) - 3;\n}\n';
    const session = await Session.at({ files: { 'named.c': named }, timer: 0 });
    const [breakpoint] = session.debugger.breakpoints.setFunctions([{ name: 'put' }]);
    assert.equal(breakpoint?.verified, true);
    const files = new Set<string>();
    for (let stop = await session.continue(); !isEnd(stop); stop = await session.continue()) {
      assert.deepEqual([stop.reason, stop.breakpoints], ['function breakpoint', [breakpoint.id]]);
      files.add(session.top.source!.path.split('/').at(-1)!);
    }
    assert.deepEqual([...files].sort(), ['printf.c', 'snprintf.c']);
  });
});

describe('hit conditions', () => {
  const hits = (text: string) => [1, 2, 3, 4, 5, 6].filter(hitTest(text));
  // prettier-ignore
  const cases: Readonly<Record<string, readonly number[]>> = {
    '3': [3], ' = 3 ': [3], '== 3': [3], '>= 5': [5, 6], '>4': [5, 6], '< 3': [1, 2], '<=1': [1], '% 2': [2, 4, 6],
  };
  for (const [text, expected] of Object.entries(cases))
    it(`${text} holds at ${expected.join(', ')}`, () => assert.deepEqual(hits(text), expected));
  for (const text of ['', 'x', '3 x', '% 0', '>', '3.5', '-1'])
    it(`${text || 'nothing'} is none`, () => assert.throws(() => hitTest(text)));
});

describe('log messages', () => {
  const shown = (message: string) =>
    logParts(message)
      .map(part => ('text' in part ? part.text : `<${part.expression}>`))
      .join('');

  it('hold expressions in braces', () => assert.equal(shown('a {x} {{y}} {z + 1}'), 'a <x> {y} <z + 1>'));

  it('hold braces in strings and characters of expressions', () =>
    assert.equal(
      shown(String.raw`it's {"a}b"[1]} {c == '}'} {'\''} {"\"}"}`),
      String.raw`it's <"a}b"[1]> <c == '}'> <'\''> <"\"}">`,
    ));

  it('say of a string without an end that the brace is not closed', () => {
    assert.throws(() => logParts('{"' + '\'"'.repeat(50_000)), /a \{ of the message is not closed/);
  });
});
