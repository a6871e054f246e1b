/** A disk that is kept, with other files on it than before. */
import { buildDisk } from './build';
import { blockSize } from './layout';
import { readDisk } from './read';
import type { NewFile } from './tree';

/**
 * The image with these files on it: what stood at their paths has gone, and everything else is as it was, but for the
 * numbers of inodes and blocks. One plain sentence where the disk is not sound, or the files have no room on it.
 */
export function updateDisk(
  image: Uint8Array,
  files: readonly NewFile[],
): { image?: Uint8Array; problem?: string } {
  const { entries, problems } = readDisk(image);
  const [first, ...more] = problems;
  if (first !== undefined)
    return { problem: more.length === 0 ? first : `${first}, and ${more.length} more` };
  const replaced = new Set(files.map(({ path }) => path));
  return buildDisk([...without(entries, replaced), ...files], {
    blocks: Math.floor(image.length / blockSize),
  });
}

/** The entries but for those at these paths; of several names of one file the first that is left has what is in it. */
function without(entries: readonly NewFile[], paths: ReadonlySet<string>): NewFile[] {
  const contents = new Map(entries.map(entry => [entry.path, entry]));
  const heirs = new Map<string, string>();
  return entries.flatMap(entry => {
    if (paths.has(entry.path)) return [];
    if (!('sameAs' in entry) || !paths.has(entry.sameAs)) return [entry];
    const heir = heirs.get(entry.sameAs);
    const first = contents.get(entry.sameAs);
    if (heir !== undefined || !first) return [{ path: entry.path, sameAs: heir ?? entry.sameAs }];
    heirs.set(entry.sameAs, entry.path);
    return [{ ...first, path: entry.path }];
  });
}
