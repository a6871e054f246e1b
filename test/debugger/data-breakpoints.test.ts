/** Data breakpoints: what they watch, when they end, and what they tell. */
import assert from 'node:assert/strict';
import type { DataBreakpointRequest, StopInfo } from '../../src/debugger';
import { Session, isEnd, stopped } from './session';

/** Two programs with the same instructions at the same addresses. */
const twins = {
  'left.c': 'int side = 1;\nint main(void) {\n  side++;\n  return side;\n}\n',
  'right.c': 'int side = 5;\nint main(void) {\n  side++;\n  return side;\n}\n',
};

/** A data breakpoint on a variable, as it is asked for. */
function requestOf(session: Session, expression: string): DataBreakpointRequest {
  const variable = session.debugger.examine.evaluate(expression, session.top, 'watch');
  const { address, size: length = 0, pid } = variable;
  const datum = session.debugger.breakpoints.datum(variable);
  return { length, pid, access: 'write', ...(address && { address }), ...(datum && { datum }) };
}

/** Sets a data breakpoint on a variable. */
function watch(session: Session, expression: string, more: Partial<DataBreakpointRequest> = {}) {
  const request: DataBreakpointRequest = { ...requestOf(session, expression), ...more };
  const [breakpoint] = session.debugger.breakpoints.setData([request]);
  return { request, breakpoint: breakpoint! };
}

