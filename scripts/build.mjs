/**
 * `npm run build`: makes dist/, the command line and the extension, with the guest sources and what they build into
 * embedded. `--production`: minified and without source maps, for the package. `node scripts/build.mjs cli.js` makes
 * only the files that are named. What is newer than all it is made of is not made again.
 */
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages, noticesText } from './notices.mjs';
import { parseOptions } from './options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const shared = { bundle: true, absWorkingDir: root, logLevel: 'warning' };

/** The tools of src/boot, to build the guest with. */
async function loadTools() {
  const result = await build({
    ...shared,
    stdin: { contents: "export * from './src/boot'; export * from './src/source';", resolveDir: root },
    format: 'esm',
    platform: 'neutral',
    write: false,
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString('base64')}`
  );
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** The guest sources and the examples by path: `guest/kernel/main.c`. */
function guestFiles() {
  const folders = ['guest', 'examples'].flatMap(folder => filesBelow(join(root, folder)));
  const paths = folders.filter(path => /\.(c|h|toy|md|json)$/.test(path));
  return new Map(paths.map(path => [relative(root, path).split(sep).join('/'), readFileSync(path)]));
}

/** What the bundles carry of the guest, as archives by name; ends the process with its errors if there are any. */
function guestArchives({ formatDiagnostic, makePrebuilt, packArchive, packPrebuilt, treeOf }, files) {
  const { contents, diagnostics } = makePrebuilt(treeOf(files));
  for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
  if (!contents || diagnostics.some(({ severity }) => severity === 'error')) process.exit(1);
  const { prebuilt, debug } = packPrebuilt(contents);
  return { sources: packArchive(files), prebuilt: packArchive(prebuilt), debug: packArchive(debug) };
}

const archiveFile = name => `guest-${name}.bin`;

/** The module `ringside:guest`, which src/cli/guest.d.ts declares: on Node it reads the files beside the bundle. */
function guestModuleNode(archives) {
  return `
    import { readFileSync } from 'node:fs';
    import { join } from 'node:path';
    const read = name => {
      const { buffer, byteOffset, length } = readFileSync(join(__dirname, name));
      return new Uint8Array(buffer, byteOffset, length);
    };
    ${Object.keys(archives)
      .map(name => `export const ${name} = () => read(${JSON.stringify(archiveFile(name))});`)
      .join('\n')}`;
}

/** The same for browsers, where a bundle carries what it uses. */
function guestModuleWeb(archives) {
  const base64 = bytes => JSON.stringify(Buffer.from(bytes).toString('base64'));
  return `
    const decode = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    ${Object.entries(archives)
      .map(([name, bytes]) => `export const ${name} = () => decode(${base64(bytes)});`)
      .join('\n')}`;
}

const guestPlugin = contents => ({
  name: 'guest',
  setup(bundler) {
    bundler.onResolve({ filter: /^ringside:guest$/ }, ({ path }) => ({ path, namespace: 'guest' }));
    bundler.onLoad({ filter: /./, namespace: 'guest' }, () => ({ contents, loader: 'js' }));
  },
});

const { values, positionals: named } = parseOptions({
  usage: 'npm run build -- [FILE …]: makes these files of dist/; all, unless told',
  options: {
    production: {
      type: 'boolean',
      default: false,
      help: 'minified and without source maps, for the package',
    },
    force: { type: 'boolean', default: false, help: 'also what is newer than all it is made of' },
  },
  files: true,
});
const { production } = values;
const notices = 'ThirdPartyNotices.txt';
const credit = `/*! Ringside ${version}. Other people's code in here is under the licences in ${notices}. */`;
const banner = { js: credit };
const node = { platform: 'node', target: 'node20', format: 'cjs' };
const web = { platform: 'browser', target: 'es2022', alias: { url: './src/extension/web-url.ts' } };

/** A bundle, and the file that starts it with what V8 has compiled of it before. */
function started(entry, name, firstLine) {
  const starter = { js: firstLine ? `${firstLine}\n${credit}` : credit };
  return [
    { entry: 'src/node/start.ts', file: `${name}.js`, ...node, banner: starter },
    { entry, file: `${name}.main.js`, of: `${name}.js`, ...node },
  ];
}

/** Pages of the panel, for the desktop and the web alike: each folder that has something to start with. */
const views = readdirSync(join(root, 'src/views')).filter(name =>
  existsSync(join(root, 'src/views', name, 'main.ts')),
);
const pages = views.map(name => ({
  entry: `src/views/${name}/main.ts`,
  file: `views/${name}.js`,
  ...web,
  format: 'iife',
}));

/** What is bundled: the entry, the file it becomes, and how. */
const bundles = [
  ...started('src/cli/main.ts', 'cli', '#!/usr/bin/env node'),
  { entry: 'src/extension/desktop.ts', file: 'extension.js', ...node },
  ...started('src/extension/debug/worker-desktop.ts', 'debug-worker'),
  ...started('src/extension/language/server-desktop.ts', 'language-server'),
  { entry: 'src/extension/web.ts', file: 'web/extension.js', ...web, format: 'cjs' },
  { entry: 'src/extension/debug/worker-web.ts', file: 'web/debug-worker.js', ...web, format: 'iife' },
  { entry: 'src/extension/language/server-web.ts', file: 'web/language-server.js', ...web, format: 'iife' },
  ...pages,
];

/** The suites that run inside VS Code; mocha's node package is loaded from node_modules. */
const suites = [
  { entry: 'test/vscode/suite/index.ts', file: 'test/suite.js', ...node, external: ['mocha'] },
  { entry: 'test/vscode/suite/index-web.ts', file: 'test/suite-web.js', ...web, format: 'cjs' },
];

function bundle({ entry, file, of: _, external = [], ...options }, folder, guest) {
  return build({
    ...shared,
    banner,
    ...options,
    entryPoints: [entry],
    outfile: join(folder, file),
    metafile: true,
    external: ['vscode', ...external],
    sourcemap: !production,
    minify: production,
    // What V8 has to read at each start.
    minifyWhitespace: true,
    define: { RINGSIDE_VERSION: JSON.stringify(version) },
    plugins: [guestPlugin(options.platform === 'node' ? guestModuleNode(guest) : guestModuleWeb(guest))],
  });
}

/** Bundles into a new folder, whose files then take the place of the old: a running program never sees half of one. */
async function bundleAll(list, guest) {
  const folder = mkdtempSync(join(root, 'dist', 'new-'));
  try {
    const results = await Promise.all(list.map(row => bundle(row, folder, guest)));
    if (named.length === 0) {
      const packages = results.slice(0, bundles.length).flatMap(({ metafile }) => bundledPackages(metafile));
      writeFileSync(join(folder, notices), noticesText(root, packages));
    }
    for (const [name, bytes] of Object.entries(guest)) writeFileSync(join(folder, archiveFile(name)), bytes);
    for (const path of filesBelow(folder)) {
      const target = join(root, 'dist', relative(folder, path));
      mkdirSync(dirname(target), { recursive: true });
      renameSync(path, target);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (list.some(({ file }) => file === 'cli.js')) chmodSync(join(root, 'dist', 'cli.js'), 0o755);
}

/** A number for all that the bundles are made of. */
function inputHash() {
  const hash = createHash('sha256').update(String(production));
  const folders = ['src', 'guest', 'examples', 'test/vscode/suite', 'scripts'];
  const paths = [
    'package.json',
    'package-lock.json',
    ...folders.flatMap(name => filesBelow(join(root, name))),
  ];
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(resolve(root, path)));
  return hash.digest('hex');
}

const recordFile = join(root, 'dist', 'made-of.json');

/** The hash of what each file in dist/ has been made of. */
const record = () => (existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {});

mkdirSync(join(root, 'dist'), { recursive: true });
const all = production ? bundles : [...bundles, ...suites];
const known = all.flatMap(({ file, of }) => (of ? [] : [file]));
const unknown = named.find(name => !known.includes(name));
if (unknown) {
  console.error(`${unknown} is not made here; ${known.join(', ')} are`);
  process.exit(2);
}
const list = named.length > 0 ? all.filter(({ file, of = file }) => named.includes(of)) : all;
const wanted = [...list.map(({ file }) => file), ...(named.length > 0 ? [] : [notices])];
const hash = inputHash();
const isMade = (made, file) => made[file] === hash && existsSync(join(root, 'dist', file));
const made = record();
if (values.force || !wanted.every(file => isMade(made, file))) {
  const tools = await loadTools();
  const files = guestFiles();
  await bundleAll(list, guestArchives(tools, files));
  const now = { ...record(), ...Object.fromEntries(wanted.map(file => [file, hash])) };
  writeFileSync(recordFile, JSON.stringify(now, undefined, 1));
}
