/**
 * What `npm run bench` runs, bundled as the command line is: `measure` tells the figures group by group. As a program
 * of its own, `node bench.js ROOT GUEST`, it takes one new process through hello's steps.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { GuestFiles } from '../src/boot';
import { measureBuilding } from './building';
import { measureEngine } from './engine';
import { type Group, groupText } from './figures';
import { type Archives, type Contents, guestContents, prebuiltGuest, prebuiltArchives } from './guest-files';
import { helloSteps, measureHello } from './hello';

export interface BenchOptions {
  /** The project's folder. */
  readonly root: string;
  /** For files that are needed in between. */
  readonly folder: string;
  /** This module's file. */
  readonly file: string;
  /** The `cli.js` of another build to measure in turn. */
  readonly baseline?: string | undefined;
}

/** Measurements that stand elsewhere: those that speak to a debug adapter. */
export type Measure = (options: BenchOptions & { readonly guest: GuestFiles }) => Group | Promise<Group>;

/** Building comes first, while nothing is warm; the engine, which takes the longest, comes last. */
export async function measure(
  options: BenchOptions,
  tell: (text: string) => void,
  others: readonly Measure[] = [],
): Promise<void> {
  const { root, folder, file } = options;
  const contents = guestContents(root);
  tell(groupText(measureBuilding(root, contents)));
  const archives = prebuiltArchives(contents);
  const guestFile = join(folder, 'guest.bin');
  writeFileSync(guestFile, serialize({ contents, archives }));
  tell(groupText(measureHello(root, [file, root, guestFile])));
  const guest = prebuiltGuest(contents, archives);
  for (const other of others) tell(groupText(await other({ ...options, guest })));
  tell(groupText(engineGroup()));
}

/** These alone. */
export async function measureParts(
  options: BenchOptions,
  tell: (text: string) => void,
  parts: readonly Measure[],
): Promise<void> {
  const contents = guestContents(options.root);
  const guest = prebuiltGuest(contents, prebuiltArchives(contents));
  for (const part of parts) tell(groupText(await part({ ...options, guest })));
}

function engineGroup(): Group {
  const { engine, plain, ratio } = measureEngine(() => performance.now(), 30_000_000);
  const unit = 'million instructions/s';
  return {
    title: 'The engine (a user program with paging and timer; best of 5 runs)',
    figures: [
      { what: 'machine', value: engine / 1e6, unit },
      { what: 'plain loop', value: plain / 1e6, unit, about: 'decode and switch, the same instructions' },
      { what: 'ratio', value: ratio, unit: '' },
    ],
  };
}

if (require.main === module) {
  const [root, guestFile] = process.argv.slice(2);
  const { contents, archives } = deserialize(readFileSync(guestFile!)) as {
    contents: Contents;
    archives: Archives;
  };
  process.stdout.write(JSON.stringify(helloSteps(root!, prebuiltGuest(contents, archives))));
}
