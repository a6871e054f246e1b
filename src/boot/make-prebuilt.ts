/** Builds all guest sources ahead of time: run by `npm run build`, read back through `Prebuilt`. */
import { writeElf } from '../image';
import { type Diagnostic, hasErrors } from '../source';
import { BuildCache } from './build-cache';
import { buildKernel } from './build';
import { bundledPrograms } from './disk-files';
import { type GuestFiles, treeOf } from './files';
import { libraryOf } from './library';
import { type PackedMember, packObject } from './prebuilt';

/** `Prebuilt` as plain data. */
export interface PrebuiltData {
  readonly kernel: Uint8Array;
  readonly programs: readonly { readonly path: string; readonly stripped: Uint8Array }[];
  readonly library: readonly PackedMember[];
}

export function makePrebuilt(guest: GuestFiles): {
  data?: PrebuiltData;
  diagnostics: readonly Diagnostic[];
} {
  const options = { guest, files: treeOf(new Map()), cache: new BuildCache() };
  const kernel = buildKernel(options);
  const bundled = bundledPrograms(options);
  const diagnostics = [...kernel.diagnostics, ...bundled.diagnostics];
  if (!kernel.executable || hasErrors(diagnostics)) return { diagnostics };
  const library = libraryOf(guest, options.cache).members.map(({ path, defines, object }) => ({
    path,
    defines,
    object: packObject(object()),
  }));
  const programs = bundled.programs.map(({ path, stripped }) => ({ path, stripped: stripped() }));
  return { data: { kernel: writeElf(kernel.executable), programs, library }, diagnostics };
}
