import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageManager, listFiles } from '@vscode/vsce';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Every file that the manifest names, wherever it does. */
function namedFiles(value: unknown): string[] {
  if (typeof value === 'string') return /^(\.\/|media\/)/.test(value) ? [value.replace(/^\.\//, '')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namedFiles);
}

describe('the package', () => {
  it('holds what the manifest names and the workers that the extension starts, and no more', async () => {
    const packed = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map(path =>
      path.replace(/\\/g, '/'),
    );
    const parts = ['debug-worker.js', 'language-server.js'].flatMap(name => [
      `dist/${name}`,
      `dist/web/${name}`,
    ]);
    const archives = ['dist/guest-sources.bin', 'dist/guest-prebuilt.bin'];
    const { main, browser, contributes, icon } = manifest;
    const named = [...namedFiles([main, browser, contributes]), icon, ...parts, ...archives];
    const always = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist/ThirdPartyNotices.txt'];
    assert.deepEqual([...packed].sort(), [...new Set<string>([...named, ...always])].sort());
    for (const path of packed) assert.ok(existsSync(join(root, path)), path);
  });
});

describe('the manifest', () => {
  it('gives every walkthrough step a page', () => {
    const [{ steps }] = manifest.contributes.walkthroughs;
    assert.ok(steps.length >= 3 && steps.length <= 4);
    for (const { media } of steps) assert.ok(existsSync(join(root, media.markdown)), media.markdown);
  });
});
