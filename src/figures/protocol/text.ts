/** The protocol as text: three columns, as the book's figures have them. */
import type { ProtocolColumn, ProtocolRow, ProtocolSection } from '../../protocol';
import { inDigits } from '../../source';

/** The columns, in their order. */
export const protocolTitles: readonly (readonly [ProtocolColumn, string])[] = [
  ['system', 'Operating system'],
  ['hardware', 'Hardware'],
  ['program', 'Program'],
];
const titles = protocolTitles;

/** Characters of the columns in front: the instant, and what the row costs. */
const instantWidth = 13;
const costWidth = 10;
const gap = '  ';
const narrowest = 20;

/** What stands over the columns. */
export function protocolHeading(width: number): string {
  const cells = titles.map(([, title]) => title);
  return line('instant', 'cost', cells, cellWidth(width));
}

/** What a section costs, by column: `operating system 720, program 112`. */
export function protocolCost({ cost }: ProtocolSection): string {
  const spent = titles.flatMap(([column, title]) =>
    cost[column] > 0 ? [`${title.toLowerCase()} ${inDigits(cost[column])}`] : [],
  );
  return spent.join(', ');
}

/** The title of a section, and how often it came. */
export function protocolTitle({ title, times, last }: ProtocolSection): string {
  return times === undefined
    ? title
    : `${title} · ${inDigits(times)} times, up to instruction ${inDigits(last ?? 0)}`;
}

/** A section: its title, what it costs, and its rows; asides are counted. */
export function protocolText(section: ProtocolSection, width: number): string {
  const cost = protocolCost(section);
  const title = `── ${protocolTitle(section)}${cost === '' ? '' : `${gap}(${cost})`}`;
  return [title, ...lines(section.rows, cellWidth(width))].join('\n');
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
  return line('', inDigits(cost), [`… init and idle: ${rows.length} rows`], 0);
}

function rowLines({ count, cost, column, words, numbers }: ProtocolRow, width: number): string[] {
  const text = numbers === undefined ? words : `${words}: ${numbers}`;
  const index = titles.findIndex(([name]) => name === column);
  return wrapped(text, width).map((part, at) => {
    const cells = titles.slice(0, index + 1).map((_, cell) => (cell === index ? part : ''));
    return line(at === 0 ? inDigits(count) : '', at === 0 && cost > 0 ? inDigits(cost) : '', cells, width);
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
export function wrapped(text: string, width: number): string[] {
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
