/** The picture System as shapes, tables and sentences. */
import assert from 'node:assert/strict';
import { type Arrow, type Words, sectionText, systemSections } from '../../src/figures';
import type { SystemParts, SystemProcess } from '../../src/protocol';
import { checkDrawn } from './strokes';

const process = (pid: number, name: string, state: string, before?: string): SystemProcess => ({
  pid,
  name,
  parent: pid - 1,
  state,
  ...(before !== undefined && { before }),
  numbers: { 'CPU time': 1234 * pid },
});

const parts: SystemParts = {
  processes: [
    process(0, '', 'ready'),
    process(1, 'init', 'blocked', 'running'),
    process(2, 'a', 'ready', 'blocked'),
    process(3, 'b', 'running', 'none'),
  ],
  scheduler: { policy: 'feedback', summary: 'Queues.', queues: [{ pids: [2] }, { pids: [] }] },
  traps: [
    {
      cause: 'system-call',
      number: 9,
      kind: 'call',
      handler: 0x8000_1000,
      symbol: 'trapentry',
      times: 3,
      last: 99,
    },
    { cause: 'timer-interrupt', number: 16, kind: 'interrupt', handler: 0x8000_1000, times: 0 },
  ],
  calls: [
    { name: 'write', number: 15, times: 3, returned: 2, errors: 1, cost: 500, waited: 70, last: 99 },
    { name: 'exit', number: 2, times: 1, returned: 0, errors: 0, cost: 0, waited: 0, last: 80 },
  ],
  since: 0,
  missed: 0,
  devices: [{ name: 'timer', due: 2000, ports: [{ name: 'TIMER_INTERVAL', number: 16, value: 500 }] }],
  disk: { reads: 1, writes: 0, sectors: 8, commands: [{ count: 40, command: 'read', sector: 16, sectors: 8, address: 0x8000_0000, pid: 1, what: 'inode table' }] }, // prettier-ignore
  blocks: [
    { from: 0, count: 1, kind: 'superblock' },
    { from: 1, count: 2, kind: 'inode table', cached: 'clean' },
    { from: 3, count: 1, kind: 'data', inode: 1, path: '/', cached: 'changed' },
    { from: 4, count: 9, kind: 'free' },
  ],
};

const content = (id: string, width = 600) => systemSections.find(row => row.id === id)!.content(parts, width);
const words = (id: string, width?: number) =>
  content(id, width).drawing!.shapes.filter((shape): shape is Words => shape.kind === 'words');

describe('the picture System', () => {
  it('is drawn as it was', () => checkDrawn('system', systemSections, parts));

  it('lights the transitions that have been taken, with who took them', () => {
    const taken = words('processes').filter(({ look }) => look === 'taken');
    const labels = taken.map(({ text }) => text);
    // A new process has been made and scheduled since.
    for (const label of ['waits: 1', 'wakes up: 2', 'made: 3', 'scheduled: 3'])
      assert.ok(labels.includes(label), `${labels}`);
    assert.ok(!labels.some(label => label.startsWith('descheduled') || label.startsWith('exits')));
    const arrows = content('processes').drawing!.shapes.filter(
      (shape): shape is Arrow => shape.kind === 'arrow',
    );
    assert.equal(arrows.filter(({ look }) => look === 'taken').length, 4);
  });

  it('stays within its place, from 280 pixels on, and says the whole of what is cut', () => {
    for (const width of [280, 600, 1600]) {
      const { drawing } = content('processes', width);
      assert.ok(drawing!.width <= width);
      for (const shape of drawing!.shapes) {
        const xs = shape.kind === 'arrow' ? shape.points.map(([x]) => x) : [shape.x];
        const ys = shape.kind === 'arrow' ? shape.points.map(([, y]) => y) : [shape.y];
        assert.ok(
          Math.min(...xs) >= 0 && Math.max(...xs) <= drawing!.width,
          `${width}: ${JSON.stringify(shape)}`,
        );
        assert.ok(
          Math.min(...ys) >= 0 && Math.max(...ys) <= drawing!.height,
          `${width}: ${JSON.stringify(shape)}`,
        );
      }
    }
    const long = { ...parts, processes: [process(7, 'a-program-with-a-name', 'running')] };
    const { drawing } = systemSections[0]!.content(long, 280);
    const name = drawing!.shapes.find(shape => shape.kind === 'words' && shape.title !== undefined) as Words;
    assert.equal(name.title, '7 a-program-with-a-name');
    assert.match(name.text, /^7 a-.*…$/);
  });

  it('says in one sentence what it shows', () => {
    assert.equal(
      content('processes').sentence,
      '3 b runs; 1 ready, 1 blocked (feedback). Since the last stop: 1 init was running, 2 a was blocked, 3 b is new.',
    );
    assert.match(content('queue').sentence, /1 process could run; first in the queue: 2 a\.$/);
    assert.match(content('traps').sentence, /^All causes lead to one handler; 3 traps/);
    assert.match(content('calls').sentence, /^4 system calls, 1 with an error; .* write: 500\.$/);
    assert.match(
      content('disk').sentence,
      /^1 read and 0 writes, .* 8 sectors from 16 on \(inode table\)\.$/,
    );
    assert.match(
      content('blocks').sentence,
      /^13 blocks: 1 superblock, 2 inode table, 1 data, 9 free\. 3 of them in the kernel’s cache, 1 changed/,
    );
    assert.match(content('devices').sentence, /timer at instruction 2,000/);
  });

  it('has a letter for each block of the disk, by its kind and by what the kernel has of it', () => {
    for (const width of [280, 900]) {
      const [number, ...rest] = words('blocks', width).filter(({ code }) => code);
      assert.equal(number!.text, '0');
      const signs = rest.filter(({ x }) => x > 0).map(({ text }) => text);
      assert.match(signs.join(''), /^sII!\u00B7+$/, `${width}`);
      const changed = words('blocks', width).find(({ text }) => text === '!')!;
      assert.equal(changed.title, 'block 3: data of inode 1, /, changed in the cache');
    }
    assert.match(
      content('blocks').sentence,
      /s superblock, i inode table, d data, \u00B7 free; a capital is in/,
    );
  });

  it('has the same as a table, with instants to go to, and as text', () => {
    const [write] = content('calls').table!.rows;
    assert.deepEqual(write, ['write', '3', '1', '250', '500', '70', { text: '99', goTo: 99 }]);
    const [call, timer] = content('traps').table!.rows;
    assert.deepEqual(call!.slice(3), ['trapentry 0x80001000', '3', { text: '99', goTo: 99 }]);
    assert.equal(timer!.at(-1), '', 'what has not happened has no instant');
    const text = sectionText(systemSections[3]!, parts);
    assert.ok(text.includes('write\t3\t1\t250\t500\t70\t99'), text);
  });
});
