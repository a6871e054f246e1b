/** `npm run kernel-stress`: the kernel under load, so many times, each under a scheduler and with a timer at random. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { numberOf, parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { values } = parseOptions({
  usage:
    'npm run kernel-stress: programs on the kernel that do at random what they may, and what they may not',
  options: {
    count: { type: 'string', default: '100', help: 'how many runs' },
    seed: { type: 'string', default: '1', help: 'the first' },
    calls: {
      type: 'string',
      default: '5000',
      help: 'how many system calls each storm of random ones makes',
    },
  },
});
const env = {
  ...process.env,
  RINGSIDE_STRESS: String(numberOf(values, 'count', 1)),
  RINGSIDE_STRESS_SEED: String(numberOf(values, 'seed', 1)),
  RINGSIDE_STRESS_CALLS: String(numberOf(values, 'calls', 1)),
};
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const { status } = spawnSync(process.execPath, [mocha, '--timeout', '0', 'test/kernel/stress.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env,
});
process.exit(status ?? 1);
