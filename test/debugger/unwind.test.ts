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
const shape = (stack: readonly AnyFrame[]) => stack.map(frame => (frame.kind === 'trap' ? -frame.frame : frame.pc));
const text = (stack: readonly AnyFrame[]) => stack.map(frame => `${frame.pc.toString(16)} ${frame.name}`).join('\n  ');

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
  const { system } = new Session({ files: { 'hello.c': hello, 'steps.c': read('steps.c') }, programs, timer });
  const processes = new Processes(system);
  const unwinder = new Unwinder(system, new Modules(system), processes);
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
  this.timeout(120_000);

  it('agrees with a stack kept call by call: hello', () => {
    assert.ok(compare(['hello.c'], 0, 61) > 10_000);
  });

  it('agrees for processes that interrupt each other', () => {
    assert.ok(compare(['steps.c', 'steps.c'], 400, 211) > 10_000);
  });
});
