/** The protocol as a page has it: batches, the row of the present, the row after it, and what may come next. */
import assert from 'node:assert/strict';
import { ProtocolModel, choices } from '../../src/figures';
import type { ProtocolRow, ProtocolSection } from '../../src/protocol';

const row = (count: number, words: string, aside = false): ProtocolRow => ({
  count,
  column: 'system',
  pid: 2,
  words,
  cost: 0,
  ...(aside && { aside: true as const }),
});

const section = (title: string, ...rows: readonly ProtocolRow[]): ProtocolSection => ({
  phase: 'call',
  title,
  rows,
  cost: { system: 0, hardware: 0, program: 0 },
});

const first = section('one', row(10, 'a'), row(10, 'b'), row(12, 'c'));
const second = section('two', row(20, 'aside', true), row(21, 'd'), row(30, 'e'));

function model(...sections: readonly ProtocolSection[]): ProtocolModel {
  const made = new ProtocolModel();
  made.apply({ from: 0, sections, count: 0 });
  return made;
}

describe('the protocol of a page', () => {
  it('takes sections in the place of those from a number on', () => {
    const known = model(first, second);
    assert.equal(known.apply({ from: 1, sections: [first, first], count: 0 }), 1);
    assert.deepEqual([known.first, known.end, known.section(2)], [0, 3, first]);
    // What came before has been given up, or belongs to another machine.
    known.apply({ from: 7, sections: [second], count: 0 });
    assert.deepEqual([known.first, known.end, known.section(7)], [7, 8, second]);
    known.clear();
    assert.deepEqual([known.first, known.end], [0, 0]);
  });

  it('stands at the first row that begins at an instant, else in the last that has begun', () => {
    const known = model(first, second);
    const at = (count: number) => known.row(known.at(count) ?? { section: -1, row: 0 })?.words;
    const found = [9, 10, 11, 12, 15, 20, 21, 25, 30, 99].map(at);
    assert.deepEqual(found, [undefined, 'a', 'b', 'c', 'c', 'c', 'd', 'd', 'e', 'e']);
  });

  it('finds the next row that is no aside', () => {
    const known = model(first, second);
    const words = ['a'];
    for (let place = known.after({ section: 0, row: 0 }); place; place = known.after(place))
      words.push(known.row(place)!.words);
    assert.deepEqual(words, ['a', 'b', 'c', 'd', 'e']);
  });

  it('offers what comes next among others, each once, the same every time', () => {
    const known = model(first, second, section('three', row(40, 'a'), row(41, 'b'), row(42, 'f')));
    const offered = choices(known, { section: 1, row: 1 });
    assert.equal(offered.length, 4);
    assert.deepEqual(
      offered.filter(({ isRight }) => isRight).map(({ words }) => words),
      ['d'],
    );
    assert.equal(new Set(offered.map(({ words }) => words)).size, 4);
    assert.ok(!offered.some(({ words }) => words === 'aside'));
    assert.deepEqual(choices(known, { section: 1, row: 1 }), offered);
  });

  it('offers it at another place each time', () => {
    const rows = Array.from({ length: 30 }, (_, index) => row(100 + 10 * index, `step ${index}`));
    const known = model(section('long', ...rows));
    const places = rows.map((_, index) =>
      choices(known, { section: 0, row: index }).findIndex(({ isRight }) => isRight),
    );
    assert.deepEqual(
      [...new Set(places)].sort((a, b) => a - b),
      [0, 1, 2, 3],
    );
  });
});
