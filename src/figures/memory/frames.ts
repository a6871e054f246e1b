/** Physical memory as a grid: a letter for each frame says who has it, and a colour the same again. */
import { type MemoryFrames, threadLabel } from '../../protocol';
import { hex, inDigits } from '../../source';
import { type Drawing, type Look, type Shape, letter } from '../picture';

const narrowest = 264;
const line = 15;
const labelLetters = 11;

const letters: Readonly<Record<MemoryFrames['owner'], string>> = {
  kernel: 'K',
  tables: 'T',
  'kernel stack': 'S',
  process: '',
  shared: '+',
  other: '?',
  free: '\u00B7',
};

const names: Readonly<Record<MemoryFrames['owner'], string>> = {
  kernel: 'kernel',
  tables: 'page tables',
  'kernel stack': 'kernel stack',
  process: 'process',
  shared: 'shared',
  other: 'kernel, for something else',
  free: 'free',
};

const colours: readonly Look[] = ['first', 'second', 'third', 'fourth'];

/** `2`: the last digit of the pid. */
const letterOf = ({ owner, pids: [pid = 0] }: MemoryFrames): string =>
  owner === 'process' ? (threadLabel(pid).at(-1) ?? '') : letters[owner];

function lookOf({ owner, pids: [pid = 0] }: MemoryFrames): Look {
  if (owner === 'process') return colours[pid % colours.length] ?? 'plain';
  return owner === 'free' ? 'quiet' : owner === 'shared' ? 'strong' : 'plain';
}

/** `page tables of 2`, `shared by 2 and 3`. */
export function ownerText({ owner, pids }: MemoryFrames): string {
  const who = pids.map(threadLabel);
  if (owner === 'process') return `process ${who[0]}`;
  if (owner === 'shared') return `shared by ${who.slice(0, -1).join(', ')} and ${who.at(-1)}`;
  return who.length > 0 ? `${names[owner]} of ${who.join(', ')}` : names[owner];
}

/** What the letters stand for, of those that are there. */
export const legend = (frames: readonly MemoryFrames[]): string =>
  [
    ...new Map(
      frames.map(run => [letterOf(run), run.owner === 'process' ? ownerText(run) : names[run.owner]]),
    ),
  ]
    .map(([sign, text]) => `${sign} ${text}`)
    .join(', ');

export function framesDrawing(frames: readonly MemoryFrames[], given: number, pageSize: number): Drawing {
  const width = Math.max(narrowest, Math.min(given, 700));
  const room = Math.floor(width / letter.width) - labelLetters;
  const columns = [64, 32, 16, 8].find(count => count <= room) ?? 8;
  const first = frames[0]?.from ?? 0;
  const shapes: Shape[] = [];
  let y = line / 2 + 1;
  let free = 0;
  const flush = () => {
    if (free > 0) shapes.push({ kind: 'words', x: labelLetters * letter.width, y, text: `\u2026 ${inDigits(free)} frames free`, look: 'quiet' }); // prettier-ignore
    if (free > 0) y += line;
    free = 0;
  };
  for (const row of rowsOf(frames, columns)) {
    if (row.every(({ run }) => run.owner === 'free')) {
      free += row.reduce((sum, { count }) => sum + count, 0);
      continue;
    }
    flush();
    const address = first + (row[0]?.at ?? 0) * pageSize;
    shapes.push({ kind: 'words', x: 0, y, text: hex(address, 8), look: 'quiet', code: true });
    for (const { run, at, count } of row)
      shapes.push({
        kind: 'words',
        x: (labelLetters + (at % columns)) * letter.width,
        y,
        text: letterOf(run).repeat(count),
        look: lookOf(run),
        code: true,
        title: `${ownerText(run)}: ${inDigits(run.count)} from ${hex(run.from, 8)} on`,
        about: { frames: { from: run.from, to: run.from + run.count * pageSize } },
      });
    y += line;
  }
  flush();
  return { width, height: y, shapes };
}

interface Part {
  readonly run: MemoryFrames;
  /** The number of the first frame, and how many. */
  readonly at: number;
  readonly count: number;
}

/** The runs, cut into rows. */
function rowsOf(frames: readonly MemoryFrames[], columns: number): readonly (readonly Part[])[] {
  const rows: Part[][] = [];
  let at = 0;
  for (const run of frames)
    for (let left = run.count; left > 0;) {
      const count = Math.min(left, columns - (at % columns));
      const row = Math.floor(at / columns);
      (rows[row] ??= []).push({ run, at, count });
      at += count;
      left -= count;
    }
  return rows;
}
