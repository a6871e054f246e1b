import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallFrame, Variable } from '../../src/debugger';
import { registers } from '../../src/isa';
import { Session } from './session';

const hello = readFileSync(join(__dirname, '../../examples/hello.c'), 'utf8');
const steps = readFileSync(join(__dirname, 'programs/steps.c'), 'utf8');

/** In the kernel, in the midst of write(1, "hello, world\n", 13). */
async function inWrite(): Promise<Session> {
  const session = await Session.at({ files: { 'hello.c': hello }, timer: 0 });
  session.debugger.breakpoints.setFunctions([{ name: 'kernel::print_char' }]);
  await session.continue();
  return session;
}

describe('scopes', () => {
  let session: Session;
  let stack: CallFrame[];
  const frame = (name: string, mode?: string) =>
    stack.find(row => row.name === name && (!mode || row.mode === mode))!;
  const label = () => stack.find(({ kind }) => kind === 'trap')!;
  const values = (scope: string, of: CallFrame) =>
    Object.fromEntries(session.scope(scope, of).map(({ name, value }) => [name, value]));

  before(async () => {
    session = await inWrite();
    stack = session.debugger.examine.stack(session.pid);
  });
  after(() => session.end());

  it('are those of a frame', () => {
    const names = (of: CallFrame) => session.debugger.examine.scopes(of).map(({ name }) => name);
    const kernel = ['Kernel stack', 'Trap frame', 'Process', 'Thread'];
    assert.deepEqual(names(stack[0]!), ['Locals', 'Registers', 'Control registers', ...kernel, 'Globals']);
    assert.deepEqual(names(frame('trapentry')).slice(0, 2), ['Registers', 'Control registers']);
    assert.deepEqual(names(label()), kernel);
    assert.deepEqual(names(frame('main', 'user')), ['Locals', 'Registers', 'Control registers', ...kernel]);
  });

  it('have kernel locals of their C types', () => {
    const { piece, count, length, i } = values('Locals', frame('console_write'));
    assert.deepEqual([count, length, i], ['13', '13', '0']);
    // What stands behind the text is whatever was on the kernel stack before.
    assert.match(piece!, /^("hello, world\\n|\{104 'h', 101 'e', 108 'l', )/);
    assert.equal(session.value('tf->a2', frame('sys_write')), '0x0000000d (13)');
    assert.equal(session.value('current->name', frame('sys_write')), '"hello"');
  });

  it('have registers as each frame had them', () => {
    const innermost = values('Registers', stack[0]!);
    for (const { name } of registers) assert.match(innermost[name]!, /^0x/, name);
    const caller = values('Registers', frame('sys_write'));
    assert.equal(caller['a0'], '<no value here: not kept across the call>');
    assert.match(caller['s0']!, /^0x/);
    const user = values('Registers', frame('write', 'user'));
    assert.match(user['a0']!, /^0x00000001 \(1\)$/);
    assert.match(user['a2']!, /^0x0000000d \(13\)$/);
    assert.equal(user['t0'], '15 (write)');
    assert.match(user['pc']!, /<write\+0x8>$/);
    assert.match(user['a1']!, /<buffer>|"hello, world/);
    assert.match(values('Registers', frame('main', 'user'))['sp']!, /^0x7fff/);
  });

  it('have control registers in words', () => {
    const kernel = values('Control registers', stack[0]!);
    assert.equal(kernel['status'], '0x00000000 kernel mode, interrupts off');
    assert.match(kernel['ttb']!, /<trap_table>$/);
    assert.match(kernel['ksp']!, /kernel stack of 2 hello$/);
    assert.match(kernel['ptb']!, /address space of 2 hello$/);
    assert.equal(
      values('Control registers', frame('main', 'user'))['status'],
      '0x00000003 user mode, interrupts on',
    );
  });

  it('have every word of the kernel stack, with what it is', () => {
    const rows = session.scope('Kernel stack', stack[0]);
    const top = Number(values('Control registers', stack[0]!)['ksp']!.split(' ')[0]);
    const sp = Number(values('Registers', stack[0]!)['sp']!.split(' ')[0]);
    assert.equal(rows.length, (top - sp) / 4);
    assert.deepEqual([Number(rows[0]!.name), Number(rows.at(-1)!.name)], [sp, top - 4]);
    const notes = rows.map(({ value }) => value.split('← ')[1]);
    assert.ok(notes.includes('piece: char [64] of console_write'));
    assert.ok(notes.includes('return address of sys_write'));
    assert.ok(notes.includes('saved s0, by syscall'));
    assert.deepEqual(notes.slice(-2), ['trap frame: cause', 'trap frame: value']);
    const returnAddress = rows.find(({ value }) => value.endsWith('return address of sys_write'))!;
    assert.match(returnAddress.value, /^0x8\w+ <syscall\+0x\w+>/);
    assert.ok(notes.filter(Boolean).length > notes.length * 0.95);
  });

  it('have the trap frame by its fields', () => {
    for (const of of [stack[0]!, label(), frame('main', 'user')]) {
      const trap = values('Trap frame', of);
      assert.match(trap['pc']!, /<write\+0x8>$/);
      assert.equal(trap['status'], '0x00000003 user mode, interrupts on');
      assert.equal(trap['cause'], '9 (system-call)');
      assert.equal(trap['a0'], '0x00000001 (1)');
    }
  });

  it('have the process in the kernel’s own types', () => {
    const process = session.scope('Process', label());
    const row = (name: string) => process.find(variable => variable.name === name)!;
    assert.deepEqual([row('pid').value, row('name').value, row('state').value], ['2', '"hello"', 'ALIVE']);
    assert.equal(row('pid').evaluateName, 'kernel::proc[2].pid');
    assert.equal(session.value(row('name').evaluateName!, label()), '"hello"');
    assert.equal(row('parent').children!().find(({ name }) => name === 'name')!.value, '"init"');
    const files = row('files').children!({ start: 0, count: 1 })[0]!;
    assert.ok(files.children!().length > 3);
  });

  it('take back what they show, by name and by expression', () => {
    const { examine } = session.debugger;
    const user = frame('main', 'user');
    let taken = 0;
    const takesBack = (list: readonly Variable[], depth: number): void => {
      for (const { set, value, evaluateName, children } of list) {
        if (set) {
          assert.equal(set(value).value, value);
          if (evaluateName)
            assert.equal(examine.assign(evaluateName, value, user).value, value, evaluateName);
          taken++;
        }
        if (depth > 0 && children) takesBack(children({ start: 0, count: 4 }), depth - 1);
      }
    };
    for (const { name, variables } of examine.scopes(user)) if (name !== 'Locals') takesBack(variables(), 1);
    assert.ok(taken > 60, `only ${taken}`);
  });

  it('take numbers with what stood beside others, and names of their own type', () => {
    const { examine } = session.debugger;
    const user = frame('main', 'user');
    const row = (name: string) => session.scope('Process', user).find(variable => variable.name === name)!;
    assert.equal(row('state').set!('ZOMBIE').value, 'ZOMBIE');
    assert.equal(examine.assign('kernel::proc[2].state', 'ALIVE', user).value, 'ALIVE');
    const tf = 'kernel::threads[2].tf->';
    const { value: t1 } = examine.evaluate(`${tf}t1`, user, 'watch');
    assert.equal(examine.assign(`${tf}t1`, '7 <stale+0x4>', user).value, '0x00000007 (7)');
    assert.equal(examine.assign(`${tf}t1`, t1, user).value, t1);
    const since = examine.evaluate('kernel::threads[2].since', user, 'watch').value;
    assert.equal(examine.assign('kernel::threads[2].since', '1,234,567', user).value, '1234567 (0x12d687)');
    examine.assign('kernel::threads[2].since', since, user);
    assert.throws(() => examine.assign('kernel::proc[2].state', 'DEAD', user), /there is no DEAD/);
  });

  it('can be written to: the result of a system call, a register, a word of the stack', async () => {
    const own = await Session.at({ files: { 'steps.c': steps }, timer: 0 });
    own.debugger.setExceptionFilters([{ filter: 'system-call', condition: 'write' }]);
    await own.continue();
    const variable = (scope: string, name: string, of = own.top) =>
      own.scope(scope, of).find(row => row.name === name)!;
    // write(1, "x", 1) becomes getpid(): its result is the pid.
    assert.equal(variable('Trap frame', 't0').set!('6').value, '6 (getpid)');
    assert.match(
      own.stack().find(place => /^\w+ → /.test(place))!,
      / · getpid\(\)$/,
    );
    own.debugger.setExceptionFilters([]);
    while (own.top.mode === 'kernel') await own.step('out');
    assert.equal(variable('Registers', 'a0').value, '0x00000002 (2)');
    assert.equal(variable('Registers', 'a0').set!('a0 + 40').value, '0x0000002a (42)');
    assert.equal(own.value('$a0'), '0x0000002a (42)');
    assert.throws(() => variable('Registers', 'a0').set!('1 +'), /expected an expression/);
    assert.equal(variable('Registers', 'zero').set, undefined);
    own.end();
  });
});

describe('disassembly and memory', () => {
  it('are those of the chosen process', async () => {
    const session = await Session.at({
      files: { 'steps.c': steps, 'spin.c': 'int main(void) { for (;;); }' },
      programs: ['steps.c', 'spin.c'],
      timer: 500,
    });
    const { pc } = session.top;
    const lines = session.debugger.examine.disassemble(session.pid, pc, -30, 40);
    assert.equal(lines.length, 40);
    assert.deepEqual(
      lines.map(({ address }) => address),
      Array.from({ length: 40 }, (_, index) => pc - 120 + index * 4),
    );
    assert.deepEqual(lines.find(({ symbol }) => symbol === 'main')?.source?.path, 'steps.c');
    assert.ok(lines.slice(-10).every(({ bytes, text }) => /^(\w\w ){3}\w\w$/.test(bytes) && text !== ''));
    const outside = session.debugger.examine.disassemble(session.pid, 0, -2, 4);
    assert.deepEqual(
      outside.map(({ invalid, bytes }) => [invalid, bytes]),
      Array(4).fill([true, '']),
    );
    const own = session.debugger.examine.readMemory(session.pid, pc, 16);
    const init = session.debugger.examine.readMemory(1, pc, 16);
    assert.equal(own.bytes.length, 16);
    assert.notDeepEqual(own.bytes, init.bytes);
    assert.deepEqual(session.debugger.examine.readMemory(session.pid, 0, 8), {
      address: 0,
      bytes: new Uint8Array(0),
      unreadable: 8,
    });
    assert.equal(session.debugger.examine.readMemory(session.pid, 0x7ffffff8, 4).bytes.length, 4);
    session.end();
  });

  it('change by writing, and the code with it', async () => {
    const session = await Session.at({ files: { 'steps.c': steps }, timer: 0 });
    const { pc } = session.top;
    const halt = new Uint8Array([0xff, 0xff, 0xff, 0xff]);
    assert.equal(session.debugger.examine.writeMemory(session.pid, pc, halt), 4);
    assert.equal(session.debugger.examine.disassemble(session.pid, pc, 0, 1)[0]!.text, '.word 0xffffffff');
    assert.equal(session.debugger.examine.writeMemory(session.pid, 0, halt), 0);
    session.debugger.setExceptionFilters([{ filter: 'fault' }]);
    await session.continue();
    assert.match(session.stops.at(-1)!.description, /^illegal instruction by 2 steps/);
    session.end();
  });
});

describe('sources', () => {
  it('are all that code comes from; the bundled ones with their text', async () => {
    const session = await Session.at({ files: { 'hello.c': hello }, timer: 0 });
    const sources = new Map(session.debugger.sources().map(({ path, content }) => [path, content]));
    assert.ok(sources.has('hello.c'));
    assert.equal(sources.get('hello.c'), undefined);
    assert.match(sources.get('ringside:/guest/kernel/swtch.toy')!, /void swtch/);
    assert.match(sources.get('ringside:/guest/lib/stdio/printf.c')!, /printf/);
    session.end();
  });
});
