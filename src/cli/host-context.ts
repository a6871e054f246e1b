/** What commands work with on this computer: its files, the guest beside the bundle, and what earlier runs have kept. */
import { debug, prebuilt, sources } from 'ringside:guest';
import { BuildCache, type GuestFiles, readArchive, readPrebuilt, treeOf } from '../boot';
import { objectStore } from '../node/object-store';
import { lazily } from '../source';
import type { Context } from './context';
import { hostFiles } from './host-files';
import type { Terminal } from './terminal';

const store = objectStore(__filename);

/** What is not asked for is not read. */
export function contextFor(terminal: Terminal): Context {
  const guest = lazily((): GuestFiles => ({
    ...treeOf(readArchive(sources())),
    prebuilt: readPrebuilt(
      readArchive(prebuilt()),
      lazily(() => readArchive(debug())),
    ),
  }));
  return {
    files: hostFiles,
    cache: new BuildCache(undefined, undefined, store),
    terminal,
    get guest() {
      return guest();
    },
  };
}
