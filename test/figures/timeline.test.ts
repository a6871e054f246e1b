/** The timeline of real runs: what it says of the time is held against the machine's own events and counts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  TimelineFold,
  TimelineModel,
  timelineStatistics,
  timelineSvg,
  timelineText,
} from '../../src/figures';
import type { SystemEvent, TimelineSpan } from '../../src/protocol';
import type { Session } from '../../src/session';
import { root } from '../support/guest';
import { boot, runToEnd } from '../support/system';

const example = (name: string) => readFileSync(join(root, 'examples', name), 'utf8');

interface Told {
  readonly system: Session;
  readonly events: readonly SystemEvent[];
  readonly model: TimelineModel;
}

async function timelineOf(sources: Readonly<Record<string, string>>, timer: number): Promise<Told> {
  const { system, events } = await runToEnd(boot(sources, { timer }));
  return { system, events, model: modelOf(events, system.machine.count) };
}

/** `piece`: events of a part. */
function modelOf(events: readonly SystemEvent[], end: number, piece = Infinity): TimelineModel {
  const fold = new TimelineFold();
  const model = new TimelineModel();
  for (const [index, event] of events.entries()) {
    if (index % piece === piece - 1) model.put(fold.part(event.count));
    fold.take(event);
  }
  model.put(fold.part(end));
  return model;
}

function spansOf(model: TimelineModel): TimelineSpan[] {
  return model.lanes.flatMap(({ pid }) => {
    const spans = model.spans(pid)!;
    return Array.from({ length: spans.length }, (_, index) => ({ pid, ...spans.span(index) }));
  });
}

const hasCpu = ({ state }: TimelineSpan) => state === 'user' || state === 'kernel' || state === 'idle';
const byTime = (a: TimelineSpan, b: TimelineSpan) => a.from - b.from;

