/**
 * Processes and threads that do at random what they may, under every scheduler and with timers from hasty to lazy: all of it ends,
 * and no page is missing afterwards. `RINGSIDE_GRIND_SEEDS=100 npx mocha test/kernel/grind.test.ts` does more.
 */
import assert from 'node:assert/strict';
import { schedulers } from '../../src/isa';
import { Random } from '../support/random';
import { boot } from './boot';

const seeds = Number(process.env['RINGSIDE_GRIND_SEEDS'] ?? 2);

describe('kernel: processes and threads at random', function () {
  this.timeout(600_000);

  for (const { name, number } of schedulers)
    it(`end well under ${name}`, () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const random = new Random(100 * number + seed);
        const timer = Math.floor(500 * 200 ** (random.below(1000) / 1000));
        const { output, status } = boot([`grind ${100 * number + seed} 12`], { scheduler: number, timer });
        assert.match(output, /^(pid \d.*\n)*ok\n$/, `seed ${seed}, timer ${timer}`);
        assert.equal(status, 0);
      }
    });
});
