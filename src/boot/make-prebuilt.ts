/** Builds all guest sources ahead of time: run by `npm run build`, read back through `Prebuilt`. */
import { type Diagnostic, hasErrors } from '../source';
import { BuildCache } from './build-cache';
import { buildKernel } from './build';
import { bundledPrograms } from './disk-files';
import { type GuestFiles, treeOf } from './files';
import { libraryOf } from './library';
import type { PrebuiltContents } from './prebuilt';

/** The contents, or why there are none. */
export function makePrebuilt(guest: GuestFiles): {
  contents?: PrebuiltContents;
  diagnostics: readonly Diagnostic[];
} {
  const options = { guest, files: treeOf(new Map()), cache: new BuildCache() };
  const kernel = buildKernel(options);
  const bundled = bundledPrograms(options);
  const diagnostics = [...kernel.diagnostics, ...bundled.diagnostics];
  if (!kernel.executable || hasErrors(diagnostics)) return { diagnostics };
  const library = libraryOf(guest, options.cache).members.map(member => ({
    ...member,
    object: member.object(),
  }));
  const programs = bundled.programs.map(({ path, executable }) => ({ path, executable: executable() }));
  return { contents: { kernel: kernel.executable, programs, library }, diagnostics };
}
