/** Who gets the CPU, with the timer and without, and that it is the same each time. */
import assert from 'node:assert/strict';
import { type SchedulerName, schedulers } from '../../src/isa';
import { type BootOptions, boot, changedKernel, kernel } from './boot';

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

  for (const { name, number: scheduler } of schedulers)
    it(`gets work done among many that wake up again and again, by ${name}`, () => {
      const { output, status } = boot(['crowd'], { timer: 1000, scheduler, limit: 60_000_000 });
      assert.equal(output, 'ok\n');
      assert.equal(status, 0);
    });

  it('is the same each time, to the instruction', () => {
    const run = () => boot(['processes', 'pipes', 'sleepers'], { events: true });
    const first = run();
    assert.deepEqual(run(), first);
    assert.ok(first.events.length > 1000);
  });
});

const numberOf = (name: SchedulerName) => schedulers.find(row => row.name === name)!.number;

/** What is printed under a scheduler. */
const printed = (name: SchedulerName, commands: readonly string[], options: BootOptions = {}) =>
  boot(commands, { scheduler: numberOf(name), ...options }).output;

describe('kernel: the schedulers', () => {
  for (const { name, number } of schedulers)
    for (const timer of [500, 700, 10_000, 0])
      it(`${name}, timer ${timer}: programs that test the kernel end well`, () => {
        const commands = ['pipes', 'naps', 'signals', 'processes'];
        for (const command of timer === 10_000 ? commands : commands.slice(0, 2)) {
          const { output, status } = boot([command], { scheduler: number, timer });
          assert.match(output, /\bok\n$/);
          assert.equal(status, command === 'processes' ? 7 : 0);
        }
      });

  /** How often each of three programs that have 100, 200 and 700 tickets has had so much of the CPU. */
  function shares(name: SchedulerName, timer = 10_000): number[] {
    const commands = ['shares A 100', 'shares B 200', 'shares C 700'];
    const output = printed(name, commands, { limit: 20_000_000, timer });
    const counts = ['A', 'B', 'C'].map(letter => output.split(letter).length - 1);
    const all = counts.reduce((sum, count) => sum + count);
    return counts.map(count => Math.round((1000 * count) / all));
  }

  const near = (actual: readonly number[], expected: readonly number[], most: number) =>
    assert.ok(
      actual.every((value, index) => Math.abs(value - expected[index]!) <= most),
      `${actual.join(' ')} thousandths`,
    );

  it('round robin knows no tickets', () => near(shares('round-robin'), [333, 333, 333], 5));
  it('a lottery gives shares by chance', () => near(shares('lottery'), [100, 200, 700], 40));
  it('stride gives them exactly', () => {
    near(shares('stride'), [100, 200, 700], 6);
    near(shares('stride', 3_000), [100, 200, 700], 6);
  });

  it('stride gives one that has waited no more than its share afterwards', () => {
    const output = printed('stride', ['shares A 100', 'lengths B 100000 late', 'shares C 100'], {
      limit: 6_000_000,
    });
    const [, after = ''] = output.split('B');
    assert.ok(output.includes('B'));
    near(
      [after.split('A').length, after.split('C').length].map(count => (1000 * count) / after.length),
      [500, 500],
      40,
    );
  });

  it('the shortest time to completion comes first, and one that is not known last', () => {
    const jobs = ['lengths A 60000 known', 'lengths B 50000 known', 'lengths C 5000 unknown'];
    assert.equal(printed('shortest-first', jobs), 'BAC');
    assert.equal(printed('round-robin', jobs)[0], 'C');
  });

  it('a shorter job that comes later takes the CPU from a longer one', () => {
    const jobs = ['lengths A 400000 known', 'lengths B 390000 late'];
    assert.equal(printed('shortest-first', jobs), 'AB', 'what A has left is shorter');
    assert.equal(printed('shortest-first', ['lengths A 400000 known', 'lengths B 150000 late']), 'BA');
  });

  /** How late a program answers that mostly waits, in instructions on average, beside six that compute. */
  function lateness(name: SchedulerName, rounds = 0, changed = kernel()): number {
    const commands = [`answers ${rounds}`, ...[...'abcdef'].map(letter => `spinner ${letter}`)];
    const output = printed(name, commands, { limit: 30_000_000, kernel: changed });
    return Number(/\d+/.exec(output)?.[0]);
  }

  it('feedback has those that mostly wait answer at once, whatever else is computed', () => {
    const [roundRobin, feedback] = [lateness('round-robin'), lateness('feedback')];
    assert.ok(feedback > 0 && feedback * 2 < roundRobin, `${feedback} and ${roundRobin} instructions late`);
  });

  it('feedback forgives one that has computed for long, by rule 5', () => {
    const without = changedKernel('feedback.c', text => text.replace('>= BOOST_INTERVAL', '== ~0ull'));
    const [boosted, never] = [lateness('feedback', 50_000), lateness('feedback', 50_000, without)];
    assert.ok(boosted > 0 && boosted * 2 < never, `${boosted} and ${never} instructions late`);
  });

  it('refuses one that there is not', () => {
    const { output, status } = boot(['shares A 1'], { scheduler: 77 });
    assert.match(output, /^panic: there is no scheduler 77\n$/);
    assert.equal(status, 'panic');
  });

  it('each decides the same each time', () => {
    for (const { number } of schedulers) {
      const run = () =>
        boot(['shares A 30', 'shares B 70', 'pipes'], { scheduler: number, limit: 3_000_000 });
      assert.deepEqual(run(), run());
    }
  });
});