describe('the timeline of a run', () => {
  let pipe: Told;
  let two: Told;
  before(async () => {
    pipe = await timelineOf({ 'pipe.c': example('pipe.c') }, 10_000);
    two = await timelineOf({ 'yielder.c': example('yielder.c'), 'other.c': example('yielder.c') }, 2000);
  });

  it('gives the CPU to one at each instant, from the first to the last', () => {
    for (const { model, system } of [pipe, two]) {
      const owners = spansOf(model).filter(hasCpu).sort(byTime);
      let at = 0;
      for (const { from, to } of owners) {
        assert.equal(from, at);
        at = to;
      }
      assert.equal(at, system.machine.count);
      const { user, kernel, idle } = timelineStatistics(model, 0, at);
      assert.equal(user + kernel + idle, at);
    }
  });

  it('says of user mode what the CPU’s changes of mode say', () => {
    for (const { model, events } of [pipe, two]) {
      let user = 0;
      let since = 0;
      for (const event of events)
        if (event.event === 'mode' && event.to === 'user') since = event.count + 1;
        else if (event.event === 'mode') user += event.count - since;
      assert.equal(timelineStatistics(model, model.from, model.to).user, user);
    }
  });

  it('has a tick for each trap, interrupt, switch, disk command and end', () => {
    const kinds = {
      trap: ['call', 'fault'],
      interrupt: ['interrupt'],
      'context-switch': ['switch'],
      'disk-command': ['disk'],
      'process-exit': ['end'],
    };
    for (const { model, events } of [pipe, two])
      for (const [name, of] of Object.entries(kinds)) {
        const told = events.filter(({ event }) => event === name).map(({ count }) => count);
        const ticks = Array.from({ length: model.ticks.length }, (_, index) => model.ticks.tick(index));
        const drawn = ticks.filter(({ kind, words }) => of.includes(kind) && words !== 'power off');
        assert.deepEqual(
          drawn.map(({ count }) => count),
          told,
          name,
        );
      }
  });

  it('leads from a wake-up to the run, from a command to its interrupt, from a write to the read', () => {
    const arrows = pipe.model.arrows.between(0, pipe.model.to, 10_000)!;
    const at = (name: SystemEvent['event'], count: number) =>
      pipe.events.some(event => event.event === name && event.count === count);
    for (const { kind, from, to } of arrows) {
      assert.ok(from < to);
      assert.ok(at(kind === 'disk' ? 'disk-command' : 'thread-ready', from), `${kind} from ${from}`);
      assert.ok(at(kind === 'disk' ? 'interrupt' : 'context-switch', to), `${kind} to ${to}`);
    }
    // The reader waits for each of the three lines, and for the end.
    const reads = arrows.filter(({ kind }) => kind === 'pipe');
    assert.deepEqual(
      reads.map(({ fromPid, toPid }) => [fromPid, toPid]),
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    );
    const interrupts = pipe.events.filter(
      each => each.event === 'interrupt' && each.cause === 'disk-interrupt',
    );
    assert.equal(arrows.filter(({ kind }) => kind === 'disk').length, interrupts.length);
  });

  it('leads from a write that nobody waits for to the read that finds it', async () => {
    const source = `#include <unistd.h>
int main(void)
{
    int ends[2];
    char letter = 'x';
    pipe(ends);
    if (fork() == 0)
        return write(ends[1], &letter, 1) != 1;
    sleep(1);
    return read(ends[0], &letter, 1) != 1;
}
`;
    const { model, events } = await timelineOf({ 'late.c': source }, 10_000);
    const [arrow, ...more] = model.arrows.between(0, model.to, 10_000)!.filter(({ kind }) => kind === 'pipe');
    assert.deepEqual([arrow?.fromPid, arrow?.toPid, more.length], [3, 2, 0]);
    assert.equal(arrow!.from, events.find(({ event }) => event === 'pipe-write')!.count);
    assert.equal(arrow!.to, events.find(({ event }) => event === 'pipe-read')!.count);
  });

  it('has OSTEP’s response and turnaround times', () => {
    const { lanes } = timelineStatistics(two.model, 0, two.model.to);
    for (const pid of [2, 3]) {
      const { response, turnaround } = lanes.find(({ lane }) => lane.pid === pid)!;
      const find = (is: (event: SystemEvent) => boolean) => two.events.find(is)!.count;
      const arrival = find(event => event.event === 'thread-ready' && event.thread === pid);
      const firstRun = find(event => event.event === 'context-switch' && event.to === pid);
      const completion = find(event => event.event === 'process-exit' && event.pid === pid);
      assert.deepEqual([response, turnaround], [firstRun - arrival, completion - arrival]);
    }
  });

  it('is the same in parts as in one', () => {
    const { events, model, system } = two;
    const pieces = modelOf(events, system.machine.count, 7);
    assert.deepEqual(spansOf(pieces), spansOf(model));
    assert.equal(pieces.ticks.length, model.ticks.length);
    assert.deepEqual(pieces.lanes, model.lanes);
  });

  it('takes a part in the place of a gap, and forgets what has not happened', () => {
    const { events, system } = two;
    const end = system.machine.count;
    const cut = events.findIndex(({ event, count }) => event === 'context-switch' && count > end / 2);
    const { count } = events[cut]!;
    const fold = new TimelineFold();
    const parts = [events.slice(0, cut), events.slice(cut)].map((piece, index) => {
      for (const event of piece) fold.take(event);
      return fold.part(index === 0 ? count : end);
    });
    const model = new TimelineModel();
    const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
    model.put({ ...first, spans: [], ticks: [], arrows: [], gap: 'many' });
    model.put(second);
    assert.equal(model.gapAt(count - 1)?.words, 'many');
    assert.deepEqual(model.gaps, [{ from: 0, to: count, words: 'many' }]);
    model.put(first);
    assert.deepEqual(model.gaps, []);
    assert.deepEqual(spansOf(model), spansOf(two.model));
    assert.equal(model.ticks.length, two.model.ticks.length);

    model.apply({ forgotten: count, parts: [], count });
    assert.equal(model.to, count);
    assert.deepEqual(
      spansOf(model),
      spansOf(two.model)
        .filter(({ from }) => from < count)
        .map(span => ({ ...span, to: Math.min(span.to, count) })),
    );
    assert.equal(model.ticks.before(Infinity), two.model.ticks.before(count));
  });

  it('reads as text and as a picture, both with the same sentence', () => {
    const text = timelineText(pipe.model, 100);
    const [sentence = '', , axis = ''] = text.split('\n');
    assert.match(
      sentence,
      /^Instructions 0 to [\d,]+: user .* %, kernel .* %, idle .* %; 3 processes, \d+ context switches\.$/,
    );
    assert.match(axis, /^ {16}0 +[\d,]+/);
    for (const label of ['1 init', '2 pipe', '3 pipe', 'idle'])
      assert.match(text, new RegExp(`^${label} +.*[█▓_]`, 'm'));
    const svg = timelineSvg(pipe.model, 900);
    assert.ok(svg.includes(`<title id="title">${sentence}</title>`));
    const commands = pipe.model.arrows.between(0, pipe.model.to, 1000)!.filter(({ kind }) => kind === 'disk');
    assert.equal(svg.match(/class="arc"/g)?.length, commands.length);
  });
});
