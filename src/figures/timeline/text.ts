/** The timeline as text: a line a thread, with its ticks above, and the table. */
import type { TimelineState, TimelineTickKind } from '../../protocol';
import { TimelineLayout, type TimelinePen, type TimelineRow, timelineSizes } from './layout';
import type { TimelineModel } from './model';
import { statisticsHead, statisticsRows, timelineSentence, timelineStatistics } from './statistics';
import { stateWords, tickWords } from './words';

/** Pixels of the layout that a letter takes, and letters of the names at the left. */
const letter = 2;
const names = 16;

const stateLetters: Readonly<Record<TimelineState, string>> = {
  user: '█',
  kernel: '▓',
  idle: '_',
  ready: '░',
  blocked: '·',
};
const tickLetters: Readonly<Record<TimelineTickKind, string>> = {
  call: '^',
  fault: 'x',
  interrupt: '!',
  switch: '>',
  disk: 'd',
  console: 'c',
  pipe: '|',
  start: '[',
  end: ']',
};
const densities = '▁▂▃▄▅▆▇█';

/** One row: for each letter how much of it each state has, and the tick. */
interface Line {
  readonly row: TimelineRow;
  readonly weights: Map<TimelineState, number>[];
  readonly ticks: string[];
}

class TextPen implements TimelinePen {
  readonly axisLine: string[];
  readonly lines: Line[] = [];
  readonly gaps: string[] = [];
  private readonly gapLetters = new Set<number>();

  constructor(private readonly columns: number) {
    this.axisLine = new Array<string>(columns).fill(' ');
  }

  axis(x: number, label: string): void {
    const start = Math.min(Math.round(x / letter), this.columns - label.length);
    if (this.axisLine.slice(Math.max(0, start - 1), start + label.length).some(each => each !== ' ')) return;
    for (const [index, each] of [...label].entries()) this.axisLine[start + index] = each;
  }

  row(row: TimelineRow): void {
    if (!row.lane) return;
    const weights = Array.from({ length: this.columns }, () => new Map<TimelineState, number>());
    this.lines.push({ row, weights, ticks: new Array<string>(this.columns).fill(' ') });
  }

  gap(gap: { readonly words: string }, x: number, width: number): void {
    this.gaps.push(gap.words);
    for (let at = Math.floor(x / letter); at * letter < x + width; at++) this.gapLetters.add(at);
  }

  box(state: TimelineState, _hue: number, x: number, _y: number, width: number, height: number): void {
    const { weights = [] } = this.lines.at(-1) ?? {};
    for (let at = Math.floor(x / letter); at * letter < x + width; at++) {
      const share = Math.min(x + width, (at + 1) * letter) - Math.max(x, at * letter);
      const cell = weights[at];
      cell?.set(state, (cell.get(state) ?? 0) + share * height);
    }
  }

  tick(kind: TimelineTickKind, x: number): void {
    this.setTick(x, tickLetters[kind]);
  }

  ticks(share: number, x: number, _y: number, width: number): void {
    const text = densities[Math.max(0, Math.ceil(share * densities.length) - 1)] ?? ' ';
    for (let at = x; at < x + width; at += letter) this.setTick(at, text);
  }

  text(): void {}
  arc(): void {}
  arrow(): void {}
  mark(): void {}

  private setTick(x: number, text: string): void {
    const { ticks } = this.lines.at(-1) ?? {};
    if (ticks) ticks[Math.min(this.columns - 1, Math.floor(x / letter))] = text;
  }

  /** The line of what the thread is at. */
  stateLine({ weights }: Line): string {
    const letters = weights.map((cell, at) => {
      const [most] = [...cell].sort(([, a], [, b]) => b - a);
      return most ? stateLetters[most[0]] : this.gapLetters.has(at) ? '?' : ' ';
    });
    return letters.join('');
  }
}

/** `width` columns wide. */
export function timelineText(model: TimelineModel, width: number): string {
  const { from, to } = model;
  const layout = new TimelineLayout(model, {
    from,
    to,
    width: width * letter,
    gutter: names * letter,
    height: timelineSizes.axis + (model.lanes.length + 2) * timelineSizes.row,
    scroll: 0,
    pinned: new Set(),
  });
  const pen = new TextPen(width);
  layout.draw(pen);
  const statistics = timelineStatistics(model, from, to);
  const lines = pen.lines.flatMap(line => {
    const name = line.row.label.slice(0, names - 1).padEnd(names);
    return [line.ticks.join(''), name + pen.stateLine(line).slice(names)];
  });
  return [
    timelineSentence(statistics),
    '',
    pen.axisLine.join(''),
    ...lines,
    '',
    ...pen.gaps.map(words => `?  ${words}`),
    ...legend(),
    '',
    ...tableLines([statisticsHead, ...statisticsRows(statistics)]),
  ]
    .map(line => line.trimEnd())
    .join('\n');
}

function legend(): readonly string[] {
  const entries = (letters: Readonly<Record<string, string>>, words: Readonly<Record<string, string>>) =>
    Object.entries(letters)
      .map(([key, each]) => `${each} ${words[key]}`)
      .join('   ');
  return [entries(stateLetters, stateWords), `${entries(tickLetters, tickWords)}   ▁ to █ many of them`];
}

function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  return rows.map(row =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
