/**
 * Keeps object files from one run to the next, in the user's folder for caches: those that other tools have made are not
 * taken, nor what is damaged. `NODE_DISABLE_COMPILE_CACHE=1` does without.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOf } from './compiled';

/** Files: the oldest go first. */
const most = 400;
/** Bytes of the mark in front of each file. */
const markSize = 64;

const markOf = (...parts: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** For the tools in a bundle; none where they are no bundle, whose sources may change between two runs. */
export function objectStore(bundle: string) {
  const folder = bundle.endsWith('.js') ? cacheFolder() : undefined;
  if (folder === undefined) return undefined;
  const home = join(folder, 'objects');
  const made = madeOf(bundle);
  // The same path means another file in another folder.
  const fileOf = (name: string) => join(home, `${markOf(made, process.cwd(), '\n', name).slice(0, 32)}.bin`);
  return {
    mark: (bytes: Uint8Array): string => markOf(bytes),
    get(name: string): Uint8Array | undefined {
      try {
        const file = readFileSync(fileOf(name));
        const bytes = file.subarray(markSize);
        return file.toString('latin1', 0, markSize) === markOf(made, bytes) ? bytes : undefined;
      } catch {
        // There is none yet, or none that can be read: it is made anew.
        return undefined;
      }
    },
    put(name: string, bytes: Uint8Array): void {
      const file = fileOf(name);
      const draft = `${file}.${process.pid}`;
      try {
        mkdirSync(home, { recursive: true });
        writeFileSync(draft, Buffer.concat([Buffer.from(markOf(made, bytes), 'latin1'), bytes]));
        renameSync(draft, file);
        forgetOldest(home);
      } catch {
        // No place to keep it: the next run makes it again, as this one has.
      }
    },
  };
}

function forgetOldest(home: string): void {
  const names = readdirSync(home);
  if (names.length <= most) return;
  const ages = names.map(name => ({ name, time: statSync(join(home, name)).mtimeMs }));
  ages.sort((one, other) => one.time - other.time);
  // Some more than needed, so that it is not done at each.
  for (const { name } of ages.slice(0, names.length - most / 2)) rmSync(join(home, name), { force: true });
}
