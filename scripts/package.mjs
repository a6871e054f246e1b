/** `npm run package`: builds, and makes `ringside-VERSION.vsix`, which holds what `.vscodeignore` leaves in. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
parseOptions({ usage: 'npm run package: builds, and makes ringside-VERSION.vsix' });
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--production'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);

/** The pictures of a page in the page itself: the Extensions view shows no others that are packaged. */
const withPictures = text =>
  text.replace(/\]\((media\/[^)]+\.png)\)/g, (_, path) => {
    const bytes = readFileSync(join(root, path)).toString('base64');
    return `](data:image/png;base64,${bytes})`;
  });

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stage = mkdtempSync(join(tmpdir(), 'ringside-package-'));
try {
  for (const path of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    cpSync(join(root, path), join(stage, path));
  }
  const readme = join(stage, 'README.md');
  writeFileSync(readme, withPictures(readFileSync(readme, 'utf8')));
  await createVSIX({
    cwd: stage,
    packagePath: join(root, `ringside-${version}.vsix`),
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
} finally {
  rmSync(stage, { recursive: true, force: true });
}
