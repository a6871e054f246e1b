/** Numbers are shown as what they stand for, by the same words wherever they are shown. */
import assert from 'node:assert/strict';
import type { CallFrame } from '../../src/debugger';
import { Session } from './session';

const program = `
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names that the kernel has too, and that mean something else here. */
struct proc { unsigned kstack; int killed; };
struct context { unsigned ra, sp; };
unsigned trap_table[2] = { 70000, 5 };

struct proc own = { 70000, 9 };
struct context saved = { 1, 2 };
uintptr_t place;

int main(void)
{
    struct stat status;
    int fd = open("made", O_WRONLY | O_CREAT, 0644);
    place = (uintptr_t)&own;
    fstat(fd, &status);
    *(volatile int *)8 = own.killed + saved.sp + trap_table[1] + (int)place; /* fault */
    return status.st_mode;
}
`;

describe('numbers that stand for something', () => {
  let session: Session;
  let stack: readonly CallFrame[];
  const frame = (name: string) => stack.find(row => row.name === name)!;
  const shown = (expression: string, at: CallFrame = stack[0]!) =>
    session.debugger.examine.evaluate(expression, at, 'watch').value;
  const stopIn = async (name: string) => {
    session.debugger.breakpoints.setFunctions([{ name }]);
    await session.continue();
    stack = session.debugger.examine.stack(session.pid);
  };

  before(async () => {
    session = await Session.at({ files: { 'uses.c': program }, timer: 0 });
    await stopIn('kernel::open_file');
  });
  after(() => session.end());

  it('are told from data of the kernel, in every expression', () => {
    assert.match(shown('kernel::trap_table[9]'), /^0x8\w{7} <trapentry>$/);
    assert.match(shown('kernel::trap_table'), /^\{0x8\w{7} <trapentry>, /);
    assert.match(shown('*current_thread->tf'), /^\{ra = 0x0000\w{4} <\w+\+0x\w+>, sp = 0x7f/);
    assert.match(shown('current_thread->tf->pc'), /^0x0000\w{4} <open\+0x\w+>$/);
    assert.equal(shown('current_thread->tf->cause'), '9 (system-call)');
    assert.equal(shown('current_thread->tf->cause + 1'), '10');
    assert.equal(shown('current_thread->tf->t0'), '12 (open)');
    assert.equal(shown('current_thread->tf->status'), '0x00000003 user mode, interrupts on');
    assert.equal(shown('*&current_thread->tf->cause'), '9 (system-call)');
    assert.match(shown('current_thread->kstack'), /^0xff8\w{5}$/);
    assert.match(shown('current_thread->kstack + 16'), /^0xff8\w{5}$/);
    assert.equal(shown('current_thread->state'), 'RUNNING');
    assert.equal(shown('flags'), '65 (O_WRONLY|O_CREAT)');
    assert.equal(shown('number', frame('syscall')), '12 (open)');
  });

  it('are processes by pid and name', () => {
    assert.match(shown('current'), /^0x8\w{7} \(2 uses\)$/);
    assert.match(shown('current->parent'), /^0x8\w{7} \(1 init\)$/);
    assert.match(shown('&proc[0]'), /^0x8\w{7} \(0 idle\)$/);
    assert.match(shown('&proc[40]'), /^0x8\w{7} <proc\+0x\w+>$/);
    assert.match(shown('(unsigned *)current'), /^0x8\w{7} \(2 uses\)$/);
    assert.match(shown('current->pagedir'), /^0x8\w{7} address space of 2 uses$/);
  });

  it('are entries of page tables in words', () => {
    const entry = shown('((pte_t *)(current->pagedir[0] & ~4095))[1]');
    assert.match(entry, /^0x8\w{7} frame 0x8\w{4}000 present user executable accessed$/);
    assert.equal(shown('(pte_t)0x80012007'), '0x80012007 frame 0x80012000 present writable user');
    assert.equal(shown('(pte_t)0'), '0x00000000 not present');
    assert.match(shown('current->pagedir[0] & ~1'), /^\d+ \(0x8\w{4}000\)$/);
  });

  it('have the same words in scopes, in expressions by their evaluateName, and on the kernel stack', () => {
    const user = frame('open');
    const registers = new Map(session.scope('Registers', user).map(row => [row.name, row]));
    assert.equal(registers.get('t0')!.value, '12 (open)');
    for (const name of ['Registers', 'Control registers'])
      for (const row of session.scope(name, user))
        assert.equal(shown(row.evaluateName!, user), row.value, row.name);
    const fields = session.scope('Trap frame', user);
    for (const { name, value } of fields) assert.equal(shown(`current_thread->tf->${name}`), value, name);
    const words = session.scope('Kernel stack').filter(({ value }) => value.includes('← trap frame: '));
    assert.deepEqual(
      words.map(({ value }) => value.replace('  ← trap frame: ', ' | ')),
      fields.map(({ name, value }) => `${value} | ${name}`),
    );
  });

  it('can be set with what is shown beside them, left standing or not', () => {
    const set = (scope: string, name: string, text: string) =>
      session.scope(scope, frame('open')).find(row => row.name === name)!.set!(text).value;
    assert.equal(set('Trap frame', 'cause', '9 (system-call)'), '9 (system-call)');
    assert.equal(
      set('Trap frame', 'status', '0x00000003 user mode, interrupts on'),
      '0x00000003 user mode, interrupts on',
    );
    assert.equal(set('Trap frame', 'a3', '0x0000002a (0)'), '0x0000002a (42)');
    const word = session.scope('Kernel stack')[0]!;
    assert.equal(word.set!(word.value).value, word.value);
  });

  it('mean nothing of the kernel’s in a program', async () => {
    session.breakAt('uses.c', program.split('\n').findIndex(line => line.includes('/* fault */')) + 1);
    session.debugger.breakpoints.setFunctions([]);
    await session.continue();
    stack = session.debugger.examine.stack(session.pid);
    assert.equal(shown('own'), '{kstack = 70000 (0x11170), killed = 9}');
    assert.equal(shown('saved.ra'), '1');
    assert.equal(shown('trap_table'), '{70000 (0x11170), 5}');
    assert.match(shown('place'), /^0x0000\w{4} <own>$/);
    assert.equal(shown('status.st_mode'), '0100644 (regular file)');
  });

  it('tell a fault, and what a process was killed for', async () => {
    await stopIn('kernel::proc_exit');
    assert.equal(shown('current_thread->tf->cause'), '7 (store-page-fault)');
    assert.equal(shown('current_thread->tf->value'), '0x00000008');
    assert.equal(shown('status'), '139 (SIGSEGV)');
    assert.equal(shown('current->pending'), '0x00000000 none');
    await stopIn('kernel::reap');
    assert.equal(shown('child->status'), '139 (SIGSEGV)');
    assert.equal(shown('child->state'), 'ZOMBIE');
    assert.match(shown('child'), /^0x8\w{7} \(2 uses\)$/);
  });
});

describe('what has no value', () => {
  it('says why', async () => {
    const text = `
static int twice(int x) { return 2 * x; }
int main(void)
{
    int early = twice(2); /* first */
    int late = twice(early);
    return late; /* last */
}
`;
    const session = await Session.at({ files: { 'why.c': text }, timer: 0 });
    const values = () => new Map(session.scope('Locals').map(({ name, value }) => [name, value]));
    assert.equal(values().get('late'), '<no value here: not set yet>');
    assert.throws(
      () => session.debugger.examine.evaluate('late + 1', session.top, 'watch'),
      /the value is not known here: not set yet/,
    );
    await session.step('into');
    const seen = new Set<string>();
    while (session.top.name === 'twice') {
      seen.add(session.value('x').replace(/^\d+$/, 'a number'));
      await session.step('over', 'instruction');
    }
    assert.deepEqual([...seen], ['a number', '<no value here: its register is reused since line 2>']);
    session.end();
  });
});

describe('a privileged instruction', () => {
  it('is told with the device register that it wanted', async () => {
    const text =
      'int main(void) { int size; __asm__ volatile("in %0, DISK_SIZE" : "=r"(size)); return size; }';
    const session = await Session.at({ files: { 'port.c': text }, timer: 0 });
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::kill_for_fault' }]);
    await session.continue();
    const stack = session.debugger.examine.stack(session.pid);
    const label = stack.find(({ kind }) => kind === 'trap')!;
    assert.equal(label.name, 'user → kernel · privileged instruction at port DISK_SIZE');
    assert.equal(session.value('tf->value'), '0x00000024 (DISK_SIZE)');
    session.end();
  });
});
