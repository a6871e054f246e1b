import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepKind, StepUnit } from '../../src/debugger';
import { Session, type SessionOptions, isEnd } from './session';

const read = (name: string) => readFileSync(join(__dirname, 'programs', name), 'utf8');
const files = { 'steps.c': read('steps.c'), 'spin.c': read('spin.c') };
const lines = files['steps.c'].split('\n');
/** The one-based line with this mark. */
const at = (mark: string) => lines.findIndex(line => line.includes(`/* ${mark} */`)) + 1;

/** The systems in which a step must do the same: alone, interrupted at every turn, among others that want the CPU. */
const systems: Readonly<Record<string, Partial<SessionOptions>>> = {
  'alone, without a timer': { programs: ['steps.c'], timer: 0 },
  'with the timer': { programs: ['steps.c'], timer: 500 },
  'beside two others': { programs: ['steps.c', 'spin.c', 'spin.c'], timer: 600 },
};

/** Where the process of the first stop goes with steps of one kind, until it is back in the code that called main. */
async function trail(session: Session, how: StepKind, unit: StepUnit, most: number): Promise<string[]> {
  const { pid } = session;
  const places: string[] = [];
  while (places.length < most) {
    const stop = await session.step(how, unit, pid);
    if (isEnd(stop)) return [...places, 'end'];
    assert.equal(stop.pid, pid);
    assert.equal(stop.reason, 'step');
    places.push(session.where());
    if (session.where().startsWith('_start')) break;
  }
  return places;
}

const inMain = (...marks: string[]) => marks.map(mark => `main steps.c:${at(mark)}`);

for (const [name, options] of Object.entries(systems))
  describe(`steps of a program ${name}`, () => {
    let session: Session;
    beforeEach(async () => (session = await Session.at({ files, ...options })));
    afterEach(() => session.end());

    it('over lines: calls, recursion, system calls, sleep, loops', async () => {
      const loop = ['loop', 'body', 'loop', 'body', 'loop', 'body', 'loop'];
      assert.deepEqual(await trail(session, 'over', 'line', 40), [
        ...inMain('call', 'recursive call', 'system call', 'sleep', ...loop, 'print', 'last'),
        `main steps.c:${at('last') + 1}`,
        '_start crt0.toy:15',
      ]);
    });

    it('into functions, past their prologue, and out of them', async () => {
      await session.step();
      await session.step('into');
      assert.equal(session.where(), `twice steps.c:${at('twice first')}`);
      assert.equal(session.value('x'), '4');
      await session.step('out');
      assert.deepEqual(session.stack()[0], `main steps.c:${at('call')}`);
      await session.step();
      assert.equal(session.where(), `main steps.c:${at('recursive call')}`);
    });

    it('in recursion stay in their own frame', async () => {
      await session.step();
      await session.step();
      await session.step('into');
      assert.equal(session.value('n'), '3');
      const over = await trail(session, 'over', 'line', 4);
      assert.deepEqual(
        over.map(place => place.replace(/.*:/, '')),
        [at('sum first') + 2, at('recursion'), at('sum last'), at('sum last') + 1].map(String),
      );
      assert.equal(session.value('n'), '3');
      assert.equal(session.value('rest'), '3');
    });

    it('out of recursion go one frame', async () => {
      session.breakAt('steps.c', at('sum first') + 1);
      await session.continue();
      assert.deepEqual(
        session.stack().map(place => place.replace(/ .*/, '')),
        ['sum', 'sum', 'sum', 'sum', 'main', '_start'],
      );
      for (const n of ['1', '2', '3']) {
        await session.step('out');
        assert.equal(session.value('n'), n);
      }
      await session.step('out');
      assert.equal(session.where(), `main steps.c:${at('recursive call')}`);
    });

    it('into a trap enter the kernel, and out of it come back to the instruction after it', async () => {
      session.breakAt('steps.c', at('system call'));
      await session.continue();
      await session.step('into');
      assert.equal(session.where(), 'write usys.toy:161');
      await session.step('over');
      assert.equal(session.where(), 'write usys.toy:162');
      const trapAt = session.top.pc;
      await session.step('into');
      assert.equal(session.where(), 'trapentry trapentry.toy:11');
      assert.equal(session.top.mode, 'kernel');
      await session.step('over');
      await session.step('into');
      assert.match(session.where(), /^trap trap.c:/);
      await session.step('out');
      assert.equal(session.where(), 'trapentry trapentry.toy:13');
      await session.step('out');
      assert.equal(session.top.mode, 'user');
      assert.equal(session.top.pc, trapAt + 4);
      assert.deepEqual(session.stack().slice(1), [`main steps.c:${at('system call')}`, '_start crt0.toy:14']);
      assert.equal(session.output, 'x');
    });

    it('out of the depth of the kernel go caller by caller', async () => {
      session.debugger.breakpoints.setFunctions([{ name: 'kernel::console_write', condition: 'count == 1' }]);
      await session.continue();
      session.debugger.breakpoints.setFunctions([]);
      const names: string[] = [];
      for (let left = 6; left > 0; left--) {
        await session.step('out');
        names.push(session.top.name);
      }
      assert.deepEqual(names, ['file_write', 'sys_write', 'syscall', 'trap', 'trapentry', 'write']);
      assert.equal(session.top.mode, 'user');
    });

    it('over a call that blocks in the kernel wait for it', async () => {
      session.debugger.breakpoints.setFunctions([{ name: 'kernel::clock_sleep' }]);
      await session.continue();
      const { pid } = session;
      session.debugger.breakpoints.setFunctions([
        { name: 'kernel::block', condition: `current->pid == ${pid}` },
      ]);
      await session.continue();
      session.debugger.breakpoints.setFunctions([]);
      const before = session.system.machine.count;
      await trail(session, 'over', 'line', 5);
      assert.equal(session.top.name, 'block');
      await session.step();
      assert.match(session.where(), /^block /);
      assert.equal(session.pid, pid);
      assert.ok(session.system.machine.count - before > 2000);
    });
  });

