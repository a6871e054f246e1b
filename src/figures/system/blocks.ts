/** The disk as a grid of blocks, by what they are for; capitals are in the kernel's cache. */
import type { SystemBlocks } from '../../protocol';
import { gridDrawing } from '../grid';
import type { Drawing, Look } from '../picture';

const free = 'free';
const changedSign = '!';
const freeSign = '\u00B7';

/** By kind, of those whose name does not begin with a letter of their own. */
const signs: Readonly<Record<string, string>> = {
  'inode bitmap': 'b',
  'data bitmap': 'm',
  'block numbers': 'n',
  [free]: freeSign,
};

const signOf = ({ kind }: SystemBlocks): string => signs[kind] ?? kind.charAt(0);

function shown(run: SystemBlocks): string {
  if (run.cached === 'changed') return changedSign;
  return run.cached ? signOf(run).toUpperCase() : signOf(run);
}

function lookOf({ kind, cached }: SystemBlocks): Look {
  if (cached === 'changed') return 'taken';
  return kind === free ? 'quiet' : kind === 'data' ? 'second' : 'plain';
}

/** What the letters stand for, of those that are there. */
export function blocksLegend(list: readonly SystemBlocks[]): string {
  const kinds = [...new Map(list.map(run => [signOf(run), run.kind]))].map(
    ([sign, kind]) => `${sign} ${kind}`,
  );
  return `${kinds.join(', ')}; a capital is in the cache, ${changedSign} is changed there`;
}

/** `blocks 7 to 9: data of inode 3, /bin/cat, in the cache` */
function titleOf({ from, count, kind, inode, path, cached }: SystemBlocks): string {
  const which = count === 1 ? `block ${from}` : `blocks ${from} to ${from + count - 1}`;
  const whose = inode === undefined ? '' : ` of inode ${inode}, ${path ?? 'no name'}`;
  const state =
    cached === undefined ? '' : cached === 'changed' ? ', changed in the cache' : ', in the cache';
  return `${which}: ${kind}${whose}${state}`;
}

export function blocksDrawing(list: readonly SystemBlocks[], width: number): Drawing {
  const runs = list.map(run => ({
    ...{ count: run.count, sign: shown(run), look: lookOf(run), title: titleOf(run) },
    isFree: run.kind === free && run.cached === undefined,
  }));
  const first = list[0]?.from ?? 0;
  return gridDrawing(runs, width, index => String(first + index), 'blocks free');
}
