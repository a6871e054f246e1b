/** The protocol of real runs, held equal to the figures of OSTEP as docs/protocol.md has them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProtocolFold, protocolFigure, protocolText } from '../../src/figures';
import { trapFrameSize } from '../../src/isa';
import type { ProtocolColumn, ProtocolPhase, ProtocolRow, ProtocolSection } from '../../src/protocol';
import { assertGolden } from '../support/golden';
import { root } from '../support/guest';
import { boot, runToEnd } from '../support/system';

const columns: readonly ProtocolColumn[] = ['system', 'hardware', 'program'];

type Line = readonly [ProtocolColumn, string];

/** A figure of the page: who does what, in order. */
function figure(number: string, path = 'docs/protocol.md'): Line[] {
  const page = readFileSync(join(root, path), 'utf8');
  const [, block = ''] =
    new RegExp(`<!-- figure ${number}: a test.*?-->(.*?)<!-- figure ${number}: end`, 's').exec(page) ?? [];
  const rows = block
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2);
  return rows.map(row => {
    const cells = row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    const index = cells.findIndex(cell => cell !== '');
    return [columns[index]!, cells[index]!];
  });
}

/** Rows without asides, with letters for names of processes. */
const lettered = (rows: readonly ProtocolRow[], letters: Readonly<Record<string, string>>): ProtocolRow[] =>
  rows
    .filter(({ aside }) => !aside)
    .map(row => {
      const words = Object.entries(letters).reduce(
        (text, [name, letter]) => text.replaceAll(name, letter),
        row.words,
      );
      return { ...row, words };
    });

const lines = (rows: readonly ProtocolRow[]): Line[] => rows.map(({ column, words }) => [column, words]);

/** The picture of a figure, which the pages show. */
const checkPicture = (number: string, title: string, rows: readonly ProtocolRow[]) =>
  assertGolden(
    join(root, `media/figures/ostep-${number}.svg`),
    protocolFigure(rows, `Limited direct execution${title}: OSTEP, figure ${number}, as it was executed`),
  );

/** What a run of the real kernel has beside the book's figure 6.2, and why. */
const beside: readonly RegExp[] = [
  /^tell the disk to read$/, // programs are loaded from a disk
  /^A has ended: a zombie/, // the parent frees the memory …
  /^call switch|proc_t|^switch to k-stack|^go on with work of wait/, // … once it has the CPU again
  /^switch the machine off$|^1 init has ended/, // the machine ends with its last process
];

async function sectionsOf(name: string, timer: number, args: readonly string[] = [], twice = false) {
  const text = readFileSync(join(root, 'examples', name), 'utf8');
  const sources = { [name]: text, ...(twice && { [`other-${name}`]: text }) };
  const { system, events } = await runToEnd(boot(sources, { timer }, args));
  const fold = new ProtocolFold({ trapFrame: trapFrameSize, context: system.view.contextSize });
  const sections = events.flatMap(event => fold.take(event));
  return { sections: [...sections, ...fold.rest(system.machine.count)], system, events };
}

type Run = Awaited<ReturnType<typeof sectionsOf>>;

