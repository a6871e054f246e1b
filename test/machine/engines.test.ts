/** The kernel with programs, by each tier of the engine: the same state at every instant, and the same stops. */
import assert from 'node:assert/strict';
import {
  type Attention,
  type EngineOptions,
  Machine,
  type MachineEvent,
  type MachineEventKind,
  type MachineState,
  type Watchpoint,
} from '../../src/machine';
import { boot } from '../support/system';
import { digest, randomBits } from './support';

/** Processes that compute, write and read a pipe, and start programs, while the timer interrupts. */
const busy = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned char sieve[4096];

static int primes(void) {
    int count = 0;
    memset(sieve, 1, sizeof sieve);
    for (int i = 2; i < 4096; i++) {
        if (!sieve[i]) continue;
        count++;
        for (int j = 2 * i; j < 4096; j += i) sieve[j] = 0;
    }
    return count;
}

int main(int argc, char **argv) {
    if (argc > 1) return primes() % 100;
    int ends[2], status, sum = 0;
    pipe(ends);
    for (int i = 0; i < 3; i++) {
        if (fork() == 0) {
            char *args[] = { argv[0], "again", 0 };
            for (int k = 0; k < 20; k++) {
                int n = primes() + i * 1000 + getpid();
                write(ends[1], &n, sizeof n);
            }
            execv(argv[0], args);
            exit(99);
        }
    }
    for (int i = 0; i < 60; i++) {
        int n;
        read(ends[0], &n, sizeof n);
        sum = sum * 31 + n;
        char *text = malloc(64);
        snprintf(text, 64, "%d: %d\\n", i, n);
        if (i % 10 == 0) printf("%s", text);
        free(text);
    }
    while (wait(&status) > 0) sum += WEXITSTATUS(status);
    printf("%d\\n", sum);
    return 0;
}
`;

const sizes = { timer: 3000, memory: 4 * 2 ** 20 };

/** Both tiers that are fast, and compiled code at once and after a while. */
const fast: readonly EngineOptions[] = [
  { tier: 'interpret' },
  { tier: 'compile', compileAfter: 2000 },
  { tier: 'compile', compileAfter: 60_000 },
];

function machineFrom(state: MachineState, engine: EngineOptions): Machine {
  const machine = new Machine({ ...sizes, disk: new Uint8Array(state.diskImage.length), engine });
  machine.restore(state);
  return machine;
}

/** What a machine is, but for its memory. */
function cpuOf(machine: Machine): object {
  const { registers, pc, status, ttb, ksp, ptb, count, waiting } = machine;
  return { registers: [...registers], pc, status, ttb, ksp, ptb, count, waiting };
}

type Act = (machine: Machine) => unknown;

const kinds: readonly MachineEventKind[] = ['trap', 'return', 'mode', 'control', 'port', 'wait', 'stop'];

/** Random kinds of events, causes and system calls. */
function randomAttention(random: () => number): Attention {
  return {
    kinds: new Set(kinds.filter(() => random() % 3 === 0)),
    causes: random() % 2 ? -1 : random() | 0,
    ...(random() % 2 && { calls: new Set([random() % 24, random() % 24]) }),
  };
}

/** The same with somebody who is told of some events: all of them, and the bytes that are printed, in their order. */
function observed(runs: readonly Act[], attention: Attention): Act {
  return machine => {
    const told: (MachineEvent | number)[] = [];
    const { output } = machine.console;
    machine.console.output = byte => void told.push(byte);
    machine.observer = Object.assign((event: MachineEvent) => void told.push(event), { attention });
    const stops = runs.map(run => run(machine));
    machine.observer = undefined;
    machine.console.output = output;
    return { told, stops };
  };
}

/** Runs for a random time with random breakpoints and watchpoints, as one thing to do to several machines. */
function randomActs(random: () => number, machine: Machine): Act[] {
  const { pc } = machine;
  const near = (pc + 4 * ((random() % 40) - 20)) >>> 0;
  const watchpoint: Watchpoint = {
    address: (machine.registers[2] + 4 * (random() % 16)) >>> 0,
    length: 4,
    access: random() % 2 ? 'write' : 'access',
  };
  const length = random() % 8 ? random() % 3000 : random() % 200_000;
  const runs: Act[] = Array.from({ length: 1 + (random() % 4) }, () => each => each.run(length));
  if (random() % 4 === 0) return [observed(runs, randomAttention(random))];
  if (random() % 3 === 0)
    return [each => each.setBreakpoint(near), ...runs, each => each.clearBreakpoint(near)];
  if (random() % 5 === 0)
    return [each => each.setWatchpoint(watchpoint), ...runs, each => each.clearWatchpoint(watchpoint)];
  return runs;
}

describe('machine: each tier of the engine', function () {
  this.timeout(300_000);
  const seeds = Number(process.env.RINGSIDE_ENGINE_SEEDS ?? 3);

  it('is in the same state at random instants, and stops where one instruction at a time stops', () => {
    const powerOn = boot({ 'busy.c': busy }, sizes).machine.save();
    for (let seed = 1; seed <= seeds; seed++) {
      const random = randomBits(seed);
      const reference = machineFrom(powerOn, { tier: 'step' });
      const machines = fast.map(engine => machineFrom(powerOn, engine));
      for (let instant = 0; ; instant++) {
        const acts = randomActs(random, reference);
        const stops = acts.map(act => act(reference));
        const expected = cpuOf(reference);
        for (const [index, machine] of machines.entries()) {
          const what = `seed ${seed}, instant ${instant}, ${JSON.stringify(fast[index])}`;
          assert.deepEqual(
            acts.map(act => act(machine)),
            stops,
            what,
          );
          assert.deepEqual(cpuOf(machine), expected, what);
          if (instant % 100 === 0) assert.deepEqual(digest(machine.save()), digest(reference.save()), what);
        }
        if (reference.run(0).reason === 'off') break;
      }
      const end = digest(reference.save());
      for (const machine of machines) assert.deepEqual(digest(machine.save()), end, `seed ${seed}`);
      assert.ok(reference.count > 2_000_000, `only ${reference.count} instructions were executed`);
    }
  });
});
