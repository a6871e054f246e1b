import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PackageManager, listFiles } from '@vscode/vsce';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Every file that the manifest names, wherever it does. */
function namedFiles(value: unknown): string[] {
  if (typeof value === 'string') return /^(\.\/|media\/)/.test(value) ? [value.replace(/^\.\//, '')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namedFiles);
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const targets = (path: string, form: RegExp) => [...read(path).matchAll(form)].map(match => match[1]!);
const picturesOf = (path: string) => targets(path, /!\[[^\]]*\]\(([^)]+)\)/g);
const linksOf = (path: string) => targets(path, /(?<!!)\[[^\]]+\]\(([^)#\s]+)[^)]*\)/g);

describe('links', () => {
  const packed = [
    'README.md',
    'CHANGELOG.md',
    ...['debug', 'examples', 'kernel', 'trap'].map(page => `media/walkthrough/${page}.md`),
  ];
  const others = [
    'ARCHITECTURE.md',
    'examples/README.md',
    ...['development', 'diagnostics', 'isa', 'labs', 'protocol', 'timeline'].map(page => `docs/${page}.md`),
  ];

  it('of what is installed lead to the web, for nothing else is there', () => {
    for (const page of packed)
      for (const link of linksOf(page)) assert.match(link, /^https:/, `${page}: ${link}`);
  });

  it('and pictures of the sources lead to files', () => {
    for (const page of [...packed, ...others])
      for (const target of [...linksOf(page), ...picturesOf(page)])
        assert.ok(
          /^https:/.test(target) || existsSync(join(root, dirname(page), target)),
          `${page}: ${target}`,
        );
  });
});

describe('the package', () => {
  it('holds what the manifest names and the workers that the extension starts, and no more', async () => {
    const packed = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map(path =>
      path.replace(/\\/g, '/'),
    );
    const parts = ['debug-worker', 'language-server'].flatMap(name => [
      `dist/${name}.js`,
      `dist/${name}.main.js`,
      `dist/web/${name}.js`,
    ]);
    const pictures = packed
      .filter(path => path.endsWith('.md'))
      .flatMap(path => picturesOf(path).map(picture => join(dirname(path), picture).replace(/\\/g, '/')));
    const pages = Object.values<{ id: string }[]>(manifest.contributes.views)
      .flat()
      .map(({ id }) => id.replace(/^ringside\./, ''))
      .flatMap(name => [`dist/views/${name}.js`, `media/views/${name}.css`]);
    const archives = ['sources', 'prebuilt', 'debug'].map(name => `dist/guest-${name}.bin`);
    const { main, browser, contributes, icon } = manifest;
    const named = [
      ...namedFiles([main, browser, contributes]),
      icon,
      ...parts,
      ...pages,
      ...archives,
      'media/views/page.css',
      'media/views/picture.css',
      ...pictures,
    ];
    const always = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist/ThirdPartyNotices.txt'];
    assert.deepEqual([...packed].sort(), [...new Set<string>([...named, ...always])].sort());
    for (const path of packed) assert.ok(existsSync(join(root, path)), path);
  });
});

describe('the manifest', () => {
  it('gives every walkthrough step a page', () => {
    const [{ steps }] = manifest.contributes.walkthroughs;
    assert.ok(steps.length >= 3 && steps.length <= 5);
    for (const { description } of steps) assert.doesNotMatch(description, /`/);
    for (const { media } of steps) assert.ok(existsSync(join(root, media.markdown)), media.markdown);
  });
});
