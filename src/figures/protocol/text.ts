/** The protocol as text: three columns, as the book's figures have them. */
import type { ProtocolColumn, ProtocolRow, ProtocolSection } from '../../protocol';

const titles: readonly (readonly [ProtocolColumn, string])[] = [
  ['system', 'Operating system'],
  ['hardware', 'Hardware'],
  ['program', 'Program'],
];

/** Characters of the columns in front: the instant, and what the row costs. */
const instantWidth = 13;
const costWidth = 10;
const gap = '  ';
const narrowest = 20;

const number = (value: number): string => value.toLocaleString('en-US');

/** What stands over the columns. */
export function protocolHeading(width: number): string {
  const cells = titles.map(([, title]) => title);
  return line('instant', 'cost', cells, cellWidth(width));
}

/** A section: its title, what it costs, and its rows; asides are counted. */
export function protocolText(section: ProtocolSection, width: number): string {
  const { rows, times, last } = section;
  const again =
    times === undefined ? '' : ` · ${number(times)} times, up to instruction ${number(last ?? 0)}`;
  const cost = titles.flatMap(([column, title]) =>
    section.cost[column] > 0 ? [`${title.toLowerCase()} ${number(section.cost[column])}`] : [],
  );
  const spent = cost.length > 0 ? `${gap}(${cost.join(', ')})` : '';
  return [`── ${section.title}${again}${spent}`, ...lines(rows, cellWidth(width))].join('\n');
}

/** Rows, and one line for the asides between two of them. */
function lines(rows: readonly ProtocolRow[], width: number): string[] {
  const out: string[] = [];
  let asides: ProtocolRow[] = [];
  const flush = () => {
    if (asides.length > 0) out.push(asideLine(asides));
    asides = [];
  };
  for (const row of rows) {
    if (row.aside) asides.push(row);
    else {
      flush();
      out.push(...rowLines(row, width));
    }
  }
  flush();
  return out;
}

function asideLine(rows: readonly ProtocolRow[]): string {
  const cost = rows.reduce((sum, row) => sum + row.cost, 0);
  return line('', number(cost), [`… init and idle: ${rows.length} rows`], 0);
}

function rowLines({ count, cost, column, words, numbers }: ProtocolRow, width: number): string[] {
  const text = numbers === undefined ? words : `${words}: ${numbers}`;
  const index = titles.findIndex(([name]) => name === column);
  return wrapped(text, width).map((part, at) => {
    const cells = titles.slice(0, index + 1).map((_, cell) => (cell === index ? part : ''));
    return line(at === 0 ? number(count) : '', at === 0 && cost > 0 ? number(cost) : '', cells, width);
  });
}

function line(instant: string, cost: string, cells: readonly string[], width: number): string {
  const front = [instant.padStart(instantWidth), cost.padStart(costWidth)];
  return [...front, ...cells.map(cell => cell.padEnd(width))].join(gap).trimEnd();
}

function cellWidth(width: number): number {
  const left = width - instantWidth - costWidth - gap.length;
  return Math.max(narrowest, Math.floor(left / titles.length) - gap.length);
}

/** In lines of so many characters, all but the first indented; a word that is longer is broken. */
function wrapped(text: string, width: number): string[] {
  const out: string[] = [];
  let rest = text;
  for (let room = width; rest.length > room; room = width - gap.length) {
    const space = rest.lastIndexOf(' ', room);
    const end = space > 0 ? space : room;
    out.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...out, rest].map((part, index) => (index === 0 ? part : gap + part));
}
