import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Modules } from '../../src/debugger/images/modules';
import { Processes } from '../../src/debugger/processes';
import { readRule } from '../../src/debugger/unwind/code-reading';
import type { AnyFrame } from '../../src/debugger/unwind/frames';
import { Unwinder } from '../../src/debugger/unwind/unwinder';
import { toy } from '../machine/toy';
import { Session } from './session';
import { ShadowStacks } from './shadow';

const read = (name: string) => readFileSync(join(__dirname, 'programs', name), 'utf8');
const hello = readFileSync(join(__dirname, '../../examples/hello.c'), 'utf8');

/** The frames by what the shadow knows of them: PCs, and the addresses of trap frames. */
const shape = (stack: readonly AnyFrame[]) =>
  stack.map(frame => (frame.kind === 'trap' ? -frame.frame : frame.pc));
const text = (stack: readonly AnyFrame[]) =>
  stack.map(frame => `${frame.pc.toString(16)} ${frame.name}`).join('\n  ');

/** What must hold of any stack: it ends where it should, and its frames lie one above the other. */
function check(stack: readonly AnyFrame[], expected: readonly number[], count: number): void {
  const told = () => `at instruction ${count}:\n  ${text(stack)}`;
  assert.deepEqual(shape(stack), expected, told());
  const last = stack.at(-1)!;
  // A program that exec has not named yet is nobody's.
  assert.ok(last.kind === 'code' && (last.name === '_start' || last.module === 'unknown'), told());
  let floor = 0;
  for (const frame of stack) {
    if (frame.kind === 'trap') floor = 0;
    else {
      assert.ok(frame.cfa !== undefined && frame.cfa >= floor, told());
      floor = frame.cfa;
    }
  }
}

/**
 * Runs to the end, one instruction after another, and compares the stack with the shadow: at all of the first
 * instructions, at all that follow a trap, a return, a switch or an entry of main, and at each of so many others.
 */
function compare(programs: readonly string[], timer: number, others: number): number {
  const { system } = new Session({
    files: { 'hello.c': hello, 'steps.c': read('steps.c') },
    programs,
    timer,
  });
  const processes = new Processes(system, () => unwinder.ownerOfFrames());
  const unwinder: Unwinder = new Unwinder(system, new Modules(system), processes, () => undefined);
  const shadow = new ShadowStacks(system, processes);
  let checked = 0;
  let wanted = 500;
  for (let step = 1; shadow.step(); step++) {
    if (shadow.surprises) wanted = Math.max(wanted, 25);
    if (wanted-- <= 0 && step % others !== 0) continue;
    const pid = processes.livePid;
    const expected = shadow.expected(pid);
    const stack = unwinder.stack(pid);
    // While exec fills the trap frame with the registers of the new program, it is neither the old one nor the new.
    if (stack.some(frame => frame.name === 'setup_trapframe')) continue;
    check(stack, expected, system.machine.count);
    checked++;
  }
  return checked;
}

describe('unwinding at every instruction', function () {
  it('agrees with a stack kept call by call: hello', () => {
    assert.ok(compare(['hello.c'], 0, 37) > 5000);
  });

  it('agrees for processes that interrupt each other', () => {
    assert.ok(compare(['steps.c', 'steps.c'], 400, 499) > 5000);
  });
});

/** Names of frames, with the label lines as they are. */
const names = (stack: readonly string[]) =>
  stack.map(place => (/^\w+ → /.test(place) ? place : place.replace(/ \S+$/, '')));

