/** The guest sources of this repository, as bundles embed them, for tests that run in Node. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { BuildCache, type GuestFiles, treeOf } from '../../src/boot';

export const root = join(__dirname, '../..');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function readGuest(): GuestFiles {
  const paths = filesBelow(join(root, 'guest'));
  return treeOf(new Map(paths.map(path => [relative(root, path).split(sep).join('/'), readFileSync(path)])));
}

/** Read once; nothing in it is prebuilt. */
export const guest = readGuest();

/** Shared by all tests of a process, so that the library is built once. */
export const cache = new BuildCache();
