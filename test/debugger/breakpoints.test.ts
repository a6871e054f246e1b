import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataBreakpointRequest, FilterRequest, StopInfo } from '../../src/debugger';
import { hitTest, logParts } from '../../src/debugger/breakpoints/conditions';
import { Session, isEnd } from './session';

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

function stopped(stop: Awaited<ReturnType<Session['stop']>>): StopInfo {
  assert.ok(!isEnd(stop), `the machine has ended: ${JSON.stringify(stop)}`);
  return stop;
}

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
    const [comment, head, last, elsewhere] = session.debugger
      .setLineBreakpoints(
        'steps.c',
        [0, steps.split('\n').findIndex(text => text === 'int main(void)'), 500].map(line => ({ line })),
      )
      .concat(session.debugger.setLineBreakpoints('other.c', [{ line: 1 }]));
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
    const set = (more: object) => session.debugger.setLineBreakpoints('steps.c', [{ line, ...more }]);
    set({ condition: 'i == 1 && total > 0' });
    await session.continue();
    assert.equal(session.value('i'), '1');
    session.end();

    const second = await Session.at({ files, timer: 0 });
    second.debugger.setLineBreakpoints('steps.c', [{ line, hitCondition: '3' }]);
    await second.continue();
    assert.equal(second.value('i'), '2');
    second.end();

    const third = await Session.at({ files, timer: 0 });
    third.debugger.setLineBreakpoints('steps.c', [
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
      session.debugger.setLineBreakpoints('steps.c', [{ line: loop - 1, ...more }])[0]!;
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
    session.debugger.setLineBreakpoints(text.path, [{ line }]);
    const pids = new Set<number>();
    for (let left = 2; left > 0; left--) pids.add(stopped(await session.continue()).pid);
    assert.equal(pids.size, 2);
    session.end();
  });

  it('are offered where a line has code', async () => {
    const session = await Session.at({ files, timer: 0 });
    const places = session.debugger.breakpointLines('steps.c', loop - 2, loop - 1);
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
      const [breakpoint] = session.debugger.setLineBreakpoints('steps.c', [{ line, column }]);
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
    session.debugger.disassemble(pid, address, -2, 5);
    const [breakpoint] = session.debugger.setInstructionBreakpoints([{ address }]);
    const stop = stopped(await session.continue());
    assert.deepEqual(
      [stop.reason, stop.pid, stop.breakpoints],
      ['instruction breakpoint', pid, [breakpoint?.id]],
    );
    assert.ok(isEnd(await session.continue()));
    const [odd] = session.debugger.setInstructionBreakpoints([{ address: 6 }]);
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
    const set = (name: string) => session.debugger.setFunctionBreakpoints([{ name }])[0]!;
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
    const [breakpoint] = session.debugger.setFunctionBreakpoints([{ name: 'put' }]);
    assert.equal(breakpoint?.verified, true);
    const files = new Set<string>();
    for (let stop = await session.continue(); !isEnd(stop); stop = await session.continue()) {
      assert.deepEqual([stop.reason, stop.breakpoints], ['function breakpoint', [breakpoint.id]]);
      files.add(session.top.source!.path.split('/').at(-1)!);
    }
    assert.deepEqual([...files].sort(), ['format.c', 'printf.c', 'snprintf.c']);
  });
});

