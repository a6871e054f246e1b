import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Occurrence, everyEvent } from '../../src/events';
import { causeNamed } from '../../src/isa';
import type { SystemEvent } from '../../src/protocol';
import { Trace, traceInterest } from '../../src/debugger/trace';
import { Runner } from '../../src/session';
import { boot } from '../support/system';
import type { TraceLine } from '../../src/debugger';
import { Session } from './session';

const hello = readFileSync(join(__dirname, '../../examples/hello.c'), 'utf8');

const everything = new Set(['trap', 'interrupt', 'switch', 'process', 'boot', 'port'] as const);

describe('the trace of a program', () => {
  it('tells the steps of limited direct execution, each with its place', async () => {
    const session = await Session.at({
      files: { 'hello.c': hello },
      timer: 0,
      trace: ['trap', 'process', 'switch'],
    });
    await session.continue();
    const lines = session.told.map(
      ({ text, source }) =>
        `${text
          .replace(/^ *\d+ +/, '')
          .replace(/0x[0-9a-f]{4,8}/g, '0x…')
          .replace(/ {2,}/g, '  ')} | ${source?.path.replace(/.*\//, '') ?? ''}`,
    );
    const from = lines.findIndex(line => line.includes('process starts at _start'));
    assert.ok(from > 0);
    const start = lines.findIndex(line => line.startsWith('2 hello'));
    assert.deepEqual(
      lines.slice(start).filter(line => /^2 hello  .*(main|write|exit|switch: 2)/.test(line)),
      [
        '2 hello  main("/bin/hello") | hello.c',
        '2 hello  user → kernel  system call write(1, "hello, world\\n", 13) at write+0x8 (0x…); frame at 0x… | usys.toy',
        '2 hello  kernel → user  return-from-trap write = 13 to write+0x8 (0x…) | usys.toy',
        '2 hello  main returns 0 | ',
        '2 hello  user → kernel  system call exit(0) at _exit+0x8 (0x…); frame at 0x… | usys.toy',
        '2 hello  process ends: exit(0) | proc.c',
        '2 hello  context switch: 2 hello → 1 init, since it has ended; kernel stack 0x… | swtch.toy',
      ],
    );
    assert.ok(session.told.every(({ count }, index, all) => index === 0 || count >= all[index - 1]!.count));
  });

  it('tells only what is asked for', async () => {
    for (const category of ['switch', 'boot', 'port', 'interrupt'] as const) {
      const session = await Session.at({ files: { 'hello.c': hello }, timer: 5000, trace: [category] });
      await session.continue();
      assert.ok(session.told.length > 0, category);
      assert.ok(
        session.told.every(line => line.category === category || /too fast to tell/.test(line.text)),
        category,
      );
    }
  });

  it('is made of the kinds of events that it asks for', () => {
    for (const category of everything) {
      const told = new Set([category]);
      const runner = new Runner(boot({ 'hello.c': hello }, { timer: 5000 }));
      const [all, some] = [[], []].map((lines: string[]) => {
        const tell = ({ text }: TraceLine) => void lines.push(text);
        const inWords = (event: Occurrence) => runner.inWords(event);
        return {
          lines,
          trace: new Trace({
            told,
            trapCounts: runner.system.machine.trapCounts,
            flooded: () => {},
            inWords,
            placeOf: () => undefined,
            tell,
            now: () => 0,
          }),
        };
      });
      runner.listen(everyEvent(), event => {
        all!.trace.event(event);
        if (traceInterest(told).includes(event.event)) some!.trace.event(event);
      });
      while (runner.run(1_000_000).reason === 'budget');
      assert.ok(all!.lines.length > 0);
      assert.deepEqual(some!.lines, all!.lines, category);
    }
  });

  it('stands in order with the output', async () => {
    const session = new Session({
      files: { 'hello.c': hello },
      timer: 0,
      trace: ['trap'],
      stopOnEntry: false,
    });
    const order: string[] = [];
    const { told } = session;
    const push = told.push.bind(told);
    told.push = (...lines: TraceLine[]) => {
      order.push(`${session.output.length > 0 ? 'after' : 'before'} ${lines[0]!.text}`);
      return push(...lines);
    };
    session.debugger.start();
    await session.stop();
    assert.ok(order.some(line => /^before .*system call write/.test(line)));
    assert.ok(order.some(line => /^after .*return-from-trap write/.test(line)));
  });
});

