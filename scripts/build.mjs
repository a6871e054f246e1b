// Builds dist/: the command line as one file, with the guest sources and what they build into embedded.
import { build } from 'esbuild';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const shared = { bundle: true, absWorkingDir: root, logLevel: 'warning' };

/** The tools of src/system, to build the guest with. */
async function loadTools() {
  const result = await build({
    ...shared,
    stdin: { contents: "export * from './src/system'; export * from './src/source';", resolveDir: root },
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

/** The guest sources by path: `guest/kernel/main.c`. */
function guestFiles() {
  const paths = filesBelow(join(root, 'guest')).filter(path => /\.(c|h|toy)$/.test(path));
  return new Map(paths.map(path => [relative(root, path).split(sep).join('/'), readFileSync(path)]));
}

/** Builds the guest; ends the process with its errors if there are any. */
function prebuild({ makePrebuilt, treeOf, formatDiagnostic }, files) {
  const { data, diagnostics } = makePrebuilt(treeOf(files));
  for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic));
  if (!data || diagnostics.some(({ severity }) => severity === 'error')) process.exit(1);
  return data;
}

/** The module `ringside:guest`; src/cli/guest.d.ts declares it. */
function guestModule(files, { kernel, programs, library }) {
  const base64 = bytes => JSON.stringify(Buffer.from(bytes).toString('base64'));
  const texts = [...files].map(([path, bytes]) => [path, bytes.toString('utf8')]);
  const programRows = programs.map(
    ({ name, stripped, full }) =>
      `[${JSON.stringify(name)}, { stripped: bytes(${base64(stripped)}), full: bytes(${base64(full)}) }]`,
  );
  return `
    const bytes = text => () => {
      const binary = atob(text);
      const result = new Uint8Array(binary.length);
      for (let at = 0; at < binary.length; at++) result[at] = binary.charCodeAt(at);
      return result;
    };
    const texts = ${JSON.stringify(texts)};
    export const files = () => new Map(texts.map(([path, text]) => [path, new TextEncoder().encode(text)]));
    export const prebuilt = {
      kernel: bytes(${base64(kernel)}),
      programs: new Map([${programRows.join(',\n')}]),
      library: ${JSON.stringify(library)},
    };`;
}

const guestPlugin = contents => ({
  name: 'guest',
  setup(bundler) {
    bundler.onResolve({ filter: /^ringside:guest$/ }, ({ path }) => ({ path, namespace: 'guest' }));
    bundler.onLoad({ filter: /./, namespace: 'guest' }, () => ({ contents, loader: 'js' }));
  },
});

async function buildCommandLine(guest) {
  const folder = mkdtempSync(join(root, 'dist', 'new-'));
  await build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: join(folder, 'cli.js'),
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    banner: { js: '#!/usr/bin/env node' },
    define: { RINGSIDE_VERSION: JSON.stringify(version) },
    plugins: [guestPlugin(guest)],
  });
  for (const name of readdirSync(folder)) renameSync(join(folder, name), join(root, 'dist', name));
  rmdirSync(folder);
  chmodSync(join(root, 'dist', 'cli.js'), 0o755);
}

mkdirSync(join(root, 'dist'), { recursive: true });
const tools = await loadTools();
const files = guestFiles();
await buildCommandLine(guestModule(files, prebuild(tools, files)));
