/** That all wait for ever is known from values, whatever a kernel calls things, and never said of one who only sleeps. */
import assert from 'node:assert/strict';
import { kernelWith } from '../kernel/boot';
import { boot, runToEnd } from '../support/system';

const stuck = `
#include <unistd.h>
int main(void) {
    int ends[2];
    char c;
    pipe(ends);
    return read(ends[0], &c, 1);
}`;
const sleeper = (microseconds: number) => `
#include <unistd.h>
int main(void) {
    usleep(${microseconds});
    return 5;
}`;
const reader = `
#include <unistd.h>
int main(void) {
    char c;
    return read(0, &c, 1) == 1 ? c : 1;
}`;

type Change = readonly [file: string, from: string | RegExp, to: string];

const renamed: readonly Change[] = [
  ['pipe.c', '"pipe to read"', '"Godot"'],
  ['proc.c', '"child"', '"its offspring"'],
];
/** The timer goes on while nothing runs. */
const ticking: readonly Change[] = [['clock.c', 'set_timer(time_to_wait());', 'set_timer(time_slice);']];
/** Ticks are counted, too, and the time they took. */
const counting: readonly Change[] = [
  ...ticking,
  [
    'trap.c',
    'case CAUSE_TIMER:',
    'case CAUSE_TIMER:\n        ticks++, spent += (unsigned)clock_now() - then, then = (unsigned)clock_now();',
  ],
  ['trap.c', 'static unsigned trap_table', 'static unsigned ticks, spent, then;\nstatic unsigned trap_table'],
];
/** The timer is set anew each time, for a sleeper or for a slice. */
const setAnew: readonly Change[] = [
  [
    'clock.c',
    'set_timer(time_to_wait());',
    'unsigned time = time_to_wait();\n    set_timer(time ? time : time_slice);',
  ],
];
/** Sleep is a number of ticks that counts down; nobody looks at the clock. */
const countdown: readonly Change[] = [
  ...ticking,
  ['thread.h', 'int detached;', 'unsigned ticks_left;\n    int detached;'],
  [
    'clock.c',
    /unsigned long long end = clock_now[^]*?\n}\n/,
    `current_thread->ticks_left = microseconds / 1000 + 1;
    block(&current_thread->ticks_left, "sleep");
    return 0;
}

void clock_tick(void)
{
    struct thread *t;

    for (t = threads; t < &threads[NTHREAD]; t++)
        if (t->state == BLOCKED && t->channel == &t->ticks_left && --t->ticks_left == 0)
            unblock(t);
}
`,
  ],
  ['trap.c', 'case CAUSE_TIMER:', 'case CAUSE_TIMER:\n        clock_tick();'],
  ['defs.h', 'int clock_sleep', 'void clock_tick(void);\nint clock_sleep'],
];
/** As in xv6: each tick wakes all sleepers, and each looks for itself. */
const wakesAll: readonly Change[] = [
  ...ticking,
  ['clock.c', 'block_until(&clock, "clock", end);', 'block(&ticks, "sleep");'],
  ['clock.c', 'void clock_init', 'unsigned ticks;\n\nvoid clock_init'],
  ['trap.c', 'case CAUSE_TIMER:', 'case CAUSE_TIMER:\n        ticks++;\n        wakeup(&ticks);'],
  ['defs.h', 'int clock_sleep', 'extern unsigned ticks;\nint clock_sleep'],
];

const kernels: Readonly<Record<string, readonly Change[]>> = {
  'that ticks while idle': ticking,
  'that counts its ticks': counting,
  'that sets the timer anew each time': setAnew,
  'whose sleepers count ticks down': countdown,
  'that wakes all sleepers at each tick': wakesAll,
};

describe('waiting for ever', function () {
  this.timeout(120_000);

  for (const [what, changes] of Object.entries(kernels)) {
    const kernel = () => kernelWith([...changes, ...renamed]);

    it(`is found in a kernel ${what}, whatever it calls things`, async () => {
      const { outcome, system } = await runToEnd(boot({ 'stuck.c': stuck }, { kernel: kernel() }));
      assert.deepEqual(outcome, { reason: 'deadlock' });
      assert.ok(system.machine.count < 10_000_000);
    });

    it(`is not said of sleepers in a kernel ${what}`, async () => {
      const sources = { 'sleeper.c': sleeper(9_000_000), 'stuck.c': stuck };
      const system = boot(sources, { kernel: kernel() });
      const { outcome } = await runToEnd(system, { limit: 4_000_000 });
      assert.deepEqual(outcome, { reason: 'limit' });
      const alone = await runToEnd(boot({ 'sleeper.c': sleeper(500_000) }, { kernel: kernel() }));
      assert.deepEqual(alone.outcome, { reason: 'off', status: 5 });
    });

    it(`is not said of a reader of the console in a kernel ${what}`, async () => {
      for (const live of [false, true]) {
        const system = boot({ 'reader.c': reader, 'stuck.c': stuck }, { kernel: kernel() });
        const { system: ran } = await runToEnd(system, { live, input: ['x\n'], limit: 3_000_000 });
        assert.ok(!ran.view.processes().some(({ name }) => name === 'reader'), 'the reader has had its line');
      }
    });
  }

  it('is the same instant each time', async () => {
    const counts = await Promise.all(
      [true, false, true].map(async events => {
        const system = boot({ 'stuck.c': stuck }, { kernel: kernelWith(counting) });
        return (await runToEnd(system, { events })).system.machine.count;
      }),
    );
    assert.deepEqual(new Set(counts).size, 1);
  });
});
