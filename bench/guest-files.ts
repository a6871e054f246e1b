/** The guest sources for the measurements, and what `npm run build` would make of them ahead of time. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type FileTree, type GuestFiles, type PrebuiltData, makePrebuilt, treeOf } from '../src/boot';

export type Contents = ReadonlyMap<string, Uint8Array>;

/** By path from the project's folder: `guest/kernel/main.c`. */
export function guestContents(root: string): Contents {
  const names = readdirSync(join(root, 'guest'), { recursive: true, encoding: 'utf8' });
  const paths = names.filter(name => /\.(c|h|toy)$/.test(name)).map(name => join('guest', name));
  return new Map(paths.map(path => [path.split(sep).join('/'), readFileSync(join(root, path))]));
}

/** Files of this computer, by paths from a folder. */
export function filesIn(folder: string): FileTree {
  return {
    read(path) {
      try {
        return readFileSync(join(folder, path));
      } catch {
        return undefined;
      }
    },
    list: () => [],
  };
}

/** As plain data. */
export function prebuiltOf(contents: Contents): PrebuiltData {
  const { data, diagnostics } = makePrebuilt(treeOf(contents));
  if (!data) throw new Error(`the guest does not build: ${diagnostics[0]?.message}`);
  return data;
}

/** The guest as the bundled command line has it. */
export function prebuiltGuest(contents: Contents, { kernel, programs, library }: PrebuiltData): GuestFiles {
  return {
    ...treeOf(contents),
    prebuilt: {
      kernel: () => kernel,
      programs: programs.map(({ path, stripped }) => ({ path, stripped: () => stripped })),
      library,
    },
  };
}
