/** The notices of other people's code in the bundles: their licences ask that the text goes along with every copy. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a file of node_modules belongs to; undefined for a file of ours. */
function packageFolder(path) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return folder;
}

/** The folders of the packages of which something is in a bundle, by esbuild's metafile. */
export const bundledPackages = metafile =>
  Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => packageFolder(path) ?? []);

/** What a package says about itself. Throws if it has no licence text. */
function notice(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const names = readdirSync(join(root, folder)).sort();
  const files = names.filter(name => /^(licen[cs]e|copying|notice|thirdpartynotices)([.-]|$)/i.test(name));
  if (!files.some(name => /^(licen|copying)/i.test(name))) throw new Error(`${folder} has no licence text`);
  const texts = files.map(name =>
    readFileSync(join(root, folder, name), 'utf8')
      .trim()
      .replaceAll('\r\n', '\n'),
  );
  return [`${manifest.name} ${manifest.version} (${manifest.license})`, '', ...texts].join('\n');
}

/** The whole text: the packages by name, each with its licence. */
export function noticesText(root, folders) {
  const parts = [...new Set(folders)].sort().map(folder => notice(root, folder));
  const line = '-'.repeat(100);
  const opening =
    'Ringside contains code of the following packages. It is under their licences, which are given with each.';
  return [opening, ...parts].join(`\n\n${line}\n\n`) + '\n';
}
