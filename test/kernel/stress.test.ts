/**
 * The kernel under load: programs that do at random what they may, and what they may not, each under a scheduler and with a timer
 * at random. It neither panics nor hangs, no page is missing afterwards, and the disk is sound. `npm run kernel-stress -- --count
 * 500` does more of it, `--calls 1000000` so many random system calls in each storm.
 */
import assert from 'node:assert/strict';
import { schedulers } from '../../src/isa';
import { readDisk } from '../../src/disk';
import { Random } from '../support/random';
import { boot } from './boot';

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const count = setting('RINGSIDE_STRESS', 6);
const calls = setting('RINGSIDE_STRESS_CALLS', 2000);
const first = setting('RINGSIDE_STRESS_SEED', 1);

/** What they print at the end; storms and grinds tell of those that were killed for what they did. */
const programs: readonly ((seed: number) => string)[] = [
  seed => `storm ${seed} ${calls}`,
  seed => `stressfs ${seed} 60`,
  seed => `grind ${seed} 12`,
  () => 'badcalls',
  seed => `storm ${seed + 1000} ${calls}`,
  () => 'mappings',
];

/** From hasty to lazy, each size as often. In the hastiest, most of the time of a storm goes to switching. */
const timerOf = (random: Random, command: string) => {
  const least = command.startsWith('storm') ? 1000 : 500;
  return Math.floor(least * (100_000 / least) ** (random.below(1000) / 1000));
};

describe('kernel: under load', function () {
  this.timeout(0);

  for (let seed = first; seed < first + count; seed++) {
    const random = new Random(seed);
    const command = programs[seed % programs.length]!(seed);
    const scheduler = schedulers[random.below(schedulers.length)]!;
    const timer = timerOf(random, command);
    it(`${command}, ${scheduler.name}, timer ${timer}`, () => {
      const limit = 200_000_000 + calls * 200_000;
      const { output, status, disk } = boot([command], { scheduler: scheduler.number, timer, limit });
      assert.match(output, /(^|\n)ok\n$/, output.slice(-2000));
      assert.equal(status, 0);
      assert.deepEqual(readDisk(disk).problems, []);
    });
  }
});
