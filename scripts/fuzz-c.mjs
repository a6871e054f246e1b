/** `npm run fuzz:c [COUNT [FIRST_SEED]]`: random C programs, under gcc and on the machine; 500 unless told. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { positionals } = parseOptions({
  usage:
    'npm run fuzz:c -- [COUNT [FIRST_SEED]]: random C programs, under gcc and on the machine; 500 from 1000 on, unless told',
  files: true,
});
const [count = '500', seed = '1000'] = positionals;
if (!/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
  console.error('expected whole numbers: how many programs, and the first seed');
  process.exit(2);
}
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const { status } = spawnSync(
  process.execPath,
  [mocha, '--timeout', '0', '--reporter', 'dot', 'test/codegen/random.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, RANDOM_C: count, RANDOM_C_SEED: seed },
  },
);
process.exit(status ?? 1);
