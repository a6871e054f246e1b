/** The picture *Stacks*: its section, from what the session tells. */
import type { StacksParts, StacksSide, StacksTransfer, StacksWord } from '../../protocol';
import { hex, inDigits } from '../../source';
import { type Cell, type Content, type Section } from '../picture';
import { processName } from '../system/states';
import { stacksDrawing, wordAt } from './layout';

const plain = (name: string): string => name.replaceAll('-', ' ');

function content(parts: StacksParts, width: number): Content {
  return {
    sentence: sentence(parts),
    drawing: stacksDrawing(parts, width),
    table: {
      columns: [
        { title: 'where' },
        { title: 'address', code: true },
        { title: 'word', code: true },
        { title: 'what it is', code: true },
        { title: 'just moved' },
      ],
      rows: [...registerRows(parts), ...parts.sides.flatMap(side => sideRows(side, parts))],
      about: [
        ...parts.cpu.registers.map(() => ({ pid: parts.cpu.pid })),
        ...parts.sides.flatMap(side => wordsOf(side).map(({ address }) => wordAt(side, address))),
      ],
    },
  };
}

function sentence({ sides, transfers, processes, cpu }: StacksParts): string {
  if (sides.length === 0) return 'There is no process yet.';
  const nameOf = (pid: number) => processName(processes.find(row => row.pid === pid) ?? { pid, name: '' });
  const where = `The CPU is in ${cpu.mode} mode, in ${nameOf(cpu.pid)}.`;
  const moves = transfers.map(
    ({ by, kind, pid, because, registers }) =>
      `${by} ${kind === 'save' ? 'saved' : 'restored'} ${registers.length} register${registers.length === 1 ? '' : 's'} of ${nameOf(pid)} (${plain(because)})`,
  );
  const [last] = transfers;
  if (!last) return `${where} Nothing has been saved or restored yet.`;
  return `${where} Last, at instruction ${inDigits(last.count)}: ${moves.join(', ')}.`;
}

const moved = (
  transfers: readonly StacksTransfer[],
  is: (row: { name: string; address: number }) => boolean,
) => {
  const transfer = transfers.find(({ registers }) => registers.some(is));
  if (!transfer) return '';
  const { by, kind, count } = transfer;
  return { text: `${kind} by ${by} at ${inDigits(count)}`, goTo: count } satisfies Cell;
};

const registerRows = ({ cpu, transfers }: StacksParts) =>
  cpu.registers.map(({ name, value }) => [
    'CPU',
    '',
    hex(value, 8),
    name,
    moved(transfers, row => row.name === name),
  ]);

/** In the order of their rows. */
const wordsOf = ({ context, trapFrame, kernel, user }: StacksSide): readonly StacksWord[] => [
  ...context,
  ...trapFrame,
  ...kernel.words,
  ...user.words,
];

function sideRows(side: StacksSide, { transfers }: StacksParts) {
  const name = processName(side);
  const rows = (where: string, words: readonly StacksWord[]) =>
    words.map(({ address, value, what, symbol }) => [
      where,
      hex(address, 8),
      value === undefined ? 'not mapped' : hex(value, 8),
      [what, symbol].filter(Boolean).join(': '),
      moved(transfers, row => row.address === address),
    ]);
  return [
    ...rows(`proc_t(${name})`, side.context),
    ...rows(`trap frame on k-stack(${name})`, side.trapFrame),
    ...rows(`k-stack(${name})`, side.kernel.words),
    ...rows(`user stack(${name})`, side.user.words),
  ];
}

export const stacksSections: readonly Section<StacksParts>[] = [
  {
    id: 'stacks',
    title: 'Registers and where they are saved',
    isDrawn: true,
    uses: ['sides', 'cpu', 'transfers', 'processes'],
    content,
  },
];
