import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebuggerError, CallFrame } from '../../src/debugger';
import { guest } from '../support/guest';
import { Session, isEnd } from './session';

const read = (name: string) => readFileSync(join(__dirname, 'programs', name), 'utf8');
const steps = read('steps.c');
const endless = 'int main(void) { for (;;); }\n';
const echo =
  '#include <stdio.h>\nint main(void) {\n  char line[80];\n  while (fgets(line, sizeof line, stdin)) printf("<%s>", line);\n  return 5;\n}\n';

describe('the start', () => {
  it('stops at main of the first program, at the first instruction of all, or nowhere', async () => {
    const main = await Session.at({ files: { 'steps.c': steps } });
    assert.deepEqual([main.stops[0]?.reason, main.top.name, main.top.mode], ['entry', 'main', 'user']);
    main.end();
    const boot = await Session.at({ files: { 'steps.c': steps }, stopOnEntry: 'boot' });
    assert.deepEqual(
      [boot.stops[0]?.reason, boot.where(), boot.system.machine.count],
      ['entry', '_start boot.toy:10', 0],
    );
    boot.end();
    const nowhere = await Session.at({ files: { 'steps.c': steps }, stopOnEntry: false });
    assert.deepEqual([nowhere.stops, nowhere.ended?.status], [[], 17]);
  });

  it('comes to main even if a breakpoint comes before', async () => {
    const session = new Session({ files: { 'steps.c': steps }, timer: 0 });
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::start_init' }]);
    session.debugger.start();
    await session.stop();
    assert.equal(session.top.name, 'start_init');
    await session.continue();
    assert.deepEqual([session.stops.at(-1)?.reason, session.top.name], ['entry', 'main']);
    session.end();
  });

  it('at a breakpoint is not told twice', async () => {
    const session = new Session({ files: { 'steps.c': steps }, programs: ['steps.c', 'steps.c'], timer: 0 });
    const first = steps.split('\n').findIndex(line => line.includes('/* first */'));
    session.debugger.breakpoints.setLines('steps.c', [{ line: first }]);
    session.debugger.start();
    await session.stop();
    await session.continue();
    assert.deepEqual(
      session.stops.map(({ reason, pid }) => [reason, pid]),
      [
        ['breakpoint', 2],
        ['breakpoint', 3],
      ],
    );
    assert.ok(isEnd(await session.continue()));
  });

  it('can be gone on from in the midst of being told of the stop', async () => {
    const session = new Session({ files: { 'steps.c': steps }, timer: 0 });
    const { stops } = session;
    stops.push = stop => {
      if (stops.length < 5)
        queueMicrotask(() => session.debugger.state === 'stopped' && session.debugger.continue());
      return Array.prototype.push.call(stops, stop);
    };
    session.breakAt('steps.c', 31);
    session.debugger.start();
    while (!isEnd(await session.stop()));
    assert.equal(session.ended?.status, 17);
  });

  it('of a program in assembly stops at its main too', async () => {
    const toy = '.text\n.global main\nmain:\n  li a0, 4\n  ret\n';
    const session = await Session.at({ files: { 'small.toy': toy }, timer: 0 });
    assert.equal(session.where(), 'main small.toy:4');
    assert.equal(isEnd(await session.continue()) && session.ended?.status, 4);
  });
});