describe('stacks', () => {
  it('of processes that run, wait and are ready, each with the way that it took into the kernel', async () => {
    const session = await Session.at({
      files: { 'steps.c': read('steps.c'), 'spin.c': read('spin.c') },
      programs: ['steps.c', 'spin.c'],
      timer: 700,
    });
    session.debugger.setExceptionFilters([
      {
        filter: 'interrupt',
        condition: `timer if current->name[1] == 'p' && proc[2].threads->state == READY`,
      },
    ]);
    await session.continue();
    const stacks = Object.fromEntries(
      session.debugger.threads().map(({ title, pid }) => [title, names(session.stack(pid))]),
    );
    const inKernel = ['switch_to', 'sched'];
    assert.deepEqual(stacks['0 idle (ready, kernel)'], [...inKernel, 'idle', 'main', '_start']);
    assert.deepEqual(stacks['1 init (waits for child)'], [
      ...inKernel,
      ...['block', 'proc_wait', 'wait_for', 'sys_wait', 'syscall', 'trap', 'trapentry'],
      ...[stacks['1 init (waits for child)']!.find(name => /^user → kernel · wait\(0x\w+\)$/.test(name))!],
      ...['wait', 'main', '_start'],
    ]);
    const ready = stacks['2 steps (ready, kernel)']!;
    assert.deepEqual(ready.slice(0, 6), [
      ...inKernel,
      'yield',
      'trap',
      'trapentry',
      'user → kernel · timer interrupt',
    ]);
    assert.deepEqual(ready.slice(-2), ['main', '_start']);
    const running = stacks['3 spin (running, kernel)']!;
    assert.deepEqual(running.slice(0, 2), ['trapentry', 'user → kernel · timer interrupt']);
    session.end();
  });

  it('of a process that has never run: the frame that the kernel has filled by hand', async () => {
    const session = await Session.at({ files: { 'hello.c': hello }, timer: 0, stopOnEntry: 'boot' });
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::idle' }]);
    await session.continue();
    assert.deepEqual(names(session.stack(1)).slice(-2), ['kernel → user · new process', '_start']);
    session.end();
  });

  it('with a trap within a trap', async () => {
    const session = await Session.at({ files: { 'steps.c': read('steps.c') }, timer: 500 });
    session.debugger.setExceptionFilters([{ filter: 'interrupt', condition: 'timer if current->pid == 0' }]);
    await session.continue();
    const stack = names(session.stack());
    assert.deepEqual(stack.slice(0, 2), ['trapentry', 'kernel → kernel · timer interrupt']);
    assert.deepEqual(stack.slice(-3), ['idle', 'main', '_start']);
    session.end();
  });

  it('of a kernel in assembly that says nothing about unwinding', async () => {
    const session = await Session.at({
      files: { 'hello.c': hello },
      kernel: { 'kernel.toy': read('kernel.toy') },
      stopOnEntry: 'boot',
      timer: 0,
    });
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::work' }]);
    await session.continue();
    assert.deepEqual(names(session.stack()), [
      ...['work', 'serve', 'handler'],
      'user → kernel · unknown system call 0',
      ...['ask', 'user'],
    ]);
    assert.deepEqual(
      session.debugger.threads().map(({ title }) => title),
      ['0 kernel (running, kernel)'],
    );
    session.end();
  });

  it('that are damaged end, and nothing is thrown', async () => {
    for (const sp of ['0', '3', '0x7fffff00', '-4', '0x80000000']) {
      const session = await Session.at({ files: { 'steps.c': read('steps.c') }, timer: 0 });
      session.debugger.examine.assign('$sp', sp, session.top);
      session.debugger.examine.assign('$ra', '$pc', session.top);
      for (const frame of session.debugger.examine.stack(session.pid))
        for (const scope of session.debugger.examine.scopes(frame)) scope.variables();
      assert.ok(session.debugger.examine.stack(session.pid).length < 100);
      assert.match(session.debugger.examine.assign('$pc', '0x12345', session.top).value, /^0x00012345/);
      assert.equal(session.top.name, '0x00012345');
      session.end();
    }
  });
});

describe('reading code for how to unwind', () => {
  const program = `
    f: addi sp, sp, -16
       sw ra, 12(sp)
       sw s0, 8(sp)
       addi sp, sp, -4
       beq a0, a1, out
       addi sp, sp, 4
       lw s0, 8(sp)
       lw ra, 12(sp)
       addi sp, sp, 16
       jalr zero, 0(ra)
    out: addi a0, a0, 1
       sw ra, 0(sp)
  `;
  const words = new Uint32Array(toy(program, 0).buffer);
  const at = (index: number) => {
    const { cfa, saved } = readRule(address => words[address / 4], 0, index * 4);
    return [cfa.offset, ...saved.map(({ register, offset }) => `r${register} ${offset}`)];
  };
  // prettier-ignore
  const cases: readonly (readonly [instruction: number, rule: readonly unknown[]])[] = [
    [0, [0]], [1, [16]], [2, [16, 'r1 -4']], [3, [16, 'r1 -4', 'r13 -8']], [4, [20, 'r1 -4', 'r13 -8']],
    [6, [16, 'r1 -4', 'r13 -8']], [7, [16, 'r1 -4']], [8, [16]], [9, [0]], [10, [20, 'r1 -4', 'r13 -8']], [12, [20, 'r1 -4', 'r13 -8']],
  ];
  for (const [instruction, rule] of cases)
    it(`before instruction ${instruction}: ${rule.join(', ')}`, () =>
      assert.deepEqual(at(instruction), rule));
});
