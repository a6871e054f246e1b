/** What goes on while something is asked for: steps and pauses of processes that wait, loop, end or switch. */
import assert from 'node:assert/strict';
import type { DebuggerError, StopInfo } from '../../src/debugger';
import { guest } from '../support/guest';
import { Session, isEnd } from './session';

const stopped = (stop: Awaited<ReturnType<Session['stop']>>): StopInfo => {
  assert.ok(!isEnd(stop), `the machine has ended: ${JSON.stringify(stop)}`);
  return stop;
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}

const endless = 'int i;\nint main(void) {\n  i = 1;\n  for (;;) i++;\n}\n';
const reader = `#include <unistd.h>
int main(void) {
  char c;
  read(0, &c, 1);
  return c;
}
`;
const parent = `#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  if (fork() == 0) return 3;
  usleep(100000);
  wait(0);
  return 0;
}
`;

describe('a process that has ended', () => {
  async function withEnded(): Promise<Session> {
    const session = await Session.at({ files: { 'parent.c': parent }, timer: 0 });
    session.debugger.breakpoints.setFunctions([
      { name: 'kernel::proc_wait', condition: 'current->pid == 2' },
    ]);
    await session.continue();
    session.debugger.breakpoints.setFunctions([]);
    assert.ok(session.debugger.threads().some(({ title }) => title === '3 parent (ended)'));
    return session;
  }

  it('is not stepped: the machine stays where it is', async () => {
    const session = await withEnded();
    const { count } = session.system.machine;
    for (const how of ['over', 'into', 'out'] as const)
      for (const unit of ['line', 'instruction'] as const)
        assert.throws(
          () => session.debugger.step(3, how, unit),
          (error: DebuggerError) =>
            error.code === 'process-ended' &&
            error.message === 'process 3 has ended: there is nothing left of it to step',
        );
    assert.deepEqual([session.debugger.state, session.system.machine.count], ['stopped', count]);
    assert.ok(session.stack(3).length > 0);
    session.end();
  });

  it('is not what a pause comes to', async () => {
    const careless = '#include <unistd.h>\nint main(void) {\n  if (fork() != 0) for (;;);\n  return 0;\n}\n';
    const session = await Session.at({ files: { 'parent.c': careless } });
    session.debugger.continue();
    await until(() => session.debugger.threads().some(({ title }) => /parent \(ended\)/.test(title)));
    session.debugger.pause(session.debugger.threads().find(({ state }) => state === 'zombie')?.pid);
    const { pid } = stopped(await session.stop());
    assert.notEqual(session.debugger.threads().find(thread => thread.pid === pid)?.state, 'zombie');
    session.end();
  });

  it('leaves the CPU to the next, which is then what one looks at', async () => {
    for (const how of ['over', 'into'] as const) {
      const session = await Session.at({ files: { 'p.c': 'int main(void) { return 3; }\n' }, timer: 0 });
      session.debugger.setExceptionFilters([{ filter: 'process', condition: 'exit' }]);
      assert.match(stopped(await session.continue()).description, /^2 p has ended/);
      assert.equal(session.pid, 2);
      session.debugger.setExceptionFilters([]);
      for (let left = 10; session.pid === 2 && left > 0; left--) stopped(await session.step(how, 'line', 2));
      assert.notEqual(session.pid, 2, how);
      session.end();
    }
  });

  it('is not what a switch away from it stops in', async () => {
    const session = await Session.at({ files: { 'p.c': 'int main(void) { return 3; }\n' }, timer: 0 });
    session.debugger.setExceptionFilters([{ filter: 'context-switch' }]);
    const stop = stopped(await session.continue());
    assert.match(stop.description, /^context switch: 2 p → (\d) /);
    const to = Number(/→ (\d)/.exec(stop.description)?.[1]);
    assert.equal(stop.pid, to);
    assert.match(session.where(), /^switch_to /);
    assert.equal(session.debugger.examine.exceptionInfo(to)?.id, 'context-switch');
    session.end();
  });
});

