/** Who gets the CPU, with the timer and without, and that it is the same each time. */
import assert from 'node:assert/strict';
import { boot } from './boot';

const spinners = ['spinner A', 'spinner B', 'yielder c'];
const limit = 3_000_000;

describe('kernel: scheduling', () => {
  it('is preemptive with the timer: two endless loops and a third program all get on', () => {
    const { output, status } = boot(spinners, { timer: 10_000, limit });
    assert.match(output.replace(/c/g, ''), /^(AB|BA)$/);
    assert.equal(output.replace(/[AB]/g, ''), 'ccccc');
    assert.equal(status, 'limit');
  });

  it('is cooperative without: the first loop keeps the CPU', () => {
    const { output, status } = boot(spinners, { timer: 0, limit });
    assert.equal(output, 'A');
    assert.equal(status, 'limit');
  });

  for (const timer of [0, 10_000])
    it(`lets programs that yield take turns, ${timer ? 'preemptive' : 'cooperative'}`, () => {
      const { output, status } = boot(['yielder a', 'yielder b'], { timer });
      assert.match(output, /^(?!.*(aaaa|bbbb))[ab]{10}$/);
      assert.equal(status, 0);
    });

  it('interrupts no program where there is no timer', () => {
    const { events, status } = boot(['sleepers', 'bystander'], { timer: 0, events: true });
    assert.equal(status, 0);
    const ticks = events.filter(event => event.event === 'interrupt' && event.cause === 'timer-interrupt');
    assert.ok(ticks.length > 0);
    assert.deepEqual(
      ticks.filter(tick => tick.mode === 'user'),
      [],
    );
  });

  it('leaves no time slice so short that programs get nothing done', () => {
    const { output } = boot(spinners, { timer: 1, limit });
    assert.equal(output.replace(/[AB]/g, ''), 'ccccc');
  });

  it('is the same each time, to the instruction', () => {
    const run = () => boot(['processes', 'pipes', 'sleepers'], { events: true });
    const first = run();
    assert.deepEqual(run(), first);
    assert.ok(first.events.length > 1000);
  });
});
