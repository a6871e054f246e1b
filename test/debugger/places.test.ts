/** A place is (process, address): what one process sees of another, and whose stack the CPU is on. */
import assert from 'node:assert/strict';
import type { DebuggerError } from '../../src/debugger';
import { guest } from '../support/guest';
import { Session, isEnd, stopped } from './session';

/** Two programs with the same layout, so that an address of one is one of the other too. */
const program = (name: string, value: number) => `#include <unistd.h>
struct pair { int first; int *second; char text[8]; };
enum colour { RED_${name} = ${value} } tint = RED_${name};
int shared_name = ${value};
int numbers[3] = { ${value}, ${value + 1}, ${value + 2} };
struct pair pair = { ${value}, &shared_name, "${name}" };
struct pair *list = &pair;
char *text = "text of ${name}";
static int only_${name} = ${value};
static int ${name}_function(int n) { return n + only_${name}; }
int (*function)(int) = ${name}_function;
int main(void) {
  for (;;) {
    shared_name += function(0) - ${value};
    usleep(10);
  }
}
`;
const files = { 'g1.c': program('g1', 11), 'g2.c': program('g2', 22) };

/** Stops in one of the two when both live. */
async function both(): Promise<{ session: Session; other: string; mine: string; values: [number, number] }> {
  const session = await Session.at({ files, programs: ['g1.c', 'g2.c'], timer: 1000, stopOnEntry: 'boot' });
  session.breakAt('g1.c', 14);
  session.breakAt('g2.c', 14);
  const seen = new Set<number>();
  do {
    await session.continue();
    seen.add(session.pid);
  } while (seen.size < 2);
  session.breakAt('g1.c');
  session.breakAt('g2.c');
  const first = session.top.module === 'g1';
  return {
    session,
    mine: first ? 'g1' : 'g2',
    other: first ? 'g2' : 'g1',
    values: first ? [11, 22] : [22, 11],
  };
}

describe('names of another process', () => {
  let session: Session;
  let mine: string;
  let other: string;
  let values: [number, number];
  before(async () => ({ session, mine, other, values } = await both()));
  after(() => session.end());

  const watch = (text: string) => session.debugger.examine.evaluate(text, session.top, 'watch');
  const value = (text: string) => watch(text).value;

  it('give its values, whatever the way to them', () => {
    const [own, foreign] = values;
    const cases: Readonly<Record<string, number>> = {
      shared_name: own,
      [`${mine}::shared_name`]: own,
      [`${other}::shared_name`]: foreign,
      [`${other}::shared_name - shared_name`]: foreign - own,
      [`*&${other}::shared_name`]: foreign,
      [`${other}::numbers[1]`]: foreign + 1,
      [`*(${other}::numbers + 2)`]: foreign + 2,
      [`2[${other}::numbers]`]: foreign + 2,
      [`(&${other}::numbers[2])[-1]`]: foreign + 1,
      [`${other}::pair.first`]: foreign,
      [`*${other}::pair.second`]: foreign,
      [`${other}::list->first`]: foreign,
      [`*${other}::list->second`]: foreign,
      [`(*${other}::list).second[0]`]: foreign,
      [`*(int *)(void *)${other}::pair.second`]: foreign,
      [`*(int *)((unsigned)&${other}::shared_name + 4 - 4)`]: foreign,
      [`*(int *)(0 + (unsigned)${other}::pair.second)`]: foreign,
      [`*(1 ? ${other}::pair.second : pair.second)`]: foreign,
      [`*(0 ? ${other}::pair.second : pair.second)`]: own,
      [`*(1, ${other}::pair.second)`]: foreign,
      [`*pair.second`]: own,
      [`${other}::only_${other}`]: foreign,
      [`(int)${other}::RED_${other}`]: foreign,
    };
    for (const [text, expected] of Object.entries(cases)) assert.equal(value(text), String(expected), text);
    assert.match(value(`${other}::text`), new RegExp(`"text of ${other}"$`));
    assert.match(value(`${other}::text + 5`), new RegExp(`"of ${other}"$`));
    assert.equal(value(`${other}::pair.text`), `"${other}"`);
  });

  it('have its symbols', () => {
    assert.match(value(`${other}::main`), /<main>$/);
    assert.match(value(`&${other}::main`), /<main>$/);
    assert.match(value(`${other}::function`), new RegExp(`<${other}_function>$`));
    assert.match(value(`*${other}::function`), new RegExp(`<${other}_function>$`));
    assert.match(value(`${other}::${other}_function`), new RegExp(`<${other}_function>$`));
  });

  it('have children, memory and places of its process', () => {
    const foreign = session.debugger.threads().find(({ name }) => name.endsWith(other))!.pid;
    const pair = watch(`${other}::pair`);
    assert.equal(pair.pid, foreign);
    const [first, second, text] = pair.children!();
    assert.deepEqual([first?.pid, first?.value, text?.value], [foreign, String(values[1]), `"${other}"`]);
    assert.equal(second?.children!()[0]?.value, String(values[1]));
    assert.equal(watch(`${other}::list`).children!()[0]?.value, String(values[1]));
    assert.equal(watch(`${mine}::list`).children!()[0]?.value, String(values[0]));
    const { bytes } = session.debugger.examine.readMemory(first!.pid, first!.address!, 4);
    assert.equal(bytes[0], values[1]);
    assert.equal(watch('kernel::proc').pid, session.pid);
  });

  it('are set where they are', () => {
    assert.equal(session.debugger.examine.assign(`${other}::numbers[0]`, '70', session.top).value, '70');
    watch(`${other}::pair`).children!()[0]?.set!('71');
    session.value(`${other}::numbers[2] = 72`);
    session.value(`*${other}::pair.second += 1`);
    const [own, foreign] = values;
    assert.deepEqual(
      ['numbers[0]', 'pair.first', 'numbers[2]', 'shared_name'].flatMap(name => [
        value(name),
        value(`${other}::${name}`),
      ]),
      [own, 70, own, 71, own + 2, 72, own, foreign + 1].map(String),
    );
    session.debugger.examine.assign(`${other}::shared_name`, String(foreign), session.top);
  });

  it('are those of the process in a frame of the kernel that works for it, and of the idle process', () => {
    for (const { pid } of session.debugger.threads()) {
      const [frame] = session.debugger.examine.stack(pid);
      const { value } = session.debugger.examine.evaluate('g1::only_g1 * 100 + g2::only_g2', frame, 'hover');
      assert.equal(value, '1122', `in the frame of ${pid}`);
    }
  });

  it('are watched there', async () => {
    const { pid, address, size } = watch(`${other}::shared_name`);
    const [point] = session.debugger.breakpoints.setData([
      { pid, address: address!, length: size!, access: 'write' },
    ]);
    for (let left = 2; left > 0; left--) {
      const stop = await session.continue();
      assert.ok(!isEnd(stop));
      assert.deepEqual([stop.reason, stop.pid, stop.breakpoints], ['data breakpoint', pid, [point?.id]]);
    }
    session.debugger.breakpoints.setData([]);
  });

  it('are refused where no such process lives', () => {
    assert.throws(
      () => watch('sh::main'),
      (error: DebuggerError) =>
        error.code === 'unknown-process' &&
        /^no process runs sh now: its memory is not there$/.test(error.message),
    );
    assert.throws(() => watch('cat::main + 1'), /^DebuggerError: no process runs cat now/);
    assert.throws(() => watch('nosuch::main'), /there is no program nosuch/);
    assert.equal(value('sizeof(sh::main)'), '1');
  });
});