describe('floods', () => {
  function traced(now: { time: number }) {
    const lines: string[] = [];
    const trapCounts = new Uint32Array(32);
    const floods = { count: 0 };
    const trace = new Trace({
      told: everything,
      trapCounts,
      flooded: () => void floods.count++,
      inWords: event => ({ ...event, name: 'loop', fromName: 'loop', toName: 'b' }) as unknown as SystemEvent,
      placeOf: () => undefined,
      tell: line => void lines.push(line.text),
      now: () => now.time,
    });
    return { trace, lines, trapCounts, floods };
  }
  const head = { cpu: 0, pid: 2, mode: 'user' } as const;
  const tick = (count: number): Occurrence => ({
    ...head,
    count,
    event: 'interrupt',
    cause: 'timer-interrupt',
    pc: 4096,
    frame: 100,
    handler: 8,
  });
  const back = (count: number): Occurrence => ({
    ...head,
    count,
    event: 'return-from-trap',
    to: 'user',
    pc: 4096,
    frame: 100,
  });
  const call = (count: number): Occurrence => ({ ...head, count, event: 'wait' });

  it('of ticks that change nothing are one line', () => {
    const { trace, lines } = traced({ time: 0 });
    for (let count = 1000; count <= 9000; count += 1000)
      for (const event of [tick(count), back(count + 50)]) trace.event(event);
    assert.deepEqual(lines, []);
    trace.event(call(9500));
    assert.match(
      lines[0]!,
      /^ +1000 .*timer-interrupt .*, and 8 more up to instruction 9000: nothing else is ready/,
    );
    assert.match(lines[1]!, /wait/);
    trace.event(tick(10000));
    trace.event(back(10050));
    trace.flush();
    assert.match(lines[2]!, /10000 .*: nothing else is ready, so it goes on$/);
    assert.doesNotMatch(lines[2]!, /more up to/);
  });

  it('of ticks that do change something are told', () => {
    const { trace, lines } = traced({ time: 0 });
    trace.event(tick(1));
    trace.event({
      ...head,
      count: 2,
      event: 'context-switch',
      from: 2,
      to: 3,
      kernelStack: 8,
    });
    assert.deepEqual(
      lines.map(line => /timer|context/.exec(line)?.[0]),
      ['timer', 'context'],
    );
  });

  it('come out now and then, ever less often', () => {
    const now = { time: 0 };
    const { trace, lines } = traced(now);
    for (let count = 0; now.time < 60_000; now.time += 100) {
      for (const event of [tick(++count), back(++count)]) trace.event(event);
      trace.breathe();
    }
    assert.ok(lines.length >= 4 && lines.length <= 7, String(lines.length));
  });

  it('of anything else are counted by the machine, and wanted again after a while', () => {
    const now = { time: 0 };
    const { trace, lines, trapCounts, floods } = traced(now);
    for (let count = 0; count < 5000; count++) trace.event(call(count));
    assert.equal(lines.length, 1000);
    assert.equal(floods.count, 1);
    assert.deepEqual(trace.interest, []);
    trapCounts[causeNamed('system-call').number] = 4000;
    trapCounts[causeNamed('timer-interrupt').number] = 3;
    assert.equal(trace.breathe(), false);
    now.time += 600;
    assert.equal(trace.breathe(), true);
    assert.deepEqual(lines.slice(1000), [
      '… too fast to tell one by one: 4000 × system call, 3 × timer interrupt',
    ]);
    assert.deepEqual(trace.interest, traceInterest(everything));
    for (let count = 0; count < 100; count++) trace.event(call(count));
    assert.equal(lines.length, 1031);
    trace.flush();
    assert.equal(lines.at(-1), '… too fast to tell one by one');
  });

  it('are told whole where some of it had been told before its end', () => {
    const now = { time: 0 };
    const { trace, lines, trapCounts } = traced(now);
    now.time = 900;
    for (let count = 0; count < 5000; count++) trace.event(call(count));
    // What is held comes out, while too few lines are allowed again for the flood to be over.
    now.time = 1100;
    assert.equal(trace.breathe(), false);
    assert.equal(lines.length, 1001);
    trapCounts[causeNamed('system-call').number] = 4000;
    trace.flush();
    assert.equal(lines.at(-1), '… too fast to tell one by one: 4000 × system call');
  });

  it('tell how many system calls there were, though the machine tells none', async () => {
    const calls = 20_000;
    const files = {
      'calls.c': `#include <unistd.h>\nint main(void) { for (int i = 0; i < ${calls}; i++) getpid(); return 0; }\n`,
    };
    const session = await Session.at({ files, timer: 0, trace: ['trap'] });
    const seen: number[] = [];
    const told = session.told.length;
    await session.continue();
    const lines = session.told.slice(told).map(({ text }) => text);
    for (const line of lines) {
      if (/system call getpid/.test(line)) seen.push(1);
      const folded = /(\d+) × system call/.exec(line);
      if (folded) seen.push(Number(folded[1]));
    }
    const sum = seen.reduce((one, other) => one + other, 0);
    assert.ok(sum >= calls && sum < calls + 10, String(sum));
    // How often it is told again is a matter of time; most of it is counted.
    assert.ok(lines.length < calls, String(lines.length));
  });
});
