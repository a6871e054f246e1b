/** Timelines of any length: queries are exact, and what is drawn depends on the width of the picture alone. */
import assert from 'node:assert/strict';
import { TimelineLayout, TimelineModel, type TimelinePen, timelineStatistics } from '../../src/figures';
import type { TimelineSpan, TimelineTick } from '../../src/protocol';

/** A run in which so many processes take turns, each with a trap. */
function longRun(turns: number, length: number): TimelineModel {
  const spans: TimelineSpan[] = [];
  const ticks: TimelineTick[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const [from, pid] = [turn * length, 2 + (turn % 3)];
    const trap = from + (turn % 7) + 20;
    spans.push({ from, to: trap, pid, state: 'user' });
    spans.push({ from: trap, to: from + length, pid, state: 'kernel', words: 'getpid()' });
    if (turn + 3 < turns) spans.push({ from: from + length, to: from + 3 * length, pid, state: 'ready' });
    ticks.push({ count: trap, pid, kind: turn % 1000 === 0 ? 'fault' : 'call', words: 'getpid()' });
  }
  const model = new TimelineModel();
  const lanes = [2, 3, 4].map(pid => ({ pid, name: `p${pid}` }));
  model.put({ from: 0, to: turns * length, lanes, spans, ticks, arrows: [] });
  return model;
}

/** Counts what is drawn, and how much of each state. */
function counter() {
  const counts = { box: 0, tick: 0, ticks: 0, others: 0 };
  const others = () => void counts.others++;
  const pen: TimelinePen = {
    axis: others,
    row: others,
    gap: others,
    text: others,
    arc: others,
    arrow: others,
    mark: others,
    box: () => void counts.box++,
    tick: () => void counts.tick++,
    ticks: () => void counts.ticks++,
  };
  return { counts, pen };
}

const view = { width: 1000, gutter: 100, height: 300, scroll: 0, pinned: new Set<number>() };

describe('a long timeline', () => {
  it('is drawn with no more shapes than there are pixels', () => {
    const model = longRun(100_000, 1000);
    for (const to of [1e8, 1e6, 1e4, 50]) {
      const { counts, pen } = counter();
      new TimelineLayout(model, { ...view, from: 0, to }).draw(pen);
      assert.ok(counts.box > 0 && counts.box <= 3 * 900 * 2, `${counts.box} boxes of ${to}`);
      assert.ok(counts.tick + counts.ticks <= 3 * 2 * 900, `${counts.tick + counts.ticks} ticks of ${to}`);
    }
  });

  it('shows the few faults among many calls each for itself', () => {
    const model = longRun(100_000, 1000);
    let faults = 0;
    const { pen } = counter();
    const counting = { ...pen, tick: (kind: string) => void (faults += kind === 'fault' ? 1 : 0) };
    new TimelineLayout(model, { ...view, from: 0, to: 1e8 }).draw(counting);
    assert.equal(faults, 100);
  });

  it('has the exact shares of any stretch of time', () => {
    const model = longRun(300, 100);
    for (let from = 0; from < 2000; from += 37)
      for (const to of [from + 1, from + 333, 30_000]) {
        let user = 0;
        for (let count = from; count < to; count++)
          if (count % 100 < (Math.floor(count / 100) % 7) + 20) user++;
        const statistics = timelineStatistics(model, from, to);
        assert.equal(statistics.user, user, `${from} to ${to}`);
        assert.equal(statistics.kernel, to - from - user);
      }
  });
});
