/** The picture *Memory*: its sections, from what the session tells. */
import {
  type MemoryEntries,
  type MemoryParts,
  type MemoryRegion,
  type MemoryTable,
  threadLabel,
} from '../../protocol';
import { hex, inDigits } from '../../source';
import { type Content, type Section } from '../picture';
import { processName } from '../system/states';
import { framesDrawing, legend, ownerText } from './frames';
import { pages, spaceDrawing } from './space';

/** Kinds of regions in which a program has no pages. */
const notOfUser: ReadonlySet<MemoryRegion['kind']> = new Set(['kernel', 'kernel stack', 'guard']);

function space(parts: MemoryParts, width: number): Content {
  const { space: shown, pointers } = parts;
  const { regions, pageSize } = shown;
  const user = regions.filter(({ kind }) => !notOfUser.has(kind));
  const sum = (of: (region: (typeof regions)[number]) => number) =>
    user.reduce((total, region) => total + of(region), 0);
  const mapped = sum(({ from, to, promised }) => (promised ? 0 : (to - from) / pageSize));
  const promised = sum(region => (region.promised ? (region.to - region.from) / pageSize : 0));
  const [shared, toCopy] = [sum(region => region.shared), sum(region => region.toCopy)];
  const others = [
    ...(shared > 0 ? [`${inDigits(shared)} shared with others`] : []),
    ...(promised > 0 ? [`${inDigits(promised)} more that come with their first use`] : []),
    ...(toCopy > 0 ? [`${pages(toCopy)} copied by who writes first`] : []),
  ];
  const where = pointers.map(({ name, address }) => `${name} at ${hex(address, 8)}`);
  return {
    sentence:
      shown.directory === 0
        ? 'The CPU does not translate addresses yet: every address is a physical one.'
        : `${processName(shown)} has ${[pages(mapped), ...others].join(', ')}${where.length > 0 ? `; ${where.join(', ')}` : ''}.`,
    ...(regions.length > 0 && { drawing: spaceDrawing(parts, width) }),
    table: {
      columns: [
        { title: 'from', code: true },
        { title: 'to', code: true },
        { title: 'what' },
        { title: 'may be' },
        { title: 'pages', numeric: true },
        { title: 'shared', numeric: true },
        { title: 'copy on write', numeric: true },
        { title: 'in it' },
      ],
      rows: regions.map(
        ({ from, to, kind, permissions, shared: common, toCopy: copies, promised: zeros }) => [
          hex(from, 8),
          hex(to - 1, 8),
          zeros ? `${kind}, at first use` : kind,
          kind === 'guard' ? 'nothing: never mapped' : permissions.join(', '),
          inDigits((to - from) / pageSize),
          inDigits(common),
          inDigits(copies),
          pointers
            .filter(({ address }) => address >= from && address < to)
            .map(({ name, address }) => `${name} ${hex(address, 8)}`)
            .join(', '),
        ],
      ),
      about: regions.map(({ from, to }) => ({ pid: shown.pid, addresses: { from, to } })),
    },
  };
}

function frames({ frames: runs, space: { pageSize } }: MemoryParts, width: number): Content {
  const count = (owner: (typeof runs)[number]['owner']) =>
    runs.reduce((sum, run) => sum + (run.owner === owner ? run.count : 0), 0);
  const all = runs.reduce((sum, run) => sum + run.count, 0);
  return {
    sentence: `${inDigits(all)} frames of ${inDigits(pageSize)} bytes, ${inDigits(count('free'))} of them free, ${inDigits(count('shared'))} shared. ${legend(runs)}.`,
    drawing: framesDrawing(runs, width, pageSize),
    table: {
      columns: [{ title: 'from', code: true }, { title: 'frames', numeric: true }, { title: 'whose' }],
      rows: runs.map(run => [hex(run.from, 8), inDigits(run.count), ownerText(run)]),
      about: runs.map(({ from, count: length }) => ({ frames: { from, to: from + length * pageSize } })),
    },
  };
}

