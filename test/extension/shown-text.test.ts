/** What a terminal shows again where the machine has gone back before some of its output. */
import assert from 'node:assert/strict';
import { allFaint, recent, split, terminalLines } from '../../src/extension/debug/shown-text';

describe('what a terminal has shown', () => {
  const pieces = [
    { text: 'one\n', end: 4 },
    { text: 'zwö\n', end: 9 },
    { text: '\u{fffd}x', end: 11 },
  ];
  const texts = (printed: number) => {
    const { before, after } = split(pieces, printed);
    return [before, after].map(each => each.map(({ text }) => text).join(''));
  };

  it('is parted by bytes, within a piece too, if those are the ones of its text', () => {
    assert.deepEqual(texts(0), ['', 'one\nzwö\n\u{fffd}x']);
    assert.deepEqual(texts(2), ['on', 'e\nzwö\n\u{fffd}x']);
    assert.deepEqual(texts(8), ['one\nzwö', '\n\u{fffd}x']);
    assert.deepEqual(texts(9), ['one\nzwö\n', '\u{fffd}x']);
    assert.deepEqual(texts(Infinity), ['one\nzwö\n\u{fffd}x', '']);
  });

  it('goes on after a part that has been forgotten', () => {
    const { before } = split(pieces, 2);
    assert.deepEqual(before.at(-1), { text: 'on', end: 2 });
  });

  it('is faint behind the ends of colours, and has line ends for a terminal', () => {
    assert.equal(allFaint('\x1b[31mred\x1b[0m!'), '\x1b[2m\x1b[31mred\x1b[0m\x1b[2m!\x1b[0m');
    assert.equal(terminalLines('a\nb\r\nc'), 'a\r\nb\r\nc');
  });

  it('is kept only so far back', () => {
    const long = Array.from({ length: 8 }, (_, index) => ({ text: 'x'.repeat(100_000), end: index }));
    assert.deepEqual(
      recent(long).map(({ end }) => end),
      [3, 4, 5, 6, 7],
    );
  });
});
