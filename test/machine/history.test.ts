/**
 * A machine that has been brought back to an instant is in every byte what a fresh run is there, and goes on as it did.
 * `RINGSIDE_HISTORY_INSTANTS=10000 npx mocha test/machine/history.test.ts` does more.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { History, Machine, type MachineEvent, type MachineState } from '../../src/machine';
import { memoryMap } from '../../src/isa';
import { boot } from '../support/system';
import { randomMachine } from './random-machine';
import { digest, randomBits } from './support';

const instants = Number(process.env.RINGSIDE_HISTORY_INSTANTS ?? 200);
const nothing = { save: () => undefined, restore: () => {} };

/** Runs to a count, or as far as the machine goes, with the history kept up. */
function runTo(machine: Machine, history: History<unknown>, end: number): void {
  while (machine.count < end) {
    history.keepUp();
    const before = machine.count;
    const { reason } = machine.run(Math.min(history.room, end - machine.count));
    if (reason === 'off' || reason === 'double-fault' || (reason === 'idle' && machine.count === before))
      break;
  }
  history.keepUp();
}

/** A word of memory, and a register, as somebody who debugs may set them. */
function setSomething(machine: Machine, random: () => number): void {
  machine.byHand(() => {
    const word = machine.ram.length - 4 * (1 + (random() % 64));
    machine.writeMemory(memoryMap.ramBase + word, Uint8Array.of(random(), random()), 0);
    machine.registers[12] = random();
  });
}

/** In the present: runs on in random slices, with random input between them, and things set by hand. */
function live(machine: Machine, history: History<unknown>, random: () => number, length: number): void {
  const end = machine.count + length;
  for (let idle = 0; machine.count < end && idle < 5;) {
    const before = machine.count;
    runTo(machine, history, Math.min(end, machine.count + 1 + (random() % (length >> 3))));
    if (random() % 3 === 0) machine.console.input(Uint8Array.from([10, random() % 128, 10]));
    if (random() % 4 === 0) setSomething(machine, random);
    idle = machine.count === before ? idle + 1 : 0;
  }
  history.keepUp();
}

/** What is told of a run to a count, events and output in their order. */
function told(machine: Machine, history: History<unknown>, end: number): string {
  const hash = createHash('sha1');
  machine.observer = (event: MachineEvent) => void hash.update(JSON.stringify(event));
  machine.console.output = byte => void hash.update(String(byte));
  runTo(machine, history, end);
  machine.observer = undefined;
  machine.console.output = () => {};
  return hash.digest('hex');
}

/** A machine of the same start that follows the log to a count. */
function fresh(machine: Machine, log: Machine['inputLog'], count: number): object {
  machine.playInput(log);
  while (machine.count < count) {
    const before = machine.count;
    machine.run(count - machine.count);
    if (machine.count === before) break;
  }
  return digest(machine.save());
}

/** The clock stands still while a machine waits for input: not what comes then is an instant of its own. */
function instantIn(log: Machine['inputLog'], count: number): number {
  return log.some(entry => entry.count === count && entry.waiting) ? instantIn(log, count - 1) : count;
}

interface Subject {
  readonly what: string;
  make(seed: number): Machine;
  readonly length: number;
  readonly interval: number;
  readonly budget: number;
  readonly share: number;
}

const program = `
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
    int ends[2], n, sum = 0;
    char line[64];
    if (argc > 1) return atoi(argv[1]);
    pipe(ends);
    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            char *args[] = { argv[0], "7", 0 };
            for (n = i; n < 40; n += 4) write(ends[1], &n, sizeof n);
            execv(argv[0], args);
        }
    for (int i = 0; i < 40; i++) {
        int fd = open("sums", O_CREAT | O_RDWR);
        read(ends[0], &n, sizeof n);
        sum = sum * 31 + n;
        write(fd, &sum, sizeof sum);
        close(fd);
        if (i % 10 == 0 && fgets(line, sizeof line, stdin)) printf("%d %s", sum, line);
    }
    while (wait(&n) > 0) sum += n;
    printf("%d\\n", sum);
    return 0;
}
`;

let powerOn: MachineState | undefined;
const sizes = { timer: 2000, memory: 4 * 2 ** 20 };

function bootedMachine(seed: number): Machine {
  const timer = 500 + (seed % 7) * 700;
  powerOn ??= boot({ 'p.c': program }, sizes).machine.save();
  const machine = new Machine({ ...sizes, timer, disk: new Uint8Array(powerOn.diskImage.length) });
  machine.restore(powerOn);
  return machine;
}