describe('data breakpoints', () => {
  const program = (text: string) => ({ files: { 'watched.c': text }, timer: 0 });
  const descriptions = async (session: Session): Promise<string[]> => {
    const all: string[] = [];
    for (let stop = await session.continue(); !isEnd(stop); stop = await session.continue())
      all.push(stop.description);
    return all;
  };

  it('end with the frame of their local, which is told', async () => {
    const session = await Session.at(
      program(
        'volatile int sink;\nvoid set(volatile int *p, int v) { *p = v; }\nint one(int v) { volatile int local = v; set(&local, 7); return local; }\nint other(int v) { volatile int a = v; set(&a, 8); set(&a, 9); return a; }\nint main(void) { int i; for (i = 0; i < 4; i++) sink += one(i) + other(i); return 0; }\n',
      ),
    );
    session.debugger.breakpoints.setFunctions([{ name: 'set' }]);
    await session.continue();
    session.debugger.breakpoints.setFunctions([]);
    const frame = session.debugger.examine.stack(session.pid)[1]!;
    const variable = session.debugger.examine.evaluate('local', frame, 'watch');
    const request = {
      address: variable.address!,
      length: 4,
      pid: session.pid,
      access: 'write' as const,
      datum: session.debugger.breakpoints.datum(variable)!,
    };
    const [breakpoint] = session.debugger.breakpoints.setData([request]);
    assert.deepEqual(
      (await descriptions(session)).map(text => text.replace(/0x\w+/, '')),
      ['local written by set of 2 watched: was 0, is 7'],
    );
    const [changed] = session.changed;
    assert.deepEqual(
      [changed?.id, changed?.verified, changed?.message],
      [breakpoint?.id, false, 'it is over: one has returned'],
    );
    assert.ok(
      session.told.some(({ text }) => text === 'the data breakpoint on local: it is over: one has returned'),
    );
  });

  it('do not take another variable of the function for theirs', async () => {
    const blocks =
      'volatile int sink;\nvoid set(volatile int *p, int v) { *p = v; }\nint f(int n)\n{\n  {\n    volatile int a = n;\n    set(&a, 5);\n    set(&a, 6);\n  }\n  {\n    volatile int b = n;\n    set(&b, 7);\n    sink = b;\n  }\n  return 0;\n}\nint main(void) { f(1); f(2); return 0; }\n';
    const session = await Session.at(program(blocks));
    session.breakAt('watched.c', 7);
    await session.continue();
    session.debugger.breakpoints.setLines('watched.c', []);
    watch(session, 'a');
    const seen = await descriptions(session);
    assert.deepEqual(
      seen.map(text => text.replace(/^a written by set of 2 watched: /, '')),
      ['was 1, is 5', 'was 5, is 6'],
    );
  });

  it('see nothing of a frame that longjmp has left', async () => {
    const jumps =
      '#include <setjmp.h>\njmp_buf env;\nvolatile int sink;\nvoid set(volatile int *p, int v) { *p = v; }\nvoid deep(int n)\n{\n  volatile int x = n;\n  set(&x, 3);\n  longjmp(env, 1);\n}\nint other(void) { volatile int pad[40]; int i; for (i = 0; i < 40; i++) pad[i] = i + 100; return pad[3]; }\nint main(void)\n{\n  if (setjmp(env) == 0) deep(2);\n  sink = other();\n  return 0;\n}\n';
    const session = await Session.at(program(jumps));
    session.breakAt('watched.c', 8);
    await session.continue();
    session.debugger.breakpoints.setLines('watched.c', []);
    const { breakpoint } = watch(session, 'x');
    assert.ok(breakpoint.verified, breakpoint.message);
    assert.deepEqual(await descriptions(session), ['x written by set of 2 watched: was 2, is 3']);
    assert.equal(session.changed.at(-1)?.verified, false);
  });

  it('tell of a condition that cannot be evaluated, whichever breakpoint it is of', async () => {
    const session = await Session.at(
      program('int total;\nint main(void) { total = 1; total = 2; return 0; }\n'),
    );
    const { request } = watch(session, 'total');
    session.debugger.breakpoints.setData([
      { ...request, access: 'readWrite' },
      { ...request, condition: 'total / (total - 1)' },
    ]);
    const stop = stopped(await session.continue());
    assert.match(stop.description, /^total written by main\+0x8 of 2 watched: was 0, is 1$/);
    assert.match(stop.text ?? '', /^its condition cannot be evaluated: /);
    session.end();
  });

  it('have conditions and messages with the names of what is watched, whoever writes it', async () => {
    const session = await Session.at(
      program(
        '#include <unistd.h>\n#include <fcntl.h>\nstatic int limit = 2;\nstatic char page[8];\nstatic void set(int *to, int v) { *to = v; }\nint main(void)\n{\n  int k = 1; int *p = &k;\n  set(p, 2); set(p, 3);\n  int fd = open("/etc/startup", O_RDONLY);\n  read(fd, page, 4);\n  return k + fd;\n}\n',
      ),
    );
    await session.step();
    watch(session, 'k', { condition: 'k == 3 && *p == k && limit == 2' });
    const written = stopped(await session.continue());
    assert.match(written.description, /^k written by set of 2 watched: was 2, is 3$/);
    assert.equal(session.top.name, 'set');
    const paged = watch(session, 'page', { condition: "limit == 2 && page[0] == '/'" });
    assert.ok(paged.breakpoint.verified);
    const read = stopped(await session.continue());
    assert.match(
      read.description,
      /^page written by memcpy\+0x\w+ \(kernel, for 2 watched\): was "", is "\/bin"$/,
    );
    assert.equal(read.text, undefined);
    const frame = session.debugger.examine.stack(session.pid).find(({ name }) => name === 'main')!;
    // Asked for while its process is in the kernel.
    assert.equal(
      watch(session, 'watched::limit', { condition: 'page[1] == 98' }).breakpoint.message,
      undefined,
    );
    assert.equal(session.value('fd', frame), '3');
    session.end();
  });

  it('watch locals that the call has not come to yet, from their initialisation on', async () => {
    const session = await Session.at(
      program(
        'static int inner(void) { double other = 9; return (int)other; }\nstatic int sums(int n)\n{\n  int before = inner();\n  int sum = 0;\n  double half = 0.5;\n  if (n > 0) sum += sums(n - 1);\n  sum += n;\n  half *= n;\n  return sum + (int)half + before;\n}\nint main(void) { return sums(2); }\n',
      ),
    );
    session.debugger.breakpoints.setFunctions([{ name: 'sums' }]);
    await session.continue();
    session.debugger.breakpoints.setFunctions([]);
    const sum = requestOf(session, 'sum');
    const { ahead } = requestOf(session, 'half').datum!;
    const half = { ...requestOf(session, 'half'), address: ahead!.address };
    session.debugger.breakpoints.setData([sum, half]);
    const told = (await descriptions(session)).map(text =>
      text.replace(/written by \w+\+0x\w+ of \w+ \w+: /, ''),
    );
    // A double is written in two words; the calls in between have locals of the same names.
    assert.deepEqual(
      told.map(text => text.replace(/ was .*,/, '').replace('still', 'is')),
      ['sum is 0', 'half is 0.0', 'half is 0.5', 'sum is 19', 'sum is 21', 'half is 0.5', 'half is 1.0'],
    );
    assert.equal(told[0], 'sum was not set, is 0');
  });

  it('know what it was when another has just ended, and in a process that does not have the CPU', async () => {
    const session = await Session.at({
      files: {
        'watched.c':
          '#include <unistd.h>\nint total = 4;\nvoid set(volatile int *p) { *p = 7; }\nint leaf(void) { volatile int own = 1; set(&own); return own; }\nint main(void)\n{\n  int mine = 3;\n  total += leaf();\n  mine += total;\n  sched_yield();\n  mine += total;\n  return mine;\n}\n',
      },
      programs: ['watched.c', 'watched.c'],
      timer: 0,
    });
    session.debugger.breakpoints.setFunctions([{ name: 'set' }]);
    await session.continue();
    session.debugger.breakpoints.setFunctions([]);
    const own = session.debugger.examine.evaluate(
      'own',
      session.debugger.examine.stack(session.pid)[1],
      'watch',
    );
    const request = { address: own.address!, length: 4, pid: session.pid, access: 'write' as const };
    const datum = session.debugger.breakpoints.datum(own)!;
    session.debugger.breakpoints.setData([{ ...request, datum }, requestOf(session, 'total')]);
    assert.match(stopped(await session.continue()).description, /^own .*: was 1, is 7$/);
    assert.match(stopped(await session.continue()).description, /^total .*: was 4, is 11$/);
    session.breakAt('watched.c', 10);
    await session.continue();
    session.breakAt('watched.c', 8);
    await session.continue();
    assert.equal(session.pid, 3);
    const other = session.debugger.examine.stack(2).find(({ name }) => name === 'main')!;
    const mine = session.debugger.examine.evaluate('mine', other, 'watch');
    session.debugger.breakpoints.setData([
      { length: 4, pid: 2, access: 'write', datum: session.debugger.breakpoints.datum(mine)! },
    ]);
    assert.match(stopped(await session.continue()).description, /^mine .* of 2 watched: was 14, is 25$/);
    session.end();
  });

  it('see of a local in a register only the values that the program gives it', async () => {
    const session = await Session.at(
      program(
        'struct { int low : 5; int wide : 20; unsigned rest : 7; } bits = { -3, 70000, 99 };\nint table[3], given = 200;\nint f(int n, signed char c, short s)\n{\n  int x = n;\n  int *p = 0;\n  c += 100;\n  s = given * 300;\n  x = (signed char)(given + n);\n  x = bits.low;\n  x = bits.wide;\n  x = bits.rest;\n  x = ~given;\n  x = 0x12345678;\n  x = -70000;\n  p = &table[1];\n  return c + s + x + *p;\n}\nint main(void) { return f(5, 100, 7); }\n',
      ),
    );
    session.breakAt('watched.c', 7);
    await session.continue();
    session.debugger.breakpoints.setLines('watched.c', []);
    session.debugger.breakpoints.setData(['c', 's', 'x', 'p'].map(name => requestOf(session, name)));
    assert.deepEqual(
      (await descriptions(session)).map(text =>
        text.replace(/written by f\+0x\w+ of 2 watched: was .*, is /, '= ').replace(/0x\w+ /, ''),
      ),
      [
        "c = -56 '\\xc8'",
        's = -5536',
        'x = -51',
        'x = -3',
        'x = 70000',
        'x = 99',
        'x = -201',
        'x = 305419896',
        'x = -70000',
        'p = <table+0x4>',
      ],
    );
  });

  it('watch a local in a register, in the call that it was set in', async () => {
    const session = await Session.at(
      program(
        'int deep(int n)\n{\n  int total = n;\n  int i = 5;\n  while (i < 8) { total = total * 2 + 1; i++; }\n  if (n > 0) total += deep(n - 1);\n  return total;\n}\nint main(void) { return deep(1) + deep(2) > 1000; }\n',
      ),
    );
    session.breakAt('watched.c', 5);
    await session.continue();
    session.debugger.breakpoints.setLines('watched.c', []);
    const before = session.debugger.examine.evaluate('i', session.top, 'watch');
    assert.equal(before.address, undefined);
    const { breakpoint } = watch(session, 'i');
    assert.equal(breakpoint.message, undefined);
    const seen = await descriptions(session);
    assert.deepEqual(
      seen.map(text => text.replace(/^i written by deep\+0x\w+ of 2 watched: /, '')),
      ['was 5, is 6', 'was 6, is 7', 'was 7, is 8'],
    );
    assert.match(session.changed[0]?.message ?? '', /^it is over: /);
  });

  it('tell a bit-field from its neighbours in the same word, forwards and backwards', async () => {
    const text =
      'struct { unsigned a : 3, b : 5; int c : 24; } bits = { 1, 2, 3 };\nint main(void)\n{\n  bits.a = 5;\n  bits.b = 7;\n  bits.b = 7;\n  bits.c = -1;\n  bits.a = 6;\n  return 0;\n}\n';
    const cases = {
      'bits.a': ['was 1, is 5', 'was 5, is 6'],
      'bits.b': ['was 2, is 7'],
      'bits.c': ['was 3, is -1'],
    };
    for (const [name, changes] of Object.entries(cases)) {
      const session = await Session.at({ ...program(text), history: 64 });
      const line = text.split('\n').indexOf('}');
      watch(session, name);
      session.debugger.breakpoints.setLines('watched.c', [{ line }]);
      const only = (stop: StopInfo) => stop.description.replace(/^.*: /, '');
      const seen: string[] = [];
      for (let left = changes.length; left > 0; left--) seen.push(only(stopped(await session.continue())));
      assert.deepEqual(seen, changes);
      assert.equal(stopped(await session.continue()).reason, 'breakpoint');
      session.debugger.time.reverseContinue();
      const back = changes.at(-1)!.replace('was', 'is').replace(', is', ', will be');
      assert.equal(only(stopped(await session.stop())), back);
      session.end();
    }
  });

  it('show values by their type, and say still only if nothing has changed', async () => {
    const session = await Session.at(
      program(
        'struct wide { int first, second; int third; char name[32]; } wide;\nint *pointer;\nint number = 4;\nint main(void) { wide.third = -1; wide.name[20] = 1; pointer = &number; number = -1; number = -1; return 0; }\n',
      ),
    );
    const text = async (expression: string) => {
      watch(session, expression);
      return stopped(await session.continue()).description.replace(
        /^(\w+) written by main\+0x\w+ of 2 watched: /,
        '$1 ',
      );
    };
    assert.equal(
      await text('wide'),
      'wide was {first = 0, second = 0, third = 0, name = ""}, is {first = 0, second = 0, third = -1, name = ""}',
    );
    assert.equal(await text('wide'), 'wide its byte 32 was 0x00, is 0x01');
    assert.match(await text('pointer'), /^pointer was 0x0+, is 0x\w{8} <number>$/);
    assert.equal(await text('number'), 'number was 4, is -1');
    assert.equal(await text('number'), 'number still -1');
  });

  it('see the disk and the frames that the hardware pushes', async () => {
    const session = await Session.at(
      program(
        '#include <unistd.h>\n#include <fcntl.h>\nint main(void) { char text[8]; int fd = open("/bin/cat", 0); return read(fd, text, 8) != 8; }\n',
      ),
    );
    const top = session.system.machine.ksp;
    session.debugger.breakpoints.setData([{ address: top - 12, length: 4, access: 'write' }]);
    assert.match(
      stopped(await session.continue()).description,
      /^4 bytes at 0x\w+ written by the hardware \(trap frame\) at \w+\+?\w* of 2 watched: /,
    );
    session.debugger.breakpoints.setData([]);
    const buffers = session.debugger.examine.evaluate('kernel::buffers', session.top, 'watch');
    watch(session, 'kernel::buffers');
    const told: string[] = [];
    for (let stop = await session.continue(); !isEnd(stop); stop = await session.continue())
      told.push(stop.description);
    assert.ok(buffers.size! > 512);
    assert.ok(
      told.some(line => /written by the disk \(DMA\): /.test(line)),
      told.join('\n'),
    );
  });

  it('know the kernel’s data when the process that has the CPU has ended', async () => {
    const session = await Session.at(program('int main(void) { return 3; }\n'));
    watch(session, 'kernel::proc[2].state');
    assert.match(
      stopped(await session.continue()).description,
      /^kernel::proc\[2\]\.state written by \w+\+0x\w+ \(kernel, for 2 watched\): was ALIVE, is ZOMBIE$/,
    );
    session.end();
  });

  it('are refused with a sentence where there is nothing to watch', async () => {
    const session = await Session.at({ files: twins, programs: ['left.c', 'right.c'], timer: 100 });
    const problem = (request: Partial<DataBreakpointRequest>) => {
      const [set] = session.debugger.breakpoints.setData([
        { address: 0x80000000, length: 4, access: 'write', ...request },
      ]);
      return [set?.verified, set?.message];
    };
    assert.deepEqual(problem({ length: -5 }), [false, 'a number of bytes is 1 or more, not -5']);
    assert.deepEqual(problem({ address: 0x70000000, pid: session.pid }), [
      false,
      'no memory is mapped at 0x70000000',
    ]);
    assert.deepEqual(problem({ address: 0xfffffffe }), [false, 'it goes beyond the last address']);
    assert.deepEqual(problem({ address: 0x1000, pid: 99 }), [false, 'it is over: its process has ended']);
    session.end();
  });

  it('stop after an access to the memory of their process', async () => {
    const session = await Session.at({ files: twins, programs: ['left.c', 'right.c'], timer: 100 });
    const { address, size } = session.debugger.examine.evaluate('&side, side', session.top, 'watch') as {
      address: number;
      size: number;
    };
    const { pid } = session;
    const [breakpoint] = session.debugger.breakpoints.setData([
      { address, length: size, access: 'write', pid },
    ]);
    const stop = stopped(await session.continue());
    assert.deepEqual([stop.reason, stop.pid, stop.breakpoints], ['data breakpoint', pid, [breakpoint?.id]]);
    assert.match(
      stop.description,
      /^4 bytes at 0x\w+ written by main\+0x\w+ of 2 left: was 0x00000001, is 0x00000002$/,
    );
    assert.ok(isEnd(await session.continue()));
  });

  it('see what the kernel does to the memory of a process', async () => {
    const program =
      '#include <sys/wait.h>\n#include <unistd.h>\nint status = -1;\nint main(void) {\n  if (fork() == 0) return 3;\n  wait(&status);\n  return 0;\n}\n';
    const session = await Session.at({ files: { 'parent.c': program }, timer: 0 });
    watch(session, 'status');
    const stop = stopped(await session.continue());
    assert.equal(session.top.mode, 'kernel');
    assert.match(stop.description, /^status written by \w+\+0x\w+ \(kernel, for 2 parent\): was -1, is 768$/);
    session.end();
  });
});
