/**
 * `node scripts/on-node.mjs VERSION SCRIPT …`: runs a script on another version of Node, which comes from npm. CI runs the
 * tests on the oldest that `engines` names, and once more on a newer one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { positionals } = parseOptions({
  usage:
    'node scripts/on-node.mjs VERSION SCRIPT [WORD …]: runs a script on this version of Node, as 24.21.0',
  files: true,
});
const [version, ...words] = positionals;
if (!/^\d+\.\d+\.\d+$/.test(version ?? '') || words.length === 0) {
  console.error('expected a version such as 24.21.0 and a script; --help says more');
  process.exit(2);
}

const windows = process.platform === 'win32';
const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
const folder = join(root, '.vscode-test', `node-${version}`);
const node = join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');

if (!existsSync(node)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { [name]: version } }),
  );
  const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
  if (npm(['install', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0)
    process.exit(1);
}
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
const { status } = spawnSync(node, words, { cwd: root, stdio: 'inherit', env });
process.exit(status ?? 1);
