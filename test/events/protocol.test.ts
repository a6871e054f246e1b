import assert from 'node:assert/strict';
import { trapFrameSize } from '../../src/isa';
import { eventText } from '../../src/events';
import type { SystemEvent } from '../../src/protocol';
import { boot, runToEnd } from '../support/system';

const busy = (text: string) => `
#include <stdio.h>
int main(void) {
    volatile int i;
    printf("${text} starts\\n");
    for (i = 0; i < 20000; i++) {}
    printf("${text} ends\\n");
    return 3;
}`;

/** Parts of events; pids are those of the two programs. */
type Pattern = Partial<Record<string, unknown>>;
const A = 2;
const B = 3;

/** The table of DESIGN section 1, row by row: who does what, and the events that show it, in this order. */
const protocol: readonly (readonly [row: string, pattern: Pattern])[] = [
  ['boot, OS: initialise the trap table; hardware: remember the handlers', { event: 'trap-table' }],
  [
    'boot, OS: start the interrupt timer; hardware: start the timer',
    { event: 'timer-start', interval: 5000 },
  ],
  ['run, OS: create an entry in the process list', { event: 'process-create', pid: 1 }],
  ['run, OS: allocate memory', { event: 'memory-allocate', pid: A }],
  ['run, OS: load the program from disk', { event: 'program-load', pid: A }],
  ['run, OS: set up the user stack with argv', { event: 'arguments', pid: A }],
  ['run, OS: fill the kernel stack with registers and PC', { event: 'kernel-stack-fill', pid: A }],
  [
    'run, OS: return-from-trap',
    { event: 'return-from-trap', pid: A, mode: 'kernel', to: 'user', at: '_start' },
  ],
  ['run, hardware: jump to the entry point', { event: 'process-start', pid: A, at: '_start' }],
  ['run, hardware: move to user mode', { event: 'mode', pid: A, to: 'user' }],
  ['run, program: the stub calls main', { event: 'main', pid: A, mode: 'user' }],
  ['call, program: trap', { event: 'trap', cause: 'system-call', call: 'write', pid: A, mode: 'user' }],
  ['call, hardware: move to kernel mode', { event: 'mode', pid: A, to: 'kernel' }],
  ['call, OS: return-from-trap', { event: 'return-from-trap', call: 'write', result: 9, pid: A }],
  ['call, hardware: move to user mode', { event: 'mode', pid: A, to: 'user' }],
  [
    'timer, hardware: timer interrupt',
    { event: 'interrupt', cause: 'timer-interrupt', pid: A, mode: 'user' },
  ],
  ['timer, hardware: move to kernel mode', { event: 'mode', pid: A, to: 'kernel' }],
  ['timer, OS: switch from A to B', { event: 'context-switch', from: A, to: B }],
  ['timer, OS: return-from-trap into B', { event: 'return-from-trap', pid: B, to: 'user' }],
  ['timer, hardware: move to user mode', { event: 'mode', pid: B, to: 'user' }],
  ['end, program: return from main into the stub', { event: 'main-return', pid: A, value: 3 }],
  ['end, program: trap via exit', { event: 'trap', call: 'exit', pid: A, arguments: [3] }],
  ['end, OS: the process has ended', { event: 'process-exit', pid: A, code: 3 }],
  [
    'end, OS: free its memory, remove it from the list',
    { event: 'process-free', pid: 1, arguments: { p: `pid ${A}` } },
  ],
  ['off', { event: 'halt', status: 3 }],
];

const matches = (event: SystemEvent, pattern: Pattern) =>
  Object.entries(pattern).every(([name, value]) => {
    const actual = (event as unknown as Record<string, unknown>)[name];
    return JSON.stringify(actual) === JSON.stringify(value);
  });

describe('the protocol of limited direct execution', () => {
  let events: readonly SystemEvent[];
  let output: string;
  before(async function () {
    ({ events, output } = await runToEnd(boot({ 'a.c': busy('A'), 'b.c': busy('B') }, { timer: 5000 })));
  });

  it('shows every row of its table, in order', () => {
    let at = 0;
    for (const [row, pattern] of protocol) {
      const found = events.findIndex((event, index) => index >= at && matches(event, pattern));
      assert.notEqual(
        found,
        -1,
        `${row}: no ${JSON.stringify(pattern)} after\n${tell(events.slice(at - 5, at + 5))}`,
      );
      at = found + 1;
    }
    assert.deepEqual(output.split('\n').sort(), ['', 'A ends', 'A starts', 'B ends', 'B starts']);
  });

  it('saves user registers at the top of the kernel stack of the process that traps', () => {
    const stacks = new Map<number, number>();
    let traps = 0;
    for (const event of events) {
      if (event.event === 'context-switch') stacks.set(event.to, event.kernelStack);
      if ((event.event !== 'trap' && event.event !== 'interrupt') || event.mode !== 'user') continue;
      assert.equal(event.frame + trapFrameSize, stacks.get(event.pid), tell([event]));
      traps++;
    }
    assert.ok(traps > 10);
  });

  it('returns to the instruction after the trap, and to the one that was interrupted', () => {
    const waiting = new Map<number, number>();
    let returns = 0;
    for (const event of events) {
      if (event.event === 'kernel-stack-fill') waiting.delete(event.pid);
      if ((event.event === 'trap' || event.event === 'interrupt') && event.mode === 'user')
        waiting.set(event.frame, event.pc);
      if (event.event !== 'return-from-trap' || event.to !== 'user') continue;
      const pc = waiting.get(event.frame);
      if (pc !== undefined && event.at !== '_start') assert.equal(event.pc, pc, tell([event]));
      returns++;
    }
    assert.ok(returns > 10);
  });

  it('tells every event at a count that never goes back', () => {
    const counts = events.map(event => event.count);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
  });

  it('switches only between processes that were made, from the one that had the CPU', () => {
    let running = 0;
    for (const event of events) {
      if (event.event !== 'context-switch') continue;
      assert.equal(event.from, running, tell([event]));
      running = event.to;
    }
  });
});

function tell(events: readonly SystemEvent[]): string {
  return events.map(event => eventText(event) ?? JSON.stringify(event)).join('\n');
}
