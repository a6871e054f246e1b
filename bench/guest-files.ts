/** The guest sources for the measurements, and what `npm run build` would make of them ahead of time. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import {
  type FileTree,
  type GuestFiles,
  makePrebuilt,
  packArchive,
  packPrebuilt,
  readArchive,
  readPrebuilt,
  treeOf,
} from '../src/boot';

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

export interface Archives {
  readonly prebuilt: Uint8Array;
  readonly debug: Uint8Array;
}

/** The guest as the bundled command line has it: with archives of what its sources build into. */
export function prebuiltGuest(contents: Contents, { prebuilt, debug }: Archives): GuestFiles {
  return { ...treeOf(contents), prebuilt: readPrebuilt(readArchive(prebuilt), () => readArchive(debug)) };
}

/** Such archives. */
export function prebuiltArchives(contents: Contents): Archives {
  const { contents: built, diagnostics } = makePrebuilt(treeOf(contents));
  if (!built) throw new Error(`the guest does not build: ${diagnostics[0]?.message}`);
  const { prebuilt, debug } = packPrebuilt(built);
  return { prebuilt: packArchive(prebuilt), debug: packArchive(debug) };
}
