/** The picture Stacks as shapes: an arrow for each word that has moved, in the direction and the look of who moved it. */
import assert from 'node:assert/strict';
import { type Arrow, stacksSections } from '../../src/figures';
import type { StacksParts, StacksSide } from '../../src/protocol';
import { checkDrawn } from './strokes';

const [section] = stacksSections;
const words = (names: readonly string[], address: number) =>
  names.map((what, index) => ({ address: address + 4 * index, value: index, what }));
const none = { words: [], more: 0 };
const side = (pid: number, name: string): StacksSide => ({
  pid,
  name,
  state: 'running',
  user: { words: [{ address: 0x7000 * pid, value: 1, what: 'i: int of main' }], more: 3 },
  kernel: none,
  trapFrame: words(['ra', 'sp', 'pc', 'cause'], 0x1000 * pid),
  context: words(['ra', 'sp'], 0x2000 * pid),
});
const cpu: StacksParts['cpu'] = {
  pid: 2,
  mode: 'kernel',
  registers: ['ra', 'sp', 'pc', 'status'].map((name, value) => ({ name, value })),
};
const processes = [2, 3].map(pid => ({ pid, name: 'ab'[pid - 2]! }));
const trap: StacksParts = {
  processes,
  cpu,
  sides: [side(2, 'a')],
  transfers: [
    {
      by: 'hardware',
      kind: 'save',
      count: 1234,
      pid: 2,
      because: 'timer-interrupt',
      registers: [
        { name: 'ra', address: 0x2000 },
        { name: 'pc', address: 0x2008 },
      ],
    },
  ],
};
const moved = (kind: 'save' | 'restore', pid: number): StacksParts['transfers'][number] => ({
  by: 'software',
  kind,
  count: 99,
  pid,
  because: 'context-switch',
  registers: [{ name: 'ra', address: 0x2000 * pid }],
});
const switched: StacksParts = {
  processes,
  cpu,
  sides: [side(2, 'a'), side(3, 'b')],
  transfers: [moved('save', 2), moved('restore', 3)],
};

const arrowsOf = (parts: StacksParts, width: number) =>
  section!.content(parts, width).drawing!.shapes.filter((shape): shape is Arrow => shape.kind === 'arrow');
const direction = ({ points }: Arrow) => Math.sign(points.at(-1)![0] - points[0]![0]);

describe('the picture Stacks', () => {
  it('is drawn as it was', () => {
    checkDrawn('stacks-trap', stacksSections, trap);
    checkDrawn('stacks-switch', stacksSections, switched);
  });

  it('has an arrow for each word, from the register to it, in the look of the hardware', () => {
    for (const width of [280, 900]) {
      const arrows = arrowsOf(trap, width);
      assert.deepEqual(
        arrows.map(arrow => [arrow.look, direction(arrow)]),
        [
          ['hardware', 1],
          ['hardware', 1],
        ],
      );
    }
  });

  it('has at a switch arrows through the CPU, from one process to the other', () => {
    // Wide, the one before stands on the left and the one after on the right; narrow, both on the right.
    const looks = (width: number) => arrowsOf(switched, width).map(arrow => [arrow.look, direction(arrow)]);
    assert.deepEqual(looks(900), [['software', -1], ['software', -1]]); // prettier-ignore
    assert.deepEqual(looks(280), [['software', 1], ['software', -1]]); // prettier-ignore
  });

  it('says what has been moved, by whom, when and why', () => {
    assert.equal(
      section!.content(trap, 900).sentence,
      'The CPU is in kernel mode, in 2 a. Last, at instruction 1,234: hardware saved 2 registers of 2 a (timer interrupt).',
    );
    assert.match(
      section!.content(switched, 900).sentence,
      /software saved 1 register of 2 a \(context switch\), software restored 1 register of 3 b/,
    );
    assert.equal(section!.content({ ...trap, sides: [] }, 900).sentence, 'There is no process yet.');
  });

  it('has every register and word in the table, and the way to the instant', () => {
    const { rows } = section!.content(trap, 900).table!;
    assert.equal(rows.length, cpu.registers.length + 4 + 2 + 1);
    const pc = rows.find(row => row[1] === '0x00002008');
    assert.deepEqual(pc, [
      'trap frame on k-stack(2 a)',
      '0x00002008',
      '0x00000002',
      'pc',
      { text: 'save by hardware at 1,234', goTo: 1234 },
    ]);
  });

  it('stays within its place', () => {
    for (const width of [280, 600, 1600])
      for (const parts of [trap, switched]) {
        const { drawing } = section!.content(parts, width);
        for (const shape of drawing!.shapes)
          if (shape.kind === 'box')
            assert.ok(
              shape.x >= 0 && shape.x + shape.width <= Math.min(width, drawing!.width),
              JSON.stringify(shape),
            );
      }
  });
});