describe('a name of a program', () => {
  it('is refused before a process runs it, with and without its module', async () => {
    const session = await Session.at({ files, programs: ['g1.c'], stopOnEntry: 'boot' });
    for (const text of ['g1::shared_name', '&g1::shared_name', 'g1::main'])
      assert.throws(() => session.value(text), /no process runs g1 now/, text);
    assert.throws(() => session.debugger.examine.evaluate('shared_name', undefined, 'repl'), /./);
    session.end();
  });
});

describe('a program whose name is none of C', () => {
  it('is named in quotes', async () => {
    const text =
      'static int counter(void) { static int calls = 5; return calls++; }\nint x = 5;\nint main(void) { return counter() + x; }\n';
    const session = await Session.at({ files: { 'lab-1.c': text }, programs: ['lab-1.c'] });
    for (const [expression, expected] of [
      ['"lab-1"::x', '5'],
      ["'lab-1'::x + 1", '6'],
      ['"lab-1"::counter::calls', '5'],
      ['*&"lab-1"::x', '5'],
      ['"kernel"::current->pid', '2'],
      ['"abc"[1] == 98 ? 3 : 4', '3'],
    ] as const)
      assert.equal(session.value(expression), expected, expression);
    assert.throws(() => session.value('"lab-2"::x'), /there is no program lab-2/);
    assert.throws(() => session.value('"lab-1"::nosuch'), /there is no nosuch in lab-1/);
    session.end();
  });
});

describe('what a process is asked for', () => {
  it('an event that has stopped another is not its own', async () => {
    const { session } = await both();
    session.debugger.setExceptionFilters([{ filter: 'system-call' }]);
    await session.continue();
    for (const { pid } of session.debugger.threads())
      assert.equal(session.debugger.examine.exceptionInfo(pid) !== undefined, pid === session.pid);
    session.end();
  });

  it('its memory is its own in the midst of a switch', async () => {
    const { session, values } = await both();
    const own = session.pid;
    const address = session.debugger.examine.evaluate('numbers', session.top, 'watch').address!;
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::swtch' }]);
    do await session.continue();
    while (session.pid !== own);
    assert.equal(session.debugger.examine.readMemory(own, address, 1).bytes[0], values[0]);
    const mine = session.debugger.examine.stack(own).at(-2)!;
    assert.equal(session.debugger.examine.evaluate('numbers[0]', mine, 'watch').value, String(values[0]));
    const { module } = mine;
    assert.equal(session.value(`${module}::numbers[0]`), String(values[0]));
    session.end();
  });

  it('an instruction breakpoint of a process that is not there is refused', async () => {
    const { session } = await both();
    const [gone, ok, kernel] = session.debugger.breakpoints.setInstructions([
      { pid: 77, address: 0x1040 },
      { pid: session.pid, address: session.top.pc },
      { pid: 77, address: 0x8000_0000 },
    ]);
    assert.deepEqual([gone?.verified, gone?.message], [false, 'there is no process with pid 77']);
    assert.deepEqual([ok?.verified, kernel?.verified], [true, true]);
    session.end();
  });
});

