/** The timeline of a run, as a client has it that follows it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pictures } from '../../src/debugger/pictures/pictures';
import { TimelineLog } from '../../src/debugger/pictures/timeline-log';
import { waitText } from '../../src/events';
import { TimelineFold, TimelineModel } from '../../src/figures';
import type { TimelineBatch } from '../../src/protocol';
import { Runner } from '../../src/session';
import { root } from '../support/guest';
import { boot, runToEnd } from '../support/system';
import { Session } from './session';

const pipe = readFileSync(join(root, 'examples/pipe.c'), 'utf8');
const options = { files: { 'pipe.c': pipe }, timer: 5000, history: 16 };

/** What a client has that does with the batches what they say. */
function modelOf(batches: readonly TimelineBatch[]): TimelineModel {
  const model = new TimelineModel();
  for (const batch of batches) model.apply(batch);
  return model;
}

/** All that is in it, as data. */
const contents = (model: TimelineModel) => ({
  from: model.from,
  to: model.to,
  lanes: model.lanes,
  spans: model.lanes.map(({ pid }) => {
    const spans = model.spans(pid)!;
    return Array.from({ length: spans.length }, (_, index) => spans.span(index));
  }),
  ticks: Array.from({ length: model.ticks.length }, (_, index) => model.ticks.tick(index)),
  arrows: model.arrows.between(0, model.to, 100_000),
  gaps: model.gaps,
});

describe('the timeline that a client follows', () => {
  /** At main of pipe.c, having followed from the start. */
  const early = async () => {
    const session = new Session({ ...options });
    session.debugger.follow('timeline', { follow: true });
    session.debugger.start();
    await session.stop();
    return session;
  };

  it('is the same for who follows from the start, later, and in the past', async () => {
    const first = await early();
    const all = contents(modelOf(first.pictures.timeline));
    assert.deepEqual(
      all.lanes.map(({ name }) => name),
      ['init', 'pipe', 'idle'],
    );
    assert.equal(all.to, first.system.machine.count);

    const late = await Session.at({ ...options });
    assert.deepEqual(late.pictures.timeline, []);
    const { count, pc } = late.system.machine;
    late.debugger.follow('timeline', {});
    assert.deepEqual(contents(modelOf(late.pictures.timeline)), all);
    assert.deepEqual([late.system.machine.count, late.system.machine.pc], [count, pc]);

    late.debugger.follow('timeline', { follow: false });
    late.pictures.timeline.length = 0;
    late.debugger.time.goTo(150_000);
    await late.stop();
    late.debugger.follow('timeline', {});
    assert.deepEqual(contents(modelOf(late.pictures.timeline)), all);
    assert.equal(modelOf(late.pictures.timeline).count, 150_000);
  });

  it('comes as far as it has changed, and all of it to who asks again', async () => {
    const session = await early();
    const before = session.system.machine.count;
    const told = session.pictures.timeline;
    told.length = 0;
    session.debugger.step(session.debugger.focus, 'over', 'line');
    await session.stop();
    assert.ok(told.length > 0);
    for (const { parts } of told) for (const { from } of parts) assert.ok(from >= before, `from ${from}`);
    assert.equal(told.at(-1)!.parts.at(-1)!.to, session.system.machine.count);
    told.length = 0;
    session.debugger.follow('timeline', {});
    assert.equal(modelOf(told).from, 0);
    assert.equal(modelOf(told).to, session.system.machine.count);
  });

  it('marks breakpoints that were hit, and bookmarks', async () => {
    const session = await early();
    const { debugger: core } = session;
    core.time.visits.bookmark('here');
    core.breakpoints.setFunctions([{ name: 'write' }]);
    await session.continue();
    const { marks } = session.pictures.timeline.at(-1)!;
    assert.deepEqual(
      marks!.map(({ kind, words }) => `${kind} ${words}`),
      ['bookmark here', 'stop function breakpoint in write (user mode)'],
    );
    assert.equal(marks![1]!.count, session.system.machine.count);
  });

  it('forgets what a change in the past takes away, and goes on with what comes instead', async () => {
    const session = await early();
    session.debugger.time.goTo(150_000);
    await session.stop();
    session.debugger.input('x\n');
    assert.equal(modelOf(session.pictures.timeline).to, 150_000);
    await session.continue();
    assert.ok(session.ended);
    const model = modelOf(session.pictures.timeline);
    assert.equal(model.to, session.system.machine.count);
    const shares = ['user', 'kernel', 'idle'] as const;
    const cpu = model.lanes.flatMap(({ pid }) => {
      const times = model.spans(pid)!.times(0, model.to);
      return shares.map(share => times[share]);
    });
    assert.equal(
      cpu.reduce((sum, time) => sum + time, 0),
      model.to,
    );
  });

  it('has a gap where too much comes, and fills it when it is looked at', async () => {
    const source =
      '#include <unistd.h>\nint main(void) { int i; for (i = 0; i < 6000; i++) getpid(); return 0; }\n';
    const system = boot({ 'fast.c': source }, { timer: 0 });
    const runner = new Runner(system);
    runner.remember(0x100_0000, { save: () => 0, restore: () => {} });
    const batches: TimelineBatch[] = [];
    const timeline = new TimelineLog({
      system,
      inWords: event => runner.inWords(event),
      present: () => runner.history?.present ?? system.machine.count,
      waitText: process => waitText(process, system.executableOf(process.name)),
      marks: () => [],
      tell: batch => void batches.push(batch),
      now: () => 0,
    });
    const pictures: Pictures = new Pictures(
      { runner, attend: () => runner.tellOnly(new Set(pictures.interest)), now: () => 0 },
      { timeline },
    );
    pictures.follow('timeline', true, false, {});
    runner.listen(new Set(pictures.interest), event => {
      if (!runner.isReplaying) pictures.event(event);
    });
    while (runner.run(1e6).reason !== 'off');
    pictures.tellAtStop();
    const { count } = system.machine;
    const [gap, ...more] = modelOf(batches).gaps;
    assert.ok(gap && more.length === 0);
    assert.match(gap.words, /\d+ × system call/);

    pictures.follow('timeline', true, true, { from: gap.from, to: gap.to });
    pictures.tellAtStop();
    assert.equal(system.machine.count, count);
    const told = await runToEnd(boot({ 'fast.c': source }, { timer: 0 }));
    const fold = new TimelineFold();
    for (const event of told.events) fold.take(event);
    const whole = modelOf([{ parts: [fold.part(told.system.machine.count)], count }]);
    const [filled, all] = [contents(modelOf(batches)), contents(whole)];
    assert.deepEqual(filled.gaps, []);
    assert.deepEqual(filled.ticks, all.ticks);
    // What the kernel was at when the stretch began is not known.
    const plain = ({ spans }: typeof all) =>
      spans.map(list => list.map(({ from, to, state }) => [from, to, state]));
    assert.deepEqual(plain(filled), plain(all));
  });
});
