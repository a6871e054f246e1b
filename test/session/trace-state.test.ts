/** The trace is a fold: its state, saved and restored with the machine's, gives the same events again. */
import assert from 'node:assert/strict';
import { type Occurrence, everyEvent } from '../../src/events';
import type { EventName, SystemEvent } from '../../src/protocol';
import { type RunState, Runner, type Session } from '../../src/session';
import { Random } from '../support/random';
import { boot } from '../support/system';

const family = `
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
    int ends[2], i, status;
    char line[16];
    if (argc > 1) return printf("%s\\n", argv[1]) > 0 ? 4 : 5;
    pipe(ends);
    for (i = 0; i < 3; i++)
        if (fork() == 0) {
            char *again[] = { argv[0], "again", 0 };
            write(ends[1], "x", 1);
            if (i == 2) usleep(20000);
            if (i == 1) *(volatile int *)8 = 1;
            execv("/bin/family", again);
        }
    read(ends[0], line, 3);
    while (wait(&status) > 0);
    return 3;
}
`;
const other =
  '#include <stdio.h>\nint main(void) { volatile int i; for (i = 0; i < 30000; i++); return puts("done"); }\n';

const programs = { 'family.c': family, 'other.c': other };
const make = (): Session => boot(programs, { timer: 3000, memory: 4 << 20 });

/** Runs to an instant, or to the end; the events that came, in words. */
function runTo(runner: Runner, until: number): SystemEvent[] {
  const { machine } = runner.system;
  const told: SystemEvent[] = [];
  runner.listen(everyEvent(), event => void told.push(runner.inWords(event)));
  while (machine.count < until) {
    const { reason } = runner.run(until - machine.count);
    if (reason !== 'budget') break;
  }
  return told;
}

describe('the state of a trace', function () {
  this.timeout(120_000);
  const random = new Random(7);

  let whole: readonly SystemEvent[];
  let end: number;
  before(() => {
    const runner = new Runner(make());
    whole = runTo(runner, Infinity);
    end = runner.system.machine.count;
    assert.ok(whole.length > 1000);
    assert.deepEqual(whole.at(-1), { ...whole.at(-1), event: 'halt', status: 3 });
  });

  it('saved at random instants and restored later gives the same events', () => {
    const runner = new Runner(make());
    const saved: { count: number; told: number; state: RunState }[] = [];
    let told: SystemEvent[] = [];
    for (let turn = 0; turn < 40; turn++) {
      const back = saved.length > 0 && random.percent(40) ? random.pick(saved) : undefined;
      if (back) {
        runner.restore(back.state);
        told = whole.slice(0, back.told);
      }
      const { machine } = runner.system;
      told.push(...runTo(runner, machine.count + random.below(end / 5)));
      assert.deepEqual(told, whole.slice(0, told.length));
      saved.push({ count: machine.count, told: told.length, state: runner.save() });
    }
    runner.restore(saved[0]!.state);
    assert.deepEqual([...whole.slice(0, saved[0]!.told), ...runTo(runner, Infinity)], whole);
  });

  it('is plain data', () => {
    const runner = new Runner(make());
    runTo(runner, Math.floor(end / 2));
    const { trace } = runner.save();
    assert.deepEqual(structuredClone(trace), trace);
  });

  it('is found in the memory of a machine that nobody has watched so far', () => {
    const kinds: readonly EventName[] = [
      'trap',
      'interrupt',
      'return-from-trap',
      'context-switch',
      'process-start',
      'process-exit',
      'process-free',
    ];
    const runner = new Runner(make());
    const fresh = runner.save();
    for (let turn = 0; turn < 20; turn++) {
      const from = random.below(end);
      runner.restore(fresh);
      runner.listen(new Set(), () => assert.fail('nobody wants to hear anything'));
      assert.equal(runner.system.machine.observer, undefined);
      while (
        runner.system.machine.count < from &&
        runner.run(from - runner.system.machine.count).reason === 'budget'
      );
      const at = runner.system.machine.count;
      const told: SystemEvent[] = [];
      runner.listen(new Set(kinds), event => void told.push(runner.inWords(event)));
      while (runner.run(end).reason === 'budget');
      const expected = whole.filter(({ event, count }) => kinds.includes(event) && count >= at);
      assert.deepEqual(told, expected, `from ${at}`);
    }
  });

  it('knows in the midst of a switch that who comes next has not begun', () => {
    const all = whole.filter(({ event, pid }) => event === 'process-start' && pid > 1);
    const starts = all.filter(({ pid }, index) => all.findIndex(row => row.pid === pid) === index);
    for (const { pid, count } of starts) {
      const isTo = (row: SystemEvent) => row.event === 'context-switch' && row.to === pid;
      const change = whole.find(row => isTo(row) && row.count < count)!;
      const runner = new Runner(make());
      runTo(runner, change.count + 1);
      runner.listen(new Set(), () => assert.fail('nobody wants to hear anything'));
      const told: number[] = [];
      runner.listen(new Set<EventName>(['process-start']), row => void told.push(row.count));
      runner.run(count + 1 - runner.system.machine.count);
      assert.deepEqual(told, [count], `of ${pid}`);
    }
    assert.ok(starts.length > 3);
  });

  it('needs no look at how the disk was told what its command is about', () => {
    const commands = whole.filter(({ event }) => event === 'disk-command');
    assert.ok(commands.length > 20);
    const runner = new Runner(make());
    for (const command of commands.slice(0, 20)) {
      while (runner.system.machine.count < command.count - 1)
        runner.run(command.count - 1 - runner.system.machine.count);
      const told: SystemEvent[] = [];
      runner.listen(new Set(['disk-command']), event => void told.push(runner.inWords(event)));
      runner.run(2);
      assert.deepEqual(told, [command]);
      runner.listen(new Set(), () => assert.fail('nobody wants to hear anything'));
    }
  });

  it('has the system calls as they were made', () => {
    const runner = new Runner(make(), true);
    const { machine, view } = runner.system;
    runner.listen(new Set(), () => false);
    const calls = () =>
      view
        .processes()
        .map(({ pid, trapFrame }) => [
          pid,
          machine.firstArgumentOf(trapFrame),
          runner.callAt(trapFrame, pid)?.shown,
        ]);
    const saved: { state: RunState; calls: unknown }[] = [];
    for (let turn = 0; turn < 20; turn++) {
      runner.run(end / 20);
      saved.push({ state: runner.save(), calls: calls() });
    }
    assert.ok(saved.some(({ calls }) => JSON.stringify(calls).includes('exec(')));
    for (const { state, calls: then } of saved.reverse()) {
      runner.restore(state);
      assert.deepEqual(calls(), then);
    }
  });
});

describe('a kind of event', function () {
  this.timeout(120_000);

  it('is told to one who wants it alone as to one who wants all', () => {
    const all = new Runner(make());
    const whole = runTo(all, Infinity);
    const runner = new Runner(make());
    const fresh = runner.save();
    for (const kind of everyEvent()) {
      runner.restore(fresh);
      const told: SystemEvent[] = [];
      const hear = (event: Occurrence) => void told.push(runner.inWords(event));
      runner.listen(new Set([kind]), hear);
      while (runner.run(1_000_000).reason === 'budget');
      assert.deepEqual(
        told,
        whole.filter(({ event }) => event === kind),
        kind,
      );
    }
  });
});
