/** `npm run fuzz:lsp [COUNT [SEED]]`: every request of the language server about sources that somebody is writing. */
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
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const { status } = spawnSync(
  process.execPath,
  [mocha, '--timeout', '0', '--reporter', 'dot', 'test/lsp/mutations.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, RINGSIDE_LSP_MUTATIONS: count, RINGSIDE_LSP_SEED: seed },
  },
);
process.exit(status ?? 1);