describe('the stack of a process', () => {
  const deep = `static int deep(int n)
{
    volatile int pad[64];
    pad[0] = n;
    return deep(n + 1) + pad[0];
}

int sys_getpid`;

  /** A kernel whose `getpid` never returns from its recursion. */
  function recursive(): Record<string, string> {
    const own = kernelSources();
    own['sysproc.c'] = own['sysproc.c']!.replace('int sys_getpid', deep).replace(
      'return current->pid;',
      'return deep(current->pid);',
    );
    return own;
  }

  it('is that of the one that has the CPU where the kernel has left it by recursion', async () => {
    const caller = '#include <unistd.h>\nint main(void) {\n  return getpid();\n}\n';
    for (const programs of [['p.c'], ['p.c', 'p.c', 'p.c']]) {
      const session = await Session.at({ files: { 'p.c': caller }, kernel: recursive(), programs, timer: 0 });
      const { pid } = session;
      const stop = await session.continue();
      assert.ok(!isEnd(stop));
      assert.equal(stop.pid, pid);
      assert.match(stop.description, new RegExp(`^kernel stack overflow of ${pid} p in deep`));
      const stack = session.stack(pid);
      assert.match(stack[0]!, /^deep sysproc.c:/);
      assert.ok(stack.filter(name => name.startsWith('deep ')).length > 25);
      assert.deepEqual(stack.at(-2), 'main p.c:3');
      assert.ok(stack.some(name => name.startsWith('sys_getpid sysproc.c:')));
      assert.equal(session.value('current->pid'), String(pid));
      assert.match(session.stack(1)[0]!, /^(switch_to|swtch) /);
      await session.continue();
      assert.match(session.ended!.message, new RegExp(`^kernel stack overflow of ${pid} p in deep`));
    }
  });

  it('is left at once by a local that is larger than it', async () => {
    const caller = '#include <unistd.h>\nint main(void) {\n  return getpid();\n}\n';
    const large = 'volatile char large[40000];\n    large[0] = tf->a0;\n    return current->pid + large[0];';
    const kernel = kernelSources();
    kernel['sysproc.c'] = kernel['sysproc.c']!.replace('(void)tf;\n    return current->pid;', large);
    const session = await Session.at({ files: { 'p.c': caller }, kernel, timer: 0 });
    const { pid } = session;
    const stop = await session.continue();
    assert.ok(!isEnd(stop));
    assert.match(stop.description, new RegExp(`^kernel stack overflow of ${pid} p in sys_getpid`));
    session.end();
  });

  it('is its own where a frame is so large that it reaches into that of another', async () => {
    const own = kernelSources();
    own['sysproc.c'] = own['sysproc.c']!.replace(
      'int sys_getpid',
      'static int large(int n)\n{\n    char buffer[14000];\n    buffer[0] = n;\n    return buffer[0];\n}\n\nint sys_getpid',
    ).replace('return current->pid;', 'return large(current->pid);');
    const caller = '#include <unistd.h>\nint main(void) {\n  return getpid();\n}\n';
    const session = await Session.at({ files: { 'p.c': caller }, kernel: own, timer: 0 });
    const { pid } = session;
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::large' }]);
    assert.equal(stopped(await session.continue()).pid, pid);
    assert.deepEqual(
      session.debugger
        .threads()
        .filter(({ state }) => state === 'running')
        .map(thread => thread.pid),
      [pid],
    );
    const stack = session.stack(pid);
    assert.match(stack[0]!, /^large sysproc.c:/);
    assert.match(stack.at(-4)!, /^user → kernel · getpid\(\)/);
    assert.equal(stack.at(-2), 'main p.c:3');
    assert.match(session.stack(1)[0]!, /^switch_to /);
    session.end();
  });

  it('ends where the next begins: a stack pointer that is on none is not on the nearest', async () => {
    const { session } = await both();
    const { view } = session.system;
    for (const { pid, kstack, trapFrame } of view.processes().filter(process => process.trapFrame !== 0)) {
      const top = trapFrame + 76;
      assert.deepEqual(
        [kstack + 4, top].map(address => view.pidOfStack(address)),
        [pid, pid],
      );
      for (const address of [kstack - 4, top + 4, top + 4096]) {
        assert.notEqual(view.pidOfStack(address), pid);
        assert.equal(view.ownerOfStack(address), undefined);
      }
    }
    session.end();
  });
});

function kernelSources(): Record<string, string> {
  const read = (name: string) => new TextDecoder().decode(guest.read(`guest/kernel/${name}`));
  return Object.fromEntries(guest.list('guest/kernel').map(name => [name, read(name)]));
}
