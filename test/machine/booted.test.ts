/** The kernel with a program that forks, sleeps and reads: saved, restored, and made again from its launch and its log. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Machine, MachineEvent } from '../../src/machine';
import { boot } from '../support/system';
import { digest, randomBits } from './support';

/** A child sleeps and writes a file; the parent answers each line, and waits for it at the end of its input. */
const program = `
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    if (fork() == 0) {
        int file = open("/notes", O_WRONLY | O_CREAT);
        for (int i = 0; i < 20; i++) {
            sleep(0);
            write(file, "a line of notes\\n", 16);
        }
        return 3;
    }
    char line[64];
    while (fgets(line, sizeof line, stdin))
        printf("read %s", line);
    int status;
    wait(&status);
    printf("the child said %d\\n", WEXITSTATUS(status));
    return 0;
}
`;

const longest = 20_000_000;

/** Runs in pieces of random lengths to a count or to the end, typing a line now and then; at rest it must type. */
function follow(machine: Machine, seed: number, end: number): void {
  const random = randomBits(seed);
  let lines = 0;
  for (let off = false; machine.count < end && !off;) {
    const { reason } = machine.run(Math.min(1 + (random() % 40_000), end - machine.count));
    off = reason === 'off';
    if (reason !== 'idle' && random() % 8) continue;
    if (++lines < 12) machine.console.input(new TextEncoder().encode(`line ${lines}\n`));
    else if (lines === 12) machine.console.end();
    else if (reason === 'idle') return;
  }
}

/** A hash of the events and the output on the way, and of all that the machine is then. */
function observed(machine: Machine, act: () => void): object {
  const seen: (MachineEvent | number)[] = [];
  machine.observer = event => void seen.push(event);
  machine.console.output = byte => void seen.push(byte);
  act();
  machine.observer = undefined;
  return {
    length: seen.length,
    hash: createHash('sha1').update(JSON.stringify(seen)).digest('hex'),
    ...digest(machine.save()),
  };
}

describe('machine: a booted system', function () {
  this.timeout(120_000);
  const launch = () => boot({ 'talk.c': program }, { timer: 5000, memory: 4 * 2 ** 20 }).machine;

  it('saved at any instant and restored, goes on as it did', () => {
    const machine = launch();
    const random = randomBits(1);
    const powerOn = machine.save();
    follow(machine, 1, longest);
    const end = machine.count;
    assert.ok(end > 400_000 && end < longest, String(end));
    for (let seed = 2; seed <= 4; seed++) {
      machine.restore(powerOn);
      follow(machine, seed, random() % end);
      const saved = machine.save();
      const goOn = () => observed(machine, () => follow(machine, -seed, saved.count + 100_000));
      const expected = goOn();
      machine.restore(saved);
      assert.deepEqual(goOn(), expected, `seed ${seed}`);
    }
  });

  it('is made again by its launch and its log', () => {
    for (let seed = 1; seed <= 2; seed++) {
      const machine = launch();
      const expected = observed(machine, () => follow(machine, seed, longest));
      assert.ok(machine.inputLog.some(entry => entry.waiting));
      const again = launch();
      again.playInput(machine.inputLog);
      const played = observed(again, () =>
        assert.deepEqual(again.run(longest), { reason: 'off', status: 0 }),
      );
      assert.deepEqual(played, expected);
    }
  });
});
