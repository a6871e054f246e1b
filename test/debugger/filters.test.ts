/** Exception filters: at what they stop, and what they say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FilterRequest } from '../../src/debugger';
import { Session, stopped } from './session';

const steps = readFileSync(join(__dirname, 'programs', 'steps.c'), 'utf8');
const files = { 'steps.c': steps };

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
    { filter: { filter: 'process', condition: 'start if kernel::current->pid > 2' }, program: forker, where: /^__fork/, says: /^3 steps starts in user mode$/ },
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
      const info = session.debugger.examine.exceptionInfo(stop.pid)!;
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
    const { details } = session.debugger.examine.exceptionInfo(session.pid)!;
    const frame = session.scope('Trap frame').find(({ name }) => name === 'ra')!.address!;
    const hex = (value: number) => `0x${value.toString(16).padStart(8, '0')}`;
    assert.equal(
      details.replace(/0x0000[0-9a-f]{4} <write/, '0x… <write'),
      [
        `At the instruction at 0x… <write+0x4> (usys.toy:162) the hardware did this, in one go:`,
        `1. took the kernel stack of the process: sp ← ksp = ${hex(frame + 76)} (it was ${hex(Number(session.value('((struct trapframe *)sp)->sp').split(' ')[0]))})`,
        `2. saved r1–r15, pc ${hex(session.debugger.examine.stack(session.pid)[1]!.pc)}, status (user mode, interrupts on), cause 9 and value 0x00000000 there: the trap frame at ${hex(frame)}`,
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
