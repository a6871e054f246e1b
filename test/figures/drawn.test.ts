/**
 * The pictures of one run that is kept in `drawn/events.ndjson`, so that no change of the kernel changes it: each is held
 * equal to what was looked at once, stroke by stroke. UPDATE_GOLDEN=1 draws them anew.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ProtocolFold,
  ProtocolModel,
  type RowPlace,
  TimelineFold,
  TimelineLayout,
  TimelineModel,
  type TimelinePen,
  type TimelineView,
  choices,
  protocolSvg,
  protocolText,
  timelineSvg,
  timelineText,
} from '../../src/figures';
import type { SystemEvent } from '../../src/protocol';
import { assertGolden } from '../support/golden';

const drawn = join(__dirname, 'drawn');
const events = readFileSync(join(drawn, 'events.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as SystemEvent);
const end = events.at(-1)!.count + 1;

const timeline = (() => {
  const fold = new TimelineFold();
  for (const event of events) fold.take(event);
  const model = new TimelineModel();
  model.put(fold.part(end));
  model.marks = [
    { count: 100_000, words: 'a breakpoint', kind: 'stop' },
    { count: 200_000, words: 'here', kind: 'bookmark' },
  ];
  return model;
})();

const sections = (() => {
  const fold = new ProtocolFold({ trapFrame: 76, context: 40 });
  const all = [...events.flatMap(event => fold.take(event)), ...fold.rest(end)];
  // What is between them is more of the same.
  return [...all.slice(0, 12), ...all.slice(-8)];
})();

/** Writes down what is drawn. */
function strokes(model: TimelineModel, view: TimelineView): string {
  const out: string[] = [];
  const draw =
    (what: string) =>
    (...values: readonly unknown[]) =>
      void out.push(
        `${what} ${values.map(value => (typeof value === 'number' ? +value.toFixed(3) : JSON.stringify(value))).join(' ')}`,
      );
  const pen: TimelinePen = {
    axis: draw('axis'),
    row: ({ label, y, hue, pinned }) => draw('row')(label, y, hue, pinned),
    gap: draw('gap'),
    box: draw('box'),
    text: draw('text'),
    tick: draw('tick'),
    ticks: draw('ticks'),
    arc: draw('arc'),
    arrow: draw('arrow'),
    mark: draw('mark'),
  };
  new TimelineLayout(model, view).draw(pen);
  return `${out.join('\n')}\n`;
}

const whole: TimelineView = {
  from: 0,
  to: end,
  width: 900,
  gutter: 120,
  height: 400,
  scroll: 0,
  pinned: new Set(),
};
const views: Readonly<Record<string, TimelineView>> = {
  whole,
  narrow: { ...whole, width: 300, height: 120, scroll: 40, pinned: new Set([2]) },
  near: { ...whole, from: 240_000, to: 252_000 },
  nearest: { ...whole, from: 245_000, to: 245_060, width: 600 },
};

describe('the timeline of a run that is kept', () => {
  for (const [name, view] of Object.entries(views))
    it(`is drawn as it was: ${name}`, () =>
      assertGolden(join(drawn, `timeline-${name}.txt`), strokes(timeline, view)));

  it('is the same picture and the same text', () => {
    assertGolden(join(drawn, 'timeline.svg'), timelineSvg(timeline, 900));
    assertGolden(
      join(drawn, 'timeline.txt'),
      `${timelineText(timeline, 120)}\n${timelineText(timeline, 40)}`,
    );
  });
});

describe('the protocol of a run that is kept', () => {
  it('is the same picture and the same text', () => {
    assertGolden(join(drawn, 'protocol.svg'), protocolSvg(sections, 'The protocol.'));
    const texts = [60, 140].map(width => sections.map(section => protocolText(section, width)).join('\n'));
    assertGolden(join(drawn, 'protocol.txt'), texts.join('\n\n'));
  });

  it('gives the same rows to choose from', () => {
    const model = new ProtocolModel();
    model.apply({ count: end, from: 0, sections });
    const asked: string[] = [];
    for (
      let place: RowPlace | undefined = { section: 0, row: 0 };
      place && asked.length < 60;
      place = model.after(place)
    ) {
      const offered = choices(model, place);
      assert.equal(offered.filter(({ isRight }) => isRight).length, 1);
      asked.push(
        offered.map(({ column, words, isRight }) => `${isRight ? '*' : ' '} ${column}: ${words}`).join('\n'),
      );
    }
    assertGolden(join(drawn, 'choices.txt'), asked.join('\n\n'));
  });
});