describe('a pause', () => {
  it('comes to the process that was asked for, also while nothing runs', async () => {
    const session = await Session.at({ files: { 'reader.c': reader } });
    session.debugger.continue();
    await until(() => session.debugger.threads().some(({ title }) => title.startsWith('2 reader (waits')));
    session.debugger.pause(2);
    const stop = stopped(await session.stop());
    assert.deepEqual(
      [stop.reason, stop.pid, stop.description, stop.text],
      ['pause', 2, 'paused while 2 reader waits for input', undefined],
    );
    for (const asked of [1, 0, 2, undefined, 77]) {
      session.debugger.continue();
      session.debugger.pause(asked);
      const { pid } = stopped(await session.stop());
      assert.equal(pid, asked === undefined || asked === 77 ? 2 : asked, `asked for ${asked}`);
    }
    session.end();
  });

  it('keeps the step that is under way', async () => {
    const session = await Session.at({ files: { 'reader.c': reader } });
    assert.equal(session.where(), 'main reader.c:4');
    session.debugger.step(2, 'over', 'line');
    for (let turn = 0; turn < 2; turn++) {
      await until(() => session.debugger.threads().some(({ title }) => title.startsWith('2 reader (waits')));
      session.debugger.pause(2);
      const stop = stopped(await session.stop());
      assert.deepEqual(
        [stop.reason, stop.text],
        ['pause', 'the step is not over: it goes on when the program is continued'],
      );
      assert.equal(session.stack(2).at(-2), 'main reader.c:4');
      session.debugger.continue();
    }
    session.debugger.input('A\n');
    const { reason, pid } = stopped(await session.stop());
    assert.deepEqual([reason, pid, session.where()], ['step', 2, 'main reader.c:5']);
    assert.ok(isEnd(await session.continue()));
  });

  it('keeps no step that another one, or a stop on the way, takes the place of', async () => {
    const session = await Session.at({
      files: { 'endless.c': endless, 'spin.c': 'int main(void) { for (;;); }\n' },
    });
    await session.step();
    session.debugger.step(2, 'over', 'line');
    await session.underway();
    session.debugger.pause(2);
    await session.stop();
    assert.equal(session.value('i = 7'), '7');
    const stop = stopped(await session.step('over', 'instruction'));
    assert.deepEqual([stop.reason, session.where()], ['step', 'main endless.c:4']);
    session.debugger.continue();
    await session.underway();
    session.debugger.pause(2);
    assert.equal(stopped(await session.stop()).text, undefined);
    session.end();
  });
});

describe('a step that does not come to its end', () => {
  it('says so after a while, once, and can be paused', async () => {
    const session = await Session.at({ files: { 'endless.c': endless } });
    await session.step();
    session.debugger.step(2, 'over', 'line');
    await until(() => session.told.length > 0);
    assert.deepEqual(
      session.told.map(({ text, category }) => [text, category]),
      [['the step is still under way, in main (user mode): if it has no end, pause the program', 'note']],
    );
    session.debugger.pause(2);
    assert.equal(stopped(await session.stop()).reason, 'pause');
    assert.equal(session.where(), 'main endless.c:4');
    session.end();
  });
});

describe('the kernel before there is a process', () => {
  it('has a thread and a stack wherever it stops', async () => {
    const session = await Session.at({
      files: { 'p.c': 'int main(void) { return 3; }\n' },
      stopOnEntry: 'boot',
    });
    const names = new Set(session.system.kernel.debug!.functions.map(({ name }) => name));
    const seen = new Set<string>();
    while (session.pid === 0 && session.top.name !== 'idle') {
      const { top } = session;
      assert.ok(
        session.debugger.threads().some(({ pid, state }) => pid === 0 && state === 'running'),
        session.where(),
      );
      const stack = session.stack();
      assert.equal(stack.at(-1)?.split(' ')[0], '_start', stack.join());
      seen.add(top.name);
      names.delete(top.name);
      session.debugger.breakpoints.setFunctions([...names].map(name => ({ name: `kernel::${name}` })));
      stopped(await session.continue());
    }
    assert.ok(
      ['_start', 'main', 'proc_init', 'vm_init'].every(name => seen.has(name)),
      [...seen].join(),
    );
    session.end();
  });
});

describe('a panic', () => {
  it('is traced as what it is', async () => {
    const read = (name: string) => new TextDecoder().decode(guest.read(`guest/kernel/${name}`));
    const own = Object.fromEntries(guest.list('guest/kernel').map(name => [name, read(name)]));
    own['sysproc.c'] = own['sysproc.c']!.replace('return current->pid;', 'panic("no more"); return 0;');
    const caller = '#include <unistd.h>\nint main(void) {\n  return getpid();\n}\n';
    const session = await Session.at({ files: { 'p.c': caller }, kernel: own, trace: ['boot'] });
    session.debugger.subscribe(['halt']);
    assert.equal(stopped(await session.continue()).description, 'the kernel has panicked');
    assert.match(session.told.at(-1)!.text, /the kernel has panicked: it stops the machine$/);
    assert.deepEqual(
      session.happened.map(event => event.event === 'halt' && [event.reason, event.status]),
      [['panic', 0]],
    );
    await session.continue();
    assert.equal(session.ended?.message, 'the kernel has panicked');
  });

  it('is another end than power off', async () => {
    const session = await Session.at({ files: { 'p.c': 'int main(void) { return 3; }\n' }, trace: ['boot'] });
    assert.ok(isEnd(await session.continue()));
    assert.match(session.told.at(-1)!.text, /power off with status 3$/);
  });
});
