/** Where a step can go into, where a process can be sent, where a value leads, and what a function has returned. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { lineOf, lines, names, withClient } from './with-client';

const program = `#include <stdio.h>
#include <unistd.h>

struct pair { int first, second; };

static int twice(int x)
{
    return 2 * x; /* twice */
}

static int add(int a, int b)
{
    return a + b; /* add */
}

static struct pair pair_of(int first)
{
    struct pair made = { first, first + 1 }; /* pair_of */
    return made;
}

static long long big(void)
{
    return 1LL << 40; /* big */
}

static void nothing(void)
{
    write(1, "", 0); /* nothing */
}

static int (*operation)(int, int) = add;

int main(void)
{
    nothing();
    int sum = add(twice(1), twice(2)); /* nested */
    int more = operation(sum, 1); /* pointer */
    struct pair both = pair_of(more); /* record */
    long long large = big(); /* long */
    if (sum > 100 && twice(sum)) /* never */
        nothing(); /* void */
    nothing(); /* again */
    printf("%d %d %d\\n", sum, both.second, (int)(large >> 40)); /* print */
    return sum; /* last */
}
`;
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const thread = { threadId: 2 };
const attributes = { program: 'p.c', trace: false };

/** Stops at a marked line; the result is the innermost frame there. */
async function stopAt(client: DapClient, ...marks: string[]): Promise<Body> {
  await client.startTo('breakpoint', attributes, [lines('p.c', ...marks.map(at))]);
  await client.go('continue', thread, 'breakpoint');
  await client.request(...lines('p.c', ...marks.slice(1).map(at)));
  return (await client.stack(2))[0];
}

async function top(client: DapClient): Promise<string> {
  const [frame] = await client.stack(2);
  return `${frame.name} ${frame.line}`;
}

const labels = (targets: readonly Body[]) => targets.map(({ label }) => label);

describe('step-in targets', () => {
  before(buildCommandLine);

  it('are the calls that the line can still come to, and lead there', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'nested');
      const { targets } = await client.request('stepInTargets', { frameId: frame.id });
      assert.deepEqual(labels(targets), ['twice', 'twice (2)', 'add']);
      for (const { line } of targets) assert.equal(line, at('nested'));
      await client.go('stepIn', { ...thread, targetId: targets[1].id }, 'step');
      assert.equal(await top(client), `twice (p, user) ${at('twice')}`);
      const [inner] = await client.stack(2);
      assert.equal((await client.scope(inner.id, 'Locals')).get('x').value, '2');
      await client.go('stepOut', thread, 'step');
      const [outer] = await client.stack(2);
      const after = await client.request('stepInTargets', { frameId: outer.id });
      assert.deepEqual(labels(after.targets), ['add']);
      assert.match(
        await client.refused('stepIn', { ...thread, targetId: targets[2].id }),
        /there is no step-in target 3 at this stop/,
      );
      await client.go('stepIn', { ...thread, targetId: after.targets[0].id }, 'step');
      assert.equal(await top(client), `add (p, user) ${at('add')}`);
      await client.disconnect();
    }));

  it('lead into the library, and at a stub into the kernel', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'print');
      const { targets } = await client.request('stepInTargets', { frameId: frame.id });
      assert.deepEqual(labels(targets), ['printf']);
      await client.go('stepIn', { ...thread, targetId: targets[0].id }, 'step');
      assert.match(await top(client), /^printf \(p, user\)/);
      await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 'write' }] });
      await client.go('continue', thread, 'breakpoint');
      await client.go('next', thread, 'step');
      const [stub] = await client.stack(2);
      const kernel = await client.request('stepInTargets', { frameId: stub.id });
      assert.deepEqual(labels(kernel.targets), ['trap into the kernel']);
      await client.go('stepIn', { ...thread, targetId: kernel.targets[0].id }, 'step');
      assert.match(await top(client), /^trapentry \(kernel\)/);
      await client.disconnect();
    }));

  it('lead through a pointer to a function, and past a call that is not reached to the next line', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'pointer', 'never');
      const { targets } = await client.request('stepInTargets', { frameId: frame.id });
      assert.deepEqual(labels(targets), ['a function by its pointer']);
      await client.go('stepIn', { ...thread, targetId: targets[0].id }, 'step');
      assert.equal(await top(client), `add (p, user) ${at('add')}`);
      await client.go('continue', thread, 'breakpoint');
      const [never, ...others] = await client.stack(2);
      const unreached = await client.request('stepInTargets', { frameId: never.id });
      assert.deepEqual(labels(unreached.targets), ['twice']);
      await client.go('stepIn', { ...thread, targetId: unreached.targets[0].id }, 'step');
      assert.equal(await top(client), `main (p, user) ${at('again')}`);
      for (const { id } of others)
        assert.match(await client.refused('stepInTargets', { frameId: id }), /there is no frame/);
      await client.disconnect();
    }));

  it('are none for a frame that has called another one', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await stopAt(client, 'add');
      const [, main] = await client.stack(2);
      assert.deepEqual(await client.request('stepInTargets', { frameId: main.id }), { targets: [] });
      await client.disconnect();
    }));
});

describe('a jump', () => {
  before(buildCommandLine);

  const targetsOf = async (client: DapClient, line: number) =>
    (await client.request('gotoTargets', { source: { path: 'p.c' }, line })).targets;

  it('goes on at another line of the function, and executes nothing in between', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await stopAt(client, 'record', 'last');
      const [target, ...more] = await targetsOf(client, at('void'));
      assert.deepEqual([target.label, target.line, more.length], ['main', at('void'), 0]);
      assert.match(target.instructionPointerReference, /^2:0x/);
      const stop = await client.go('goto', { ...thread, targetId: target.id }, 'goto');
      assert.equal(stop.threadId, 2);
      assert.equal(await top(client), `main (p, user) ${at('void')}`);
      await client.go('next', thread, 'step');
      assert.equal(await top(client), `main (p, user) ${at('again')}`);
      const [back] = await targetsOf(client, at('nested'));
      await client.go('goto', { ...thread, targetId: back.id }, 'goto');
      await client.go('next', thread, 'step');
      assert.equal(await top(client), `main (p, user) ${at('pointer')}`);
      await client.request(...lines('p.c'));
      await client.request('continue', thread);
      assert.deepEqual(await client.event('exited'), { exitCode: 6 });
      assert.equal(client.text('stdout'), '6 8 1\n');
    }));

  it('stays in its function, and where the stack is the same', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await stopAt(client, 'add');
      const [elsewhere] = await targetsOf(client, at('twice'));
      assert.equal(
        await client.refused('goto', { ...thread, targetId: elsewhere.id }),
        'the process stands in add, the line is in twice: a jump stays in its function',
      );
      const [main] = await targetsOf(client, at('last'));
      assert.match(await client.refused('goto', { ...thread, targetId: main.id }), /^the process stands in/);
      assert.match(await client.refused('goto', { ...thread, targetId: 99 }), /there is no goto target 99/);
      assert.match(
        await client.refused('goto', { threadId: 77, targetId: main.id }),
        /no process with pid 77/,
      );
      await client.disconnect();
    }));

  it('does not leave a prologue behind', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'nested');
      const { targets } = await client.request('stepInTargets', { frameId: frame.id });
      await client.go('stepIn', { ...thread, targetId: targets[0].id }, 'step');
      await client.go('stepOut', thread, 'step');
      const [start] = await targetsOf(client, at('record'));
      const entry = await client.request('evaluate', { expression: '&pair_of', context: 'watch' });
      await client.request('setInstructionBreakpoints', {
        breakpoints: [{ instructionReference: entry.memoryReference }],
      });
      await client.go('continue', thread, 'instruction breakpoint');
      const [body] = await targetsOf(client, at('pair_of') + 1);
      assert.match(
        await client.refused('goto', { ...thread, targetId: body.id }),
        /the stack of pair_of is not made yet/,
      );
      assert.match(
        await client.refused('goto', { ...thread, targetId: start.id }),
        /there is no goto target/,
      );
      await client.disconnect();
    }));
});

describe('what a function has returned', () => {
  before(buildCommandLine);

  for (const [mark, name, value, type] of [
    ['twice', 'twice', '2', 'int'],
    ['add', 'add', '6', 'int'],
    ['pair_of', 'pair_of', '{first = 7, second = 8}', 'struct pair'],
    ['big', 'big', '1099511627776', 'long long'],
  ] as const)
    it(`stands among the locals after a step out of ${name}, until the next one`, () =>
      withClient({ 'p.c': program }, async ({ client }) => {
        await stopAt(client, mark);
        await client.go('stepOut', thread, 'step');
        const [main] = await client.stack(2);
        const locals = await client.scope(main.id, 'Locals');
        const [first] = locals.values();
        assert.deepEqual([first.name, first.value, first.type], [`${name}() returned`, value, type]);
        await client.go('next', thread, 'step');
        const [frame] = await client.stack(2);
        assert.ok(!(await client.scope(frame.id, 'Locals')).has(`${name}() returned`));
        await client.disconnect();
      }));

  it('is nothing where it returns nothing', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await stopAt(client, 'nothing');
      await client.go('stepOut', thread, 'step');
      const [main] = await client.stack(2);
      const locals = await client.scope(main.id, 'Locals');
      assert.ok(![...locals.keys()].some(name => name.includes('returned')));
      await client.disconnect();
    }));
});

describe('locations', () => {
  before(buildCommandLine);

  const resolve = async (client: DapClient, locationReference: number) => {
    const { source, line } = await client.request('locations', { locationReference });
    return `${source.name}:${line}`;
  };

  it('lead from a pointer to its function, and from a variable to its declaration', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'record');
      const globals = await client.scope(frame.id, 'Globals');
      const operation = globals.get('operation');
      const add = lineOf(program, 'static int add');
      assert.equal(await resolve(client, operation.valueLocationReference), `p.c:${add}`);
      assert.equal(
        await resolve(client, operation.declarationLocationReference),
        `p.c:${lineOf(program, '(*operation)')}`,
      );
      const locals = await client.scope(frame.id, 'Locals');
      assert.equal(locals.get('sum').valueLocationReference, undefined);
      assert.equal(
        await resolve(client, locals.get('sum').declarationLocationReference),
        `p.c:${at('nested')}`,
      );
      for (const expression of ['operation', 'add', '&add', '*operation']) {
        const result = await client.request('evaluate', { expression, frameId: frame.id, context: 'watch' });
        assert.equal(await resolve(client, result.valueLocationReference), `p.c:${add}`, expression);
      }
      const registers = await client.scope(frame.id, 'Registers');
      assert.equal(await resolve(client, registers.get('pc').valueLocationReference), `p.c:${at('record')}`);
      assert.equal(registers.get('sp').valueLocationReference, undefined);
      const { valueLocationReference: old } = registers.get('pc');
      await client.go('next', thread, 'step');
      assert.match(
        await client.refused('locations', { locationReference: old }),
        /there is no location \d+ at this stop/,
      );
      assert.ok(names(await client.stack(2)).length > 0);
      await client.disconnect();
    }));

  it('lead into the kernel’s table of system calls', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const frame = await stopAt(client, 'record');
      const handler = await client.request('evaluate', {
        expression: 'kernel::sys_write',
        frameId: frame.id,
        context: 'watch',
      });
      assert.match(await resolve(client, handler.valueLocationReference), /^sysfile\.c:\d+$/);
      await client.disconnect();
    }));
});