/** The tree: a row for each page table, and below it what is in it. */
function tables({ tables: list, space: shown }: MemoryParts): Content {
  const entries = list.reduce(
    (sum, table) => sum + table.entries.reduce((inTable, run) => inTable + run.count, 0),
    0,
  );
  const row = ({ index, virtual, table, bits }: MemoryTable) => [
    `[${index}]`,
    `${hex(virtual, 8)} …`,
    `page table at ${hex(table, 8)}`,
    bits.join(', '),
    '',
  ];
  const inTable = ({ index, count, virtual, physical, bits, sharedWith }: MemoryEntries) => [
    `└ [${count > 1 ? `${index}–${index + count - 1}` : index}]`,
    hex(virtual, 8),
    `${hex(physical, 8)}${count > 1 ? `, ${pages(count)}` : ''}`,
    bits.join(', '),
    sharedWith.map(threadLabel).join(', '),
  ];
  return {
    sentence:
      shown.directory === 0
        ? 'There is no page directory yet.'
        : `The page directory of ${processName(shown)} at ${hex(shown.directory, 8)} has ${inDigits(list.length)} entries in use; the page tables map ${pages(entries)}.`,
    table: {
      columns: [
        { title: 'entry', code: true },
        { title: 'addresses', code: true },
        { title: 'leads to', code: true },
        { title: 'bits' },
        { title: 'also in' },
      ],
      rows: list.flatMap(table => [row(table), ...table.entries.map(inTable)]),
      about: list.flatMap(({ table, entries: runs }) => [
        { frames: { from: table, to: table + shown.pageSize } },
        ...runs.map(({ count, virtual, physical }) => ({
          pid: shown.pid,
          addresses: { from: virtual, to: virtual + count * shown.pageSize },
          frames: { from: physical, to: physical + count * shown.pageSize },
        })),
      ]),
    },
  };
}

/** Bytes in a row, where there is room and where there is little. */
const rowLength = { wide: 16, narrow: 8 } as const;
const narrow = 520;

function bytes({ bytes: shown }: MemoryParts, width: number): Content {
  const { expression, problem, address, bytes: digits = '', changed } = shown;
  if (address === undefined || problem !== undefined)
    return { sentence: `${expression}: ${problem ?? 'nothing is there'}.` };
  const values = digits.match(/../g) ?? [];
  const length = width < narrow ? rowLength.narrow : rowLength.wide;
  const isChanged = new Set(changed);
  const rows = Array.from({ length: Math.ceil(values.length / length) }, (_, row) => {
    const inRow = values.slice(row * length, (row + 1) * length);
    const marked = inRow.map((byte, at) => (isChanged.has(row * length + at) ? `[${byte}]` : ` ${byte} `));
    const text = inRow.map(byte => printable(Number.parseInt(byte, 16))).join('');
    return [hex(address + row * length, 8), marked.join(''), text];
  });
  const news =
    changed.length > 0
      ? ` ${inDigits(changed.length)} of them ${changed.length === 1 ? 'is other than at the last stop: it stands' : 'are other than at the last stop: they stand'} in brackets.`
      : '';
  return {
    sentence: `${expression}: ${inDigits(values.length)} bytes from ${hex(address, 8)} on.${news}`,
    table: {
      columns: [
        { title: 'address', code: true },
        { title: 'bytes', code: true },
        { title: 'as text', code: true },
      ],
      rows,
    },
  };
}

const printable = (byte: number): string => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');

export const memorySections: readonly Section<MemoryParts>[] = [
  { id: 'space', title: 'Address space', isDrawn: true, uses: ['space', 'pointers'], content: space },
  { id: 'bytes', title: 'Bytes', uses: ['bytes'], content: bytes },
  { id: 'tables', title: 'Page tables', uses: ['tables', 'space'], content: tables },
  { id: 'frames', title: 'Physical memory', isDrawn: true, uses: ['frames', 'space'], content: frames },
];