describe('steps by instruction', () => {
  /** Every user PC on the way, without and with interrupts and others. */
  async function pcs(options: Partial<SessionOptions>): Promise<number[]> {
    const session = await Session.at({ files, ...options });
    session.breakAt('steps.c', at('call'));
    await session.continue();
    const seen: number[] = [];
    while (session.top.name !== '_start') {
      await session.step('over', 'instruction');
      assert.equal(session.top.mode, 'user');
      seen.push(session.top.pc);
    }
    session.end();
    return seen;
  }

  it('take the same way with and without interrupts', async () => {
    const alone = await pcs(systems['alone, without a timer']!);
    assert.ok(new Set(alone).size > 20);
    for (const options of [{ programs: ['steps.c'], timer: 97 }, systems['beside two others']!])
      assert.deepEqual(await pcs(options), alone);
  });

  it('into a trap enter the kernel at the entry of the trap table', async () => {
    const session = await Session.at({ files, timer: 0 });
    session.debugger.breakpoints.setFunctions([{ name: 'write' }]);
    await session.continue();
    await session.step('into', 'instruction');
    assert.equal(session.where(), 'write usys.toy:162');
    await session.step('into', 'instruction');
    assert.equal(
      session.top.pc,
      session.system.kernel.symbols.find(({ name }) => name === 'trapentry')!.address,
    );
    session.end();
  });

  it('into the switch follow the CPU, over it wait for it to come back', async () => {
    for (const how of ['into', 'over'] as const) {
      const session = await Session.at({ files, programs: ['steps.c', 'spin.c'], timer: 1000 });
      const { pid } = session;
      session.debugger.breakpoints.setFunctions([{ name: 'kernel::swtch' }]);
      do await session.continue();
      while (session.pid !== pid);
      session.debugger.breakpoints.setFunctions([]);
      const switchAt = () =>
        session.debugger.examine.disassemble(pid, session.top.pc, 0, 1)[0]!.text === 'lw sp, 4(a1)';
      while (!switchAt()) await session.step('over', 'instruction', pid);
      const { pc } = session.top;
      await session.step(how, 'instruction', pid);
      assert.equal(session.top.pc, pc + 4, how);
      assert.equal(session.pid === pid, how === 'over', how);
      session.end();
    }
  });
});

describe('steps of processes that do not have the CPU', () => {
  it('wait until they have it again', async () => {
    for (const how of ['over', 'into', 'out'] as const) {
      const session = await Session.at({ files, timer: 1000 });
      assert.match(session.where(1), /^switch_to /);
      for (const name of ['sched', 'block', 'proc_wait']) {
        do await session.step(how, 'line', 1);
        while (['switch_to', 'thread_free_departed'].includes(session.top.name));
        assert.equal(session.pid, 1);
        assert.equal(session.top.name, name, how);
      }
      assert.ok(session.debugger.threads().some(({ title }) => title === '2 steps (ended)'));
      session.end();
    }
  });
});