describe('a running machine', () => {
  it('pauses at once, and tells where it is meanwhile', async () => {
    const session = await Session.at({ files: { 'loop.c': endless } });
    session.debugger.continue();
    assert.equal(session.debugger.state, 'running');
    await session.underway();
    session.debugger.pause();
    const stop = await session.stop();
    assert.deepEqual(!isEnd(stop) && [stop.reason, session.where()], ['pause', 'main loop.c:1']);
    const running = session.statuses.filter(status => status.running);
    assert.ok(running.length > 0 && running.every(({ pid, name }) => pid === 2 && name === 'loop'));
    session.end();
  });

  it('refuses what only a stopped one can answer', async () => {
    const session = await Session.at({ files: { 'loop.c': endless } });
    const frame = session.top;
    session.debugger.continue();
    refuses(session, frame, 'not-stopped', /the machine is running: pause it first/);
    const titles = session.debugger.threads().map(({ title }) => title);
    assert.ok(
      titles.some(title => /^2 loop \(running/.test(title)),
      String(titles),
    );
    assert.throws(() => session.debugger.start(), /started already/);
    session.debugger.pause();
    await session.stop();
    assert.throws(
      () => session.debugger.examine.scopes(frame),
      (error: DebuggerError) => error.code === 'stale-frame',
    );
    assert.throws(
      () => session.debugger.pause(),
      (error: DebuggerError) => error.code === 'not-running',
    );
    session.end();
    refuses(session, frame, 'ended', /the session has ended/);
  });

  it('refuses before it has been started', () => {
    const session = new Session({ files: { 'loop.c': endless } });
    assert.throws(
      () => session.debugger.threads(),
      (error: DebuggerError) => error.code === 'not-started',
    );
    assert.throws(
      () => session.debugger.continue(),
      (error: DebuggerError) => error.code === 'not-started',
    );
  });

  it('knows its processes and no others', async () => {
    const session = await Session.at({ files: { 'loop.c': endless } });
    for (const pid of [99, -1, 1.5]) {
      const unknown = (error: DebuggerError) => error.code === 'unknown-process';
      assert.throws(() => session.debugger.examine.stack(pid), unknown);
      assert.throws(() => session.debugger.step(pid, 'over', 'line'), unknown);
      assert.throws(() => session.debugger.examine.readMemory(pid, 0, 4), unknown);
      assert.throws(() => session.debugger.examine.disassemble(pid, 0, 0, 4), unknown);
    }
    assert.deepEqual(
      [...session.threads].sort((a, b) => a - b),
      [0, 1, 2],
    );
    session.end();
  });

  it('tells of processes that come and go', async () => {
    const forker =
      '#include <sys/wait.h>\n#include <unistd.h>\nint main(void) {\n  if (fork() == 0) return 3;\n  wait(0);\n  return 0;\n}\n';
    const session = await Session.at({ files: { 'fork.c': forker }, timer: 0 });
    session.debugger.setExceptionFilters([{ filter: 'process', condition: 'exit' }]);
    await session.continue();
    assert.ok(session.threads.has(3));
    assert.match(
      session.debugger
        .threads()
        .map(({ title }) => title)
        .join(),
      /3 fork \(ended\)/,
    );
    session.breakAt('fork.c', 6);
    await session.continue();
    assert.deepEqual(session.exitedThreads, [3]);
    session.end();
  });
});

function refuses(session: Session, frame: CallFrame, code: string, sentence: RegExp): void {
  const d = session.debugger;
  const requests: Readonly<Record<string, () => unknown>> = {
    continue: () => d.continue(),
    step: () => d.step(2, 'over', 'line'),
    stack: () => d.examine.stack(2),
    scopes: () => d.examine.scopes(frame),
    evaluate: () => d.examine.evaluate('1', frame, 'watch'),
    assign: () => d.examine.assign('$a0', '1', frame),
    complete: () => d.examine.complete('a', 1, frame),
    disassemble: () => d.examine.disassemble(2, 0, 0, 1),
    readMemory: () => d.examine.readMemory(2, 0, 1),
    writeMemory: () => d.examine.writeMemory(2, 0, new Uint8Array(1)),
    exceptionInfo: () => d.examine.exceptionInfo(2),
  };
  for (const [name, request] of Object.entries(requests))
    assert.throws(
      request,
      (error: DebuggerError) => error.code === code && sentence.test(error.message),
      name,
    );
}

describe('the console', () => {
  it('takes what is typed while the program waits for it, and the end', async () => {
    const session = await Session.at({ files: { 'echo.c': echo } });
    session.debugger.continue();
    for (const line of ['one\n', 'zwei äöü\n']) {
      session.debugger.input(line);
      await until(() => session.output.includes(line.trim()) || session.output.length > 100);
    }
    session.debugger.endInput();
    assert.equal(isEnd(await session.stop()) && session.ended?.status, 5);
    assert.equal(session.output, '<one\n><zwei äöü\n>');
  });

  it('keeps what is typed while the machine stands still', async () => {
    const session = await Session.at({ files: { 'echo.c': echo } });
    session.debugger.input('early\n');
    session.debugger.endInput();
    await session.continue();
    assert.equal(session.output, '<early\n>');
  });

  it('lets a waiting program be paused, and shows it blocked', async () => {
    const session = await Session.at({ files: { 'echo.c': echo } });
    session.debugger.continue();
    await until(() => session.debugger.threads().some(({ title }) => title.startsWith('2 echo (waits')));
    session.debugger.pause();
    await session.stop();
    assert.ok(session.debugger.threads().some(({ title }) => title === '2 echo (waits for input)'));
    assert.deepEqual(session.stack(2).at(-2), 'main echo.c:4');
    session.end();
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}

/** The sources of the bundled kernel, by name. */
const kernel = () =>
  Object.fromEntries(
    guest
      .list('guest/kernel')
      .map(name => [name, new TextDecoder().decode(guest.read(`guest/kernel/${name}`))]),
  );

describe('a machine that cannot go on', () => {
  it('by a kernel panic stops for a last look', async () => {
    const own = kernel();
    own['sysproc.c'] = own['sysproc.c']!.replace(
      'return clock_sleep(tf->a0);',
      'panic("no sleep %d", tf->a0);',
    );
    const session = await Session.at({ files: { 'steps.c': steps }, kernel: own, timer: 0 });
    const stop = await session.continue();
    assert.deepEqual(!isEnd(stop) && [stop.reason, stop.description], [
      'exception',
      'the kernel has panicked',
    ]);
    assert.ok(session.stack().some(place => place.startsWith('sys_sleep sysproc.c')));
    assert.match(session.output, /panic: no sleep 3000/);
    const { id, description } = session.debugger.examine.exceptionInfo(session.pid) ?? {};
    assert.deepEqual([id, description], ['panic', 'the kernel has panicked']);
    await session.continue();
    assert.deepEqual(session.ended, { status: 70, reason: 'panic', message: 'the kernel has panicked' });
  });

  it('goes back from there, and comes to the same end again', async () => {
    const own = kernel();
    own['sysproc.c'] = own['sysproc.c']!.replace(
      'return clock_sleep(tf->a0);',
      'panic("no sleep %d", tf->a0);',
    );
    const session = await Session.at({ files: { 'steps.c': steps }, kernel: own, timer: 0, history: 64 });
    session.debugger.breakpoints.setFunctions([{ name: 'sys_sleep' }]);
    await session.continue();
    const there = session.system.machine.count;
    assert.equal((await session.continue()) && session.stops.at(-1)!.reason, 'exception');
    session.debugger.time.reverseContinue();
    await session.stop();
    assert.deepEqual([session.system.machine.count, session.where().split(' ')[0]], [there, 'sys_sleep']);
    const stop = await session.continue();
    assert.equal(!isEnd(stop) && stop.description, 'the kernel has panicked');
    await session.continue();
    assert.equal(session.ended?.reason, 'panic');
    assert.equal(session.output.match(/panic: no sleep/g)?.length, 1);
  });

  it('by a double fault says why', async () => {
    const own = kernel();
    own['sysproc.c'] = own['sysproc.c']!.replace(
      'return clock_sleep(tf->a0);',
      '__asm__ volatile("li sp, 16\\n lw a0, 0(sp)");',
    );
    const session = await Session.at({ files: { 'steps.c': steps }, kernel: own, timer: 0 });
    const stop = await session.continue();
    assert.match(
      !isEnd(stop) ? stop.description : '',
      /^double fault in sys_sleep\+0x\w+: load-page-fault at 0x\w+ could not be delivered, /,
    );
    await session.continue();
    assert.equal(session.ended?.reason, 'double-fault');
  });

  it('because all wait for ever says who, though the timer goes on', async () => {
    const own = kernel();
    own['clock.c'] = own['clock.c']!.replace('set_timer(time_to_wait());', 'set_timer(time_slice);');
    own['pipe.c'] = own['pipe.c']!.replace('"pipe to read"', '"Godot"');
    const stuck =
      '#include <unistd.h>\nint main(void) {\n  int fds[2];\n  char c;\n  usleep(100000);\n  pipe(fds);\n  return read(fds[0], &c, 1);\n}\n';
    const session = await Session.at({ files: { 'stuck.c': stuck }, kernel: own });
    const again = 'nothing can happen any more: waiting for ever: 1 init (child), 2 stuck (Godot)';
    for (let turn = 0; turn < 2; turn++) {
      const stop = await session.continue();
      assert.deepEqual(!isEnd(stop) && [stop.reason, stop.description], ['pause', again]);
    }
    assert.ok(session.stack(2).some(place => place.startsWith('main stuck.c:7')));
    session.end();
  });

  it('because all wait for each other says who', async () => {
    const stuck =
      '#include <unistd.h>\nint main(void) {\n  int fds[2];\n  char c;\n  pipe(fds);\n  return read(fds[0], &c, 1);\n}\n';
    const session = await Session.at({ files: { 'stuck.c': stuck } });
    const stop = await session.continue();
    assert.match(
      !isEnd(stop) ? stop.description : '',
      /nothing can happen any more: waiting for ever: 1 init \(child\), 2 stuck \(.*pipe.*\)/,
    );
    session.end();
  });
});

describe('a process that is to be ended', () => {
  it('is not where the kernel has no function for it', async () => {
    const own = kernel();
    for (const name of ['proc.c', 'defs.h', 'syssignal.c', 'tty.c'])
      own[name] = own[name]!.replaceAll('proc_kill', 'end_process');
    const session = await Session.at({ files: { 'steps.c': steps }, kernel: own, timer: 0 });
    assert.throws(() => session.debugger.kill(2), /this kernel has no function proc_kill that could end it/);
    session.end();
  });
});