describe('the protocol of a run', function () {
  let hello: Run;
  let two: Run;
  before(async () => {
    hello = await sectionsOf('hello.c', 10_000);
    two = await sectionsOf('yielder.c', 2000, ['a'], true);
  });
  const ofPhase = ({ sections }: Run, phase: ProtocolPhase) =>
    sections.filter(section => section.phase === phase);
  const about = ({ sections }: Run, title: RegExp) => {
    const found = sections.filter(section => title.test(section.title));
    assert.ok(found.length > 0, `${title} in\n${sections.map(section => section.title).join('\n')}`);
    return found;
  };

  it('has the rows of figure 6.2', () => {
    // The first instructions of the program may come before or after the first tick.
    const main = hello.sections.flatMap(({ rows }) => rows).filter(({ words }) => words === 'run main()');
    const parts = [
      ofPhase(hello, 'boot')[0]!.rows,
      about(hello, /^run 2 hello/)[0]!.rows.filter(({ column }) => column !== 'program'),
      main,
      about(hello, /^write\(1, "hello, world\\n", 13\) = 13 by 2 hello$/)[0]!.rows,
      about(hello, /^end of 2 hello/)[0]!.rows,
    ];
    const told = lettered(parts.flat(), { '2 hello': 'A' }).filter(
      ({ words }) => !beside.some(row => row.test(words)),
    );
    assert.deepEqual(lines(told), figure('6.2'));
    checkPicture('6.2', '', told);
  });

  it('has the rows of figure 6.3', () => {
    const index = two.sections.findIndex(
      ({ title }) => title === 'timer interrupt: 2 yielder → 3 other-yielder',
    );
    assert.ok(index > 0);
    const before = two.sections[index - 1]!.rows.at(-1)!;
    const letters = { '2 yielder': 'A', '3 other-yielder': 'B' };
    // The first time that B runs it comes to its main; the book's B is in the midst of it.
    const told = lettered([before, ...two.sections[index]!.rows], letters).filter(
      ({ words }) => words !== 'run main()',
    );
    for (const page of ['docs/protocol.md', 'README.md'])
      assert.deepEqual(lines(told), figure('6.3', page), page);
    checkPicture('6.3', ' with a timer interrupt', told);
  });

  it('names the real stacks, process structures and sizes', () => {
    const rows = two.sections.flatMap(section => section.rows);
    const stack = two.events.find(event => event.event === 'context-switch' && event.to === 2);
    assert.ok(stack?.event === 'context-switch');
    const frame = (stack.kernelStack - trapFrameSize).toString(16);
    const saved = rows.find(({ words }) => words === 'save regs(2 yielder) to k-stack(2 yielder)');
    assert.equal(saved?.numbers, `76 bytes at 0x${frame}`);
    const context = rows.find(({ words }) => words === 'save regs(2 yielder) to proc_t(2 yielder)');
    assert.equal(context?.numbers, `24 bytes at 0x${stack.toContext.toString(16)}`);
  });

  it('costs all instructions from its first row on, in the end', () => {
    for (const { sections, system } of [hello, two]) {
      const [first] = sections.flatMap(({ rows }) => rows);
      const spent = sections.flatMap(({ cost }) => columns.map(column => cost[column]));
      const sum = spent.reduce((total, cost) => total + cost, 0);
      assert.equal(sum, system.machine.count - first!.count);
    }
  });

  it('has its rows in the order of time', () => {
    for (const { sections } of [hello, two]) {
      const counts = sections.flatMap(({ rows }) => rows.map(({ count }) => count));
      assert.deepEqual(
        counts,
        counts.slice().sort((a, b) => a - b),
      );
    }
  });
});

describe('timer interrupts that change nothing', () => {
  it('are one section, with what all of them cost', async () => {
    const busy = 'int main(void) { volatile int i; for (i = 0; i < 30000; i++) {} return 0; }\n';
    const { system, events } = await runToEnd(boot({ 'busy.c': busy }, { timer: 2000 }));
    const fold = new ProtocolFold({ trapFrame: trapFrameSize, context: 0 });
    const sections = [...events.flatMap(event => fold.take(event)), ...fold.rest(system.machine.count)];
    // What comes before is over with its first write to its stack, which brings the page.
    const fault = sections.findIndex(({ title }) => title === 'store page fault of 2 busy');
    const quiet = sections.slice(fault + 1).filter(({ times = 1 }) => times > 1);
    assert.equal(quiet.length, 1);
    const [{ title, times, last, rows, cost }] = quiet as [ProtocolSection];
    const ticks = events.filter(event => event.event === 'interrupt' && event.name === 'busy');
    assert.equal(title, 'timer interrupt while 2 busy ran');
    // Others have come in the midst of its birth and of its end, and before its first write.
    const inside = ticks.filter(({ count }) => count >= rows[0]!.count && count <= last!);
    assert.equal(times, inside.length);
    assert.ok(ticks.length - inside.length <= 5, `${ticks.length} ticks, ${inside.length} in the section`);
    assert.equal(last, inside.at(-1)!.count);
    assert.equal(rows[0]!.count, inside[0]!.count);
    assert.ok(cost.program > 30000 * 3 && cost.hardware === 0, JSON.stringify(cost));
  });
});

describe('the protocol as text', () => {
  it('has three columns, and counts asides', () => {
    const row = (column: ProtocolColumn, words: string, more: Partial<ProtocolRow> = {}): ProtocolRow => ({
      count: 1234,
      column,
      pid: 2,
      words,
      cost: 0,
      ...more,
    });
    const text = protocolText(
      {
        phase: 'call',
        title: 'getpid() = 2 by 2 a',
        cost: { system: 1070, hardware: 0, program: 5 },
        rows: [
          row('program', 'call getpid(): trap into OS'),
          row('hardware', 'save regs(2 a) to k-stack(2 a)', { numbers: '76 bytes at 0xffc2efb4' }),
          row('system', 'of init', { aside: true, cost: 4 }),
          row('system', 'of init', { aside: true, cost: 3 }),
          row('system', 'do work of getpid()', { cost: 1063 }),
        ],
      },
      100,
    );
    assert.equal(
      text,
      `── getpid() = 2 by 2 a  (operating system 1,070, program 5)
        1,234                                                                call getpid(): trap
                                                                               into OS
        1,234                                       save regs(2 a) to
                                                      k-stack(2 a): 76
                                                      bytes at 0xffc2efb4
                        7  … init and idle: 2 rows
        1,234       1,063  do work of getpid()`,
    );
  });
});