const subjects: readonly Subject[] = [
  { what: 'random programs', make: randomMachine, length: 4000, interval: 150, budget: 2 ** 30, share: 0.7 },
  {
    what: 'the same, with few checkpoints left',
    make: randomMachine,
    length: 4000,
    interval: 40,
    budget: 300_000,
    share: 0.25,
  },
  {
    what: 'the kernel with programs',
    make: bootedMachine,
    length: 1_500_000,
    interval: 100_000,
    budget: 2 ** 30,
    share: 0.05,
  },
];

describe('history', function () {
  this.timeout(Math.max(60_000, instants * 200));

  for (const { what, make, length, interval, budget, share } of subjects)
    it(`goes back to every instant of ${what}`, () => {
      for (let left = Math.ceil(instants * share), seed = 1; left > 0; seed++) {
        const random = randomBits(seed);
        const machine = make(seed);
        const history = new History(machine, nothing, { budget, interval });
        live(machine, history, random, length);
        for (let turn = 0; turn < 10 && left > 0; turn++, left--) {
          const log = [...machine.inputLog];
          const present = machine.count;
          // It waits from the start, and the clock stands still.
          if (present === 0) break;
          const end = digest(machine.save());
          const count = instantIn(log, random() % Math.max(1, present));
          const where = `seed ${seed}, turn ${turn}, to ${count} of ${present}`;
          history.back(count);
          if (turn % 2 === 0) {
            runTo(
              machine,
              history,
              machine.count + (random() % (1 + count - Math.min(count, machine.count))),
            );
            history.mark();
          }
          runTo(machine, history, count);
          assert.deepEqual(digest(machine.save()), fresh(make(seed), log, count), where);
          history.back(count);
          const first = told(machine, history, present);
          assert.deepEqual(digest(machine.save()), end, `${where}, and forward`);
          assert.equal(history.isPast, false);
          history.back(count);
          assert.equal(told(machine, history, present), first, `${where}, and forward again`);
          if (turn % 3 === 0) {
            history.back(random() % (present + 1));
            runTo(machine, history, machine.count + (random() % 200));
            history.cut();
            live(machine, history, random, length >> 3);
          }
        }
      }
    });

  it('never gives up the checkpoint that the machine stands at', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const machine = bootedMachine(seed);
      const random = randomBits(seed);
      // Each checkpoint is one too many.
      const history = new History(machine, nothing, { budget: 1, interval: 100_000 });
      live(machine, history, random, 400_000);
      const [log, present] = [[...machine.inputLog], machine.count];
      for (let turn = 0; turn < 4; turn++) {
        history.back(random() % present);
        runTo(machine, history, machine.count + 1 + (random() % 1000));
        history.mark();
      }
      const { count } = machine;
      history.cut();
      runTo(machine, history, count + 5000);
      history.back(count);
      runTo(machine, history, count);
      const entries = log.filter(entry => entry.count <= count);
      assert.deepEqual(digest(machine.save()), fresh(bootedMachine(seed), entries, count), `seed ${seed}`);
    }
  });

  it('goes to an instant after what came then, though a checkpoint was made right before', () => {
    let tried = 0;
    for (let seed = 1; tried < 5; seed++) {
      const machine = randomMachine(seed);
      const history = new History(machine, nothing, { budget: 2 ** 30, interval: 100 });
      runTo(machine, history, 500);
      const { count } = machine;
      // One that waits is none to try: its clock stands still, and what comes then is no instant of its own.
      if (machine.waiting || count < 500) continue;
      assert.equal(history.before(count + 1), count, 'there is a checkpoint');
      tried++;
      setSomething(machine, randomBits(seed));
      machine.console.input(Uint8Array.of(10));
      runTo(machine, history, count + 500);
      const log = [...machine.inputLog];
      history.back(count);
      runTo(machine, history, count);
      assert.deepEqual(digest(machine.save()), fresh(randomMachine(seed), log, count), `seed ${seed}`);
    }
  });

  it('keeps to its budget, and keeps the first instant', () => {
    const machine = bootedMachine(3);
    const history = new History(machine, nothing, { budget: 4 * 2 ** 20, interval: 20_000 });
    live(machine, history, randomBits(3), 3_000_000);
    assert.equal(history.first, 0);
    // Beside it stands what has changed since the last checkpoint.
    assert.ok(history.size <= 4.5 * 2 ** 20, `${history.size} bytes`);
    let checkpoints = 0;
    for (let at = history.before(Infinity); at !== undefined; at = history.before(at)) checkpoints++;
    assert.ok(checkpoints > 20, `${checkpoints} checkpoints`);
  });
});