describe('steps over lines that take long', () => {
  const busy = `#include <unistd.h>
int main(void) {
  volatile unsigned i, sum = 0;
  for (i = 0; i < 300000; i++) sum += i;
  for (i = 0; i < 3000; i++) getppid();
  char *argv[] = {"echo", "hi", 0};
  execv("/bin/echo", argv);
  return 1;
}
`;
  it('run to where the line is left', async () => {
    const session = await Session.at({ files: { 'busy.c': busy }, timer: 5000 });
    const seen: string[] = [];
    for (let left = 4; left > 0; left--) {
      await session.step();
      seen.push(session.where());
    }
    assert.deepEqual(seen, ['main busy.c:4', 'main busy.c:5', 'main busy.c:6', 'main busy.c:7']);
    session.end();
  });

  it('can be paused', async () => {
    const endless = 'int main(void) {\n  volatile int i = 0;\n  for (;;) i++;\n}\n';
    const session = await Session.at({ files: { 'endless.c': endless }, timer: 5000 });
    await session.step();
    session.debugger.step(session.pid, 'over', 'line');
    await session.underway();
    session.debugger.pause();
    const stop = await session.stop();
    assert.equal(!isEnd(stop) && stop.reason, 'pause');
    assert.equal(session.where(), 'main endless.c:3');
    session.end();
  });

  it('over exec stop where the new program starts', async () => {
    const session = await Session.at({ files: { 'busy.c': busy }, timer: 0 });
    session.breakAt('busy.c', 7);
    await session.continue();
    await session.step();
    assert.equal(session.where(), '_start crt0.toy:10');
    assert.equal(session.top.module, 'echo');
    assert.equal(isEnd(await session.continue()) && session.output, 'hi\n');
  });
});

describe('a step that cannot end where it was to go', () => {
  it('lets the others run on when its process ends, and says so', async () => {
    const session = await Session.at({ files, programs: ['steps.c', 'steps.c'], timer: 2000 });
    const { pid } = session;
    session.debugger.breakpoints.setFunctions([{ name: '_exit' }]);
    while (session.top.name !== '_exit' || session.pid !== pid) await session.continue();
    session.debugger.breakpoints.setFunctions([]);
    await trail(session, 'over', 'line', 1);
    session.breakAt('steps.c', at('last'));
    await session.step('over', 'line', pid);
    assert.match(session.told.at(-1)!.text, /the process has ended before the step was done/);
    session.end();
  });

  it('runs to the end of the machine', async () => {
    const session = await Session.at({ files, timer: 0 });
    while (!isEnd(await session.step('out').catch(() => session.continue())));
    assert.equal(session.ended?.status, 17);
  });

  it('is ended by a breakpoint on the way, and by a pause', async () => {
    const session = await Session.at({ files, timer: 0 });
    session.breakAt('steps.c', at('twice last'));
    await session.step();
    const stop = await session.step();
    assert.equal(!isEnd(stop) && stop.reason, 'breakpoint');
    assert.equal(session.where(), `twice steps.c:${at('twice last')}`);
    session.end();
  });
});

const jumps = `#include <setjmp.h>
#include <signal.h>
#include <unistd.h>
static jmp_buf env, inner;
static sigjmp_buf handled;
static volatile int n;
static int deep(int k)
{
    if (k == 0)
        longjmp(env, 7);
    return deep(k - 1); /* deep */
}
static int within(void)
{
    if (setjmp(inner) == 0)
        longjmp(inner, 1);
    return 5;
}
static void escape(int signal)
{
    siglongjmp(handled, signal); /* escape */
}
int main(void)
{
    if (setjmp(env) == 0) /* first */
        deep(2); /* call */
    n = within(); /* within */
    signal(SIGUSR1, escape); /* next */
    if (sigsetjmp(handled, 1) == 0) /* second */
        kill(getpid(), SIGUSR1); /* kill */
    return n; /* last */
}
`;

describe('a step whose frame is left by longjmp', () => {
  const line = (mark: string) => jumps.split('\n').findIndex(row => row.includes(`/* ${mark} */`)) + 1;
  const inMain = (mark: string) => `main jumps.c:${line(mark)}`;
  const start = () => Session.at({ files: { 'jumps.c': jumps }, timer: 0, history: 0 });

  it('ends where that goes on, and passes jumps within what it steps over', async () => {
    const session = await start();
    assert.deepEqual(
      (await trail(session, 'over', 'line', 9)).slice(0, 8),
      ['call', 'first', 'within', 'next', 'second', 'kill', 'second', 'last'].map(inMain),
    );
    session.end();
  });

  it('ends there out of any frame in between, which has returned nothing', async () => {
    const session = await start();
    session.debugger.breakpoints.setFunctions([{ name: 'deep' }]);
    await session.continue();
    await session.step('out');
    assert.equal(session.where(), `deep jumps.c:${line('deep') - 2}`, 'the next call has the breakpoint too');
    session.debugger.breakpoints.setFunctions([]);
    await session.step('out');
    assert.equal(session.where(), inMain('first'));
    const names = session.debugger.examine
      .scopes(session.top)
      .flatMap(({ name, variables }) => [name, ...variables().map(row => row.name)]);
    assert.deepEqual(
      names.filter(name => /\(\) returned|Return value/.test(name)),
      [],
    );
    session.debugger.breakpoints.setFunctions([{ name: 'escape' }]);
    await session.continue();
    await session.step('out');
    assert.equal(session.where(), inMain('second'));
    session.end();
  });
});
