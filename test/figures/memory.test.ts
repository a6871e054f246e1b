/** The picture Memory as shapes, tables and sentences. */
import assert from 'node:assert/strict';
import { type Words, memorySections } from '../../src/figures';
import type { MemoryParts } from '../../src/protocol';
import { checkDrawn } from './strokes';

const pageSize = 0x1000;
const parts: MemoryParts = {
  processes: [{ pid: 2, name: 'a' }],
  space: {
    pid: 2,
    name: 'a',
    directory: 0x8008_0000,
    pageSize,
    regions: [
      { from: 0x1000, to: 0x3000, kind: 'text', permissions: ['user', 'executable'], shared: 2, toCopy: 0 },
      { from: 0x3000, to: 0x4000, kind: 'data', permissions: ['user'], shared: 1, toCopy: 1 },
      { from: 0x7fff_f000, to: 0x8000_0000, kind: 'stack', permissions: ['writable', 'user'], shared: 0, toCopy: 0 }, // prettier-ignore
    ],
  },
  pointers: [
    { name: 'pc', address: 0x1800 },
    { name: 'sp', address: 0x7fff_f800 },
    { name: 'list->head', address: 0x7fff_f804 },
  ],
  tables: [
    {
      index: 0,
      virtual: 0,
      table: 0x8008_1000,
      bits: ['present'],
      entries: [
        {
          index: 1,
          count: 2,
          virtual: 0x1000,
          physical: 0x8009_0000,
          bits: ['present', 'user'],
          sharedWith: [3],
        },
      ],
    },
  ],
  frames: [
    { from: 0x8000_0000, count: 100, owner: 'kernel', pids: [] },
    { from: 0x8006_4000, count: 2, owner: 'tables', pids: [2] },
    { from: 0x8006_6000, count: 3, owner: 'process', pids: [12] },
    { from: 0x8006_9000, count: 1, owner: 'shared', pids: [2, 3] },
    { from: 0x8006_a000, count: 150, owner: 'free', pids: [] },
  ],
  bytes: { expression: 'p', address: 0x3000, bytes: '41420043', changed: [1] },
};
const content = (id: string, width = 600, of = parts) =>
  memorySections.find(row => row.id === id)!.content(of, width);
const words = (id: string, width?: number) =>
  content(id, width).drawing!.shapes.filter((shape): shape is Words => shape.kind === 'words');

describe('the picture Memory', () => {
  it('is drawn as it was', () => checkDrawn('memory', memorySections, parts));

  it('has a letter for each frame in use, in rows, and the rest as a number', () => {
    for (const width of [280, 600, 1600]) {
      const rows = words('frames', width).filter(({ code, x }) => code && x > 0);
      const signs = rows.map(({ text }) => text).join('');
      assert.match(signs, /^K{100}TT222\+\u00B7*$/, `${width}`);
      const free = words('frames', width).find(({ text }) => text.includes('frames free'))!;
      const shown = signs.length - 106;
      assert.equal(Number(/\d+/.exec(free.text)![0]) + shown, 150);
      assert.ok(rows.some(({ title }) => title === 'shared by 2 and 3: 1 from 0x80069000 on'));
    }
    assert.match(
      content('frames').sentence,
      /^256 frames of 4,096 bytes, 150 of them free, 1 shared\. K kernel, /,
    );
  });

  it('has the address space with gaps, and each pointer by its name at its place', () => {
    for (const width of [280, 600]) {
      const { drawing } = content('space', width);
      const boxes = drawing!.shapes.filter(({ kind }) => kind === 'box');
      assert.equal(boxes.length, 5, 'page 0 and what is between data and stack are not mapped');
      const arrows = drawing!.shapes.flatMap(shape => (shape.kind === 'arrow' ? [shape.points] : []));
      const ends = arrows.map(points => points.at(-1)![1]);
      assert.ok(ends[0]! < ends[1]! && ends[2]! - ends[1]! < 1, `${ends}`);
      const names = arrows.map(([start]) => start![1]);
      assert.ok(names[2]! - names[1]! >= 15, 'names do not stand on each other');
    }
    assert.equal(
      content('space').sentence,
      '2 a has 4 pages, 3 shared with others, 1 page copied by who writes first; ' +
        'pc at 0x00001800, sp at 0x7ffff800, list->head at 0x7ffff804.',
    );
    const [text] = content('space').table!.rows;
    assert.deepEqual(text, [
      '0x00001000',
      '0x00002fff',
      'text',
      'user, executable',
      '2',
      '2',
      '0',
      'pc 0x00001800',
    ]);
  });

  it('has the tables as a tree, and says who else has a page', () => {
    assert.deepEqual(content('tables').table!.rows, [
      ['[0]', '0x00000000 …', 'page table at 0x80081000', 'present', ''],
      ['└ [1–2]', '0x00001000', '0x80090000, 2 pages', 'present, user', '3'],
    ]);
  });

  it('marks bytes that have changed, and says why there are none', () => {
    const { sentence, table } = content('bytes');
    assert.deepEqual(table!.rows, [['0x00003000', ' 41 [42] 00  43 ', 'AB.C']]);
    assert.match(sentence, /1 of them is other than at the last stop: it stands in brackets/);
    const wrong = { ...parts, bytes: { expression: 'q', problem: 'there is no q', changed: [] } };
    assert.equal(content('bytes', 600, wrong).sentence, 'q: there is no q.');
  });
});
