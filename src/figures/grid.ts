/** Many things of a kind as a grid: a letter for each says what it is, and a colour the same again. */
import { inDigits } from '../source';
import { type Drawing, type Look, type Shape, letter } from './picture';
import type { Subject } from './subject';

const narrowest = 264;
const widest = 700;
const line = 15;
const labelLetters = 11;

/** Things in a row of which the same is to be said. */
export interface GridRun {
  readonly count: number;
  readonly sign: string;
  readonly look: Look;
  readonly title: string;
  readonly about?: Subject;
  /** Rows of nothing else are one line with their number. */
  readonly isFree: boolean;
}

/** `label`: what stands before the row that begins with this one; `free`: what so many free ones are called. */
export function gridDrawing(
  runs: readonly GridRun[],
  given: number,
  label: (index: number) => string,
  free: string,
): Drawing {
  const width = Math.max(narrowest, Math.min(given, widest));
  const room = Math.floor(width / letter.width) - labelLetters;
  const columns = [64, 32, 16, 8].find(count => count <= room) ?? 8;
  const shapes: Shape[] = [];
  let y = line / 2 + 1;
  let left = 0;
  const flush = () => {
    if (left > 0) shapes.push({ kind: 'words', x: labelLetters * letter.width, y, text: `\u2026 ${inDigits(left)} ${free}`, look: 'quiet' }); // prettier-ignore
    if (left > 0) y += line;
    left = 0;
  };
  for (const row of rowsOf(runs, columns)) {
    if (row.every(({ run }) => run.isFree)) {
      left += row.reduce((sum, { count }) => sum + count, 0);
      continue;
    }
    flush();
    shapes.push({ kind: 'words', x: 0, y, text: label(row[0]?.at ?? 0), look: 'quiet', code: true });
    for (const { run, at, count } of row)
      shapes.push({
        kind: 'words',
        x: (labelLetters + (at % columns)) * letter.width,
        y,
        text: run.sign.repeat(count),
        look: run.look,
        code: true,
        title: run.title,
        ...(run.about && { about: run.about }),
      });
    y += line;
  }
  flush();
  return { width, height: y, shapes };
}

interface Part {
  readonly run: GridRun;
  /** The number of the first, and how many. */
  readonly at: number;
  readonly count: number;
}

/** The runs, cut into rows. */
function rowsOf(runs: readonly GridRun[], columns: number): readonly (readonly Part[])[] {
  const rows: Part[][] = [];
  let at = 0;
  for (const run of runs)
    for (let left = run.count; left > 0;) {
      const count = Math.min(left, columns - (at % columns));
      const row = Math.floor(at / columns);
      (rows[row] ??= []).push({ run, at, count });
      at += count;
      left -= count;
    }
  return rows;
}
