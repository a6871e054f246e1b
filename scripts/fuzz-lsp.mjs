/**
 * `npm run fuzz:lsp [COUNT [SEED]]`: every request of the language server about sources that somebody is writing; and as many changes of C
 * sources, each understood from the version before as from nothing.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { positionals } = parseOptions({
  usage:
    'npm run fuzz:lsp -- [COUNT [SEED]]: every request of the language server about changed sources; 10000 unless told',
  files: true,
});
const [count = '10000', seed = '1'] = positionals;
if (!/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
  console.error('expected whole numbers: how many changed sources, and the seed');
  process.exit(2);
}
const tests = ['test/lsp/mutations.test.ts', 'test/language/c/incremental.test.ts'];
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const { status } = spawnSync(process.execPath, [mocha, '--timeout', '0', '--reporter', 'dot', ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RINGSIDE_LSP_MUTATIONS: count, RINGSIDE_LSP_SEED: seed },
});
process.exit(status ?? 1);