/** Sets a data breakpoint on a variable. */
function watch(session: Session, expression: string, more: Partial<DataBreakpointRequest> = {}) {
  const variable = session.debugger.evaluate(expression, session.top, 'watch');
  const { address, size: length = 0, pid } = variable;
  const datum = session.debugger.datum(variable);
  const request: DataBreakpointRequest = {
    length,
    pid,
    access: 'write',
    ...(address && { address }),
    ...(datum && { datum }),
    ...more,
  };
  const [breakpoint] = session.debugger.setDataBreakpoints([request]);
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
    session.debugger.setFunctionBreakpoints([{ name: 'set' }]);
    await session.continue();
    session.debugger.setFunctionBreakpoints([]);
    const frame = session.debugger.stack(session.pid)[1]!;
    const variable = session.debugger.evaluate('local', frame, 'watch');
    const request = {
      address: variable.address!,
      length: 4,
      pid: session.pid,
      access: 'write' as const,
      datum: session.debugger.datum(variable)!,
    };
    const [breakpoint] = session.debugger.setDataBreakpoints([request]);
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
    session.debugger.setLineBreakpoints('watched.c', []);
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
    session.debugger.setLineBreakpoints('watched.c', []);
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
    session.debugger.setDataBreakpoints([
      { ...request, access: 'readWrite' },
      { ...request, condition: 'total / (total - 1)' },
    ]);
    const stop = stopped(await session.continue());
    assert.match(stop.description, /^total written by main\+0x8 of 2 watched: was 0, is 1$/);
    assert.match(stop.text ?? '', /^its condition cannot be evaluated: /);
    session.end();
  });

  it('watch a local in a register, in the call that it was set in', async () => {
    const session = await Session.at(
      program(
        'int deep(int n)\n{\n  int total = n;\n  int i = 5;\n  while (i < 8) { total = total * 2 + 1; i++; }\n  if (n > 0) total += deep(n - 1);\n  return total;\n}\nint main(void) { return deep(1) + deep(2) > 1000; }\n',
      ),
    );
    session.breakAt('watched.c', 5);
    await session.continue();
    session.debugger.setLineBreakpoints('watched.c', []);
    const before = session.debugger.evaluate('i', session.top, 'watch');
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
    session.debugger.setDataBreakpoints([{ address: top - 12, length: 4, access: 'write' }]);
    assert.match(
      stopped(await session.continue()).description,
      /^4 bytes at 0x\w+ written by the hardware \(trap frame\) at \w+\+?\w* of 2 watched: /,
    );
    session.debugger.setDataBreakpoints([]);
    const buffers = session.debugger.evaluate('kernel::buffers', session.top, 'watch');
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

  it('are refused with a sentence where there is nothing to watch', async () => {
    const session = await Session.at({ files: twins, programs: ['left.c', 'right.c'], timer: 100 });
    const problem = (request: Partial<DataBreakpointRequest>) => {
      const [set] = session.debugger.setDataBreakpoints([
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
    const { address, size } = session.debugger.evaluate('&side, side', session.top, 'watch') as {
      address: number;
      size: number;
    };
    const { pid } = session;
    const [breakpoint] = session.debugger.setDataBreakpoints([
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

describe('exception filters', () => {
  const faulty = `#include <stdio.h>\nint main(void) {\n  int zero = 0;\n  fflush(stdout);\n  return 1 / zero;\n}\n`;
  const forker =
    '#include <sys/wait.h>\n#include <unistd.h>\nint main(void) {\n  if (fork() == 0) return 3;\n  wait(0);\n  *(int *)16 = 1;\n  return 0;\n}\n';
  // prettier-ignore
  const cases: readonly { filter: FilterRequest; program?: string; timer?: number; where: RegExp; says: RegExp }[] = [
    { filter: { filter: 'system-call' }, where: /^trapentry/, says: /^system call \w+\(.*\) by \d/ },
    { filter: { filter: 'system-call', condition: 'sleep' }, where: /^trapentry/, says: /^system call sleep\(3000\) by 2 steps$/ },
    { filter: { filter: 'system-call', condition: 'open, write' }, where: /^trapentry/, says: /^system call write\(1, "x", 1\) by 2 steps$/ },
    { filter: { filter: 'interrupt', condition: 'timer' }, timer: 500, where: /^trapentry/, says: /^timer interrupt while \d \w+ ran$/ },
    { filter: { filter: 'interrupt', condition: 'timer if current->pid == 0' }, timer: 500, where: /^trapentry/, says: /^timer interrupt while idle ran$/ },
    { filter: { filter: 'context-switch' }, where: /^switch_to/, says: /^context switch: 2 steps → 0 idle$/ },
    { filter: { filter: 'process', condition: 'exit' }, where: /^switch_to/, says: /^2 steps has ended: exit\(17\)$/ },
    { filter: { filter: 'fault' }, program: faulty, where: /^main/, says: /^divide by zero by 2 steps$/ },
    { filter: { filter: 'fault', condition: 'page-fault' }, program: forker, where: /^main/, says: /^store page fault at 0x00000010 by 2 steps$/ },
    { filter: { filter: 'process', condition: 'start if kernel::current->pid > 2' }, program: forker, where: /^fork/, says: /^3 steps starts in user mode$/ },
    { filter: { filter: 'fault', condition: 'privileged-instruction' }, program: 'int main(void) { __asm__ volatile("halt"); return 0; }', where: /^main/, says: /^privileged instruction by 2 steps$/ },
    { filter: { filter: 'fault', condition: 'illegal-instruction' }, program: 'int main(void) { volatile int x = 1; __asm__ volatile(".word 0xffffffff"); return x; }', where: /^main/, says: /^illegal instruction by 2 steps$/ },
  ];
  for (const { filter, program = steps, timer = 0, where, says } of cases)
    it(`${filter.filter} ${filter.condition ?? ''}`, async () => {
      const session = await Session.at({ files: { 'steps.c': program }, timer });
      assert.deepEqual(
        session.debugger.setExceptionFilters([filter]).map(row => [row.verified, row.message]),
        [[true, undefined]],
      );
      const stop = stopped(await session.continue());
      assert.equal(stop.reason, filter.filter === 'fault' ? 'exception' : 'event');
      assert.match(stop.description, says);
      assert.match(session.where(), where);
      const info = session.debugger.exceptionInfo(stop.pid)!;
      assert.equal(info.id, filter.filter);
      assert.equal(info.description, stop.description);
      assert.ok(info.details.split('\n').length > 1, info.details);
      session.end();
    });

  it('refuse conditions that can never hold', async () => {
    const session = await Session.at({ files, timer: 0 });
    const [call, other] = session.debugger.setExceptionFilters([
      { filter: 'system-call', condition: 'wirte' },
      { filter: 'fault', condition: '"' },
    ]);
    assert.deepEqual(
      [call?.verified, call?.message],
      [false, 'there is no system call wirte; did you mean write?'],
    );
    assert.equal(other?.verified, false);
    session.end();
  });

  it('explain what the hardware has done', async () => {
    const session = await Session.at({ files, timer: 0 });
    session.debugger.setExceptionFilters([{ filter: 'system-call', condition: 'write' }]);
    await session.continue();
    const { details } = session.debugger.exceptionInfo(session.pid)!;
    const frame = session.scope('Trap frame').find(({ name }) => name === 'ra')!.address!;
    const hex = (value: number) => `0x${value.toString(16).padStart(8, '0')}`;
    assert.equal(
      details.replace(/0x0000[0-9a-f]{4} <write/, '0x… <write'),
      [
        `At the instruction at 0x… <write+0x4> (usys.toy:162) the hardware did this, in one go:`,
        `1. took the kernel stack of the process: sp ← ksp = ${hex(frame + 76)} (it was ${hex(Number(session.value('((struct trapframe *)sp)->sp').split(' ')[0]))})`,
        `2. saved r1–r15, pc ${hex(session.debugger.stack(session.pid)[1]!.pc)}, status (user mode, interrupts on), cause 9 and value 0x00000000 there: the trap frame at ${hex(frame)}`,
        '3. status ← 0: user mode → kernel mode, interrupts off',
        `4. pc ← trap table[9] = ${hex(session.top.pc)} <trapentry>; the table is at ${hex(session.system.machine.ttb)} <trap_table>, where ltt once told the CPU`,
        'The saved pc is the next instruction: return-from-trap goes on there.',
        '',
        'trap is the only way for a program to have the kernel do something for it: the number of the call is in t0, its arguments in a0–a5, and the result will come in a0.',
      ].join('\n'),
    );
    session.end();
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
  it('hold expressions in braces', () => {
    assert.equal(
      logParts('a {x} {{y}} {z + 1}')
        .map(part => ('text' in part ? part.text : `<${part.expression}>`))
        .join(''),
      'a <x> {y} <z + 1>',
    );
  });
});
