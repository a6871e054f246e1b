/** Limited direct execution (DESIGN section 1; OSTEP figures 6.2 and 6.3): every step shows, and in this order. */
import assert from 'node:assert/strict';
import type { SystemEvent } from '../../src/protocol';
import { boot } from './boot';

type Step = readonly [what: string, matches: (event: SystemEvent) => boolean];

const steps: readonly Step[] = [
  ['initialise the trap table; the hardware remembers it', event => event.event === 'trap-table'],
  ['start the interrupt timer', event => event.event === 'timer-start' && event.interval === 10_000],
  ['create an entry in the process list', event => event.event === 'process-create'],
  ['allocate memory', event => event.event === 'memory-allocate'],
  ['load the program from disk', event => event.event === 'program-load'],
  ['set up the user stack with argv', event => event.event === 'arguments'],
  ['fill the kernel stack with registers and PC', event => event.event === 'kernel-stack-fill'],
  ['return from trap', event => event.event === 'return-from-trap' && event.to === 'user'],
  ['trap of a system call', event => event.event === 'trap' && event.call === 'fork'],
  ['trap of a system call', event => event.event === 'trap' && event.call === 'exec'],
  ['allocate memory', event => event.event === 'memory-allocate'],
  ['load the program from disk', event => event.event === 'program-load'],
  ['set up the user stack with argv', event => event.event === 'arguments'],
  ['fill the kernel stack with registers and PC', event => event.event === 'kernel-stack-fill'],
  ['return from trap', event => event.event === 'return-from-trap' && event.name === 'counter'],
  [
    'timer interrupt of A',
    event => event.event === 'interrupt' && event.cause === 'timer-interrupt' && event.mode === 'user',
  ],
  ['switch from A to B', event => event.event === 'context-switch' && event.fromName === event.toName],
  ['return from trap into B', event => event.event === 'return-from-trap' && event.to === 'user'],
  ['trap via exit()', event => event.event === 'trap' && event.call === 'exit' && event.name === 'counter'],
  ['the process has ended', event => event.event === 'process-exit' && event.name === 'counter'],
  ['free its memory; remove it from the process list', event => event.event === 'process-free'],
  ['the machine stops', event => event.event === 'halt' && event.status === 5],
];

describe('kernel: limited direct execution', () => {
  it('shows every step, in order, in a run of two programs', () => {
    const { events, status } = boot(['counter A', 'counter B'], { timer: 10_000, events: true });
    assert.equal(status, 5);
    let at = 0;
    for (const [what, matches] of steps) {
      const found = events.findIndex((event, index) => index >= at && matches(event));
      assert.ok(found >= 0, `after event ${at}: ${what}`);
      at = found + 1;
    }
  });
});
