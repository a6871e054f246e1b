/** `npm run package`: builds, and makes `ringside-VERSION.vsix`, which holds what `.vscodeignore` leaves in. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
parseOptions({ usage: 'npm run package: builds, and makes ringside-VERSION.vsix' });
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--production'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);
await createVSIX({
  cwd: root,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
