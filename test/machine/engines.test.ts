/**
 * The kernel with programs, and random programs, by each tier of the engine: the same state at every instant, and the same
 * stops. `RINGSIDE_ENGINE_SEEDS=100 npx mocha test/machine/engines.test.ts` does more.
 */
import assert from 'node:assert/strict';
import { type EngineOptions, Machine, type MachineState } from '../../src/machine';
import { boot } from '../support/system';
import { compareAtInstants } from './acts';
import { memory, randomize } from './random-programs';
import { engineSeeds, randomBits } from './support';

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

/** More processes than the machine keeps translations for; they read lines, and take memory and give it back. */
const many = `
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>

int main(void) {
    int status, sum = 0;
    char line[32];
    for (int i = 0; i < 11; i++) {
        if (fork() == 0) {
            for (int k = 0; k < 12; k++) {
                int size = 3000 * (1 + (k + i) % 4);
                char *block = malloc(size);
                memset(block, i + k, size);
                sum += block[size - 1];
                sched_yield();
                free(block);
            }
            exit(sum & 63);
        }
    }
    while (wait(&status) > 0) {
        sum += WEXITSTATUS(status);
        if (sum & 1) printf("%d\\n", sum);
    }
    for (int i = 0; i < 3; i++)
        if (read(0, line, sizeof line) > 0) write(1, line, 3);
    return sum & 127;
}
`;

const sizes = { timer: 3000, memory: 2 * 2 ** 20 };

/** Both tiers that are fast, and compiled code at once and after a while. */
const engines: readonly EngineOptions[] = [
  { tier: 'interpret' },
  { tier: 'compile', compileAfter: 2000 },
  { tier: 'compile', compileAfter: 60_000 },
];

function machineFrom(state: MachineState, engine: EngineOptions): Machine {
  const machine = new Machine({ ...sizes, disk: new Uint8Array(state.diskImage.length), engine });
  machine.restore(state);
  return machine;
}

describe('machine: each tier of the engine is at random instants where one instruction at a time is', function () {
  this.timeout(0);

  for (const [name, source] of Object.entries({ busy, many }))
    it(`with the kernel and the program ${name}`, () => {
      const powerOn = boot({ [`${name}.c`]: source }, sizes).machine.save();
      for (let seed = 1; seed <= engineSeeds; seed++) {
        const reference = machineFrom(powerOn, { tier: 'step' });
        const machines = engines.map(engine => machineFrom(powerOn, engine));
        const subject = { what: `seed ${seed}`, reference, machines, engines, length: 3000 };
        compareAtInstants(subject, randomBits(seed), 400);
        assert.ok(reference.count > 1_000_000, `only ${reference.count} instructions were executed`);
      }
    });

  it('with random programs, page tables and devices', () => {
    const engines: EngineOptions[] = [{ tier: 'interpret' }, { tier: 'compile', compileAfter: 100 }];
    const bits = randomBits(1);
    const disk = Uint8Array.from({ length: 2 ** 14 }, () => bits());
    const [reference, ...machines] = [{ tier: 'step' } as const, ...engines].map(
      engine => new Machine({ memory, disk: disk.slice(), engine }),
    );
    assert.ok(reference);
    const powerOn = reference.save();
    let instants = 0;
    const programs = 30 * engineSeeds;
    for (let seed = 1; seed <= programs; seed++) {
      reference.restore(powerOn);
      randomize(reference, seed, 'all');
      const start = reference.save();
      for (const machine of machines) machine.restore(start);
      const subject = { what: `seed ${seed}`, reference, machines, engines, length: 60 };
      instants += compareAtInstants(subject, randomBits(-seed), 40);
    }
    assert.ok(instants > 10 * programs, `only ${instants} instants`);
  });
});
