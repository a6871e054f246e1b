/** Physical memory as a grid of frames, by who has them. */
import { type MemoryFrames, threadLabel } from '../../protocol';
import { hex, inDigits } from '../../source';
import { gridDrawing } from '../grid';
import type { Drawing, Look } from '../picture';

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

export function framesDrawing(frames: readonly MemoryFrames[], width: number, pageSize: number): Drawing {
  const runs = frames.map(run => ({
    count: run.count,
    sign: letterOf(run),
    look: lookOf(run),
    title: `${ownerText(run)}: ${inDigits(run.count)} from ${hex(run.from, 8)} on`,
    about: { frames: { from: run.from, to: run.from + run.count * pageSize } },
    isFree: run.owner === 'free',
  }));
  const first = frames[0]?.from ?? 0;
  return gridDrawing(runs, width, index => hex(first + index * pageSize, 8), 'frames free');
}
