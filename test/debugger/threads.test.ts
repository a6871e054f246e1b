/** Threads: listed below their process, each with its own stack; a step stays in its thread; who waits for whom. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session, stopped } from './session';

const example = (name: string) => readFileSync(join(__dirname, '../../examples', name), 'utf8');
const files = (name: string) => ({ [name]: example(name) });
const lineOf = (name: string, text: string) =>
  example(name)
    .split('\n')
    .findIndex(line => line.includes(text)) + 1;

/** The program's threads as they are listed. */
const titles = (session: Session) =>
  session.debugger.threads().flatMap(({ pid, title }) => (pid % 1_000_000 === 2 ? [title] : []));
const idOf = (session: Session, title: RegExp) =>
  session.debugger.threads().find(thread => title.test(thread.title))!.pid;

describe('threads that wait for each other', () => {
  it('are told as such where nothing can happen any more', async () => {
    const session = await Session.at({ files: files('deadlock.c') });
    const stop = stopped(await session.continue());
    assert.match(
      stop.description,
      /^nothing can happen any more: .*2 deadlock \(thread 2\.1\), 2\.1 deadlock \(lock fork_2, held by 2\.2\), 2\.2 deadlock \(lock fork_1, held by 2\.1\)$/,
    );
    assert.deepEqual(titles(session), [
      '2 deadlock (waits for thread 2.1)',
      '2.1 plato (waits for lock fork_2, held by 2.2)',
      '2.2 socrates (waits for lock fork_1, held by 2.1)',
    ]);
    const stack = session.stack(idOf(session, /socrates/));
    assert.equal(stack[0]!.split(' ')[0], 'switch_to');
    assert.ok(
      stack.some(frame => /^user → kernel · futex_wait\(/.test(frame)),
      stack.join('\n'),
    );
    assert.match(stack.join('\n'), /\neat deadlock\.c:\d+\nsocrates deadlock\.c:\d+\n?/);
    const thread = session.scope('Thread', session.debugger.examine.stack(idOf(session, /plato/))[0]);
    assert.equal(thread.find(({ name }) => name === 'number')!.value, '1');
    session.end();
  });
});

describe('steps of a thread', () => {
  it('stay in it, whatever the timer does', async () => {
    for (const timer of [500, 700]) {
      const session = await Session.at({ files: files('race.c'), timer });
      session.debugger.breakpoints.setFunctions([
        { name: 'add', condition: 'kernel::current_thread->number == 2' },
      ]);
      stopped(await session.continue());
      session.debugger.breakpoints.setFunctions([]);
      const { pid } = session;
      assert.match(titles(session).join('\n'), /^2\.2 worker \(running, user\)$/m);
      for (const how of ['over', 'out', 'over', 'into', 'over'] as const) {
        stopped(await session.step(how));
        assert.equal(session.pid, pid, how);
        assert.match(session.where(), /^(add|worker) race\.c:/);
      }
      session.end();
    }
  });

  it('end with it', async () => {
    const session = await Session.at({ files: files('race.c'), programs: ['race.c 2'], timer: 0 });
    session.breakAt('race.c', lineOf('race.c', 'return NULL;'));
    stopped(await session.continue());
    const { pid } = session;
    session.breakAt('race.c');
    assert.equal(pid, 1_000_002);
    while (!session.ended) await session.step('over', 'line', pid);
    assert.equal(session.ended.status, 0);
    assert.ok(
      session.told.some(
        ({ text }) => text === 'the thread has ended before the step was done; the others go on',
      ),
    );
  });

  it('go back in it', async () => {
    const session = await Session.at({ files: files('race.c'), timer: 500, history: 64 });
    session.debugger.breakpoints.setFunctions([
      { name: 'add', condition: 'counter > 3000 && kernel::current_thread->number == 2' },
    ]);
    stopped(await session.continue());
    const { pid } = session;
    const there = session.where();
    session.debugger.time.stepBack(pid, 'line');
    stopped(await session.stop());
    assert.equal(session.pid, pid);
    assert.match(session.where(), /^worker race\.c:/);
    stopped(await session.step('into'));
    assert.deepEqual([session.pid, session.where()], [pid, there]);
    session.end();
  });
});

describe('what threads share', () => {
  it('has data breakpoints that stop whichever writes', async () => {
    const session = await Session.at({ files: files('race.c'), programs: ['race.c 3'], timer: 0 });
    const counter = session.debugger.examine.evaluate('counter', session.top, 'watch');
    const [breakpoint] = session.debugger.breakpoints.setData([
      { address: counter.address!, length: 4, access: 'write', pid: session.pid },
    ]);
    assert.equal(breakpoint!.verified, true);
    const writers = new Set<number>();
    for (let count = 0; count < 6; count++) {
      stopped(await session.continue());
      writers.add(session.pid);
    }
    assert.equal(writers.size, 2);
    session.end();
  });
});
