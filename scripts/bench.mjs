/**
 * `npm run bench`: prints figures of the machine, the tools, the kernel and the debugger. Everything is deterministic
 * but the times, which are medians; they are those of code that is bundled as `npm run build` does it.
 */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from './options.mjs';
import { openBrowser } from './vscode/browser.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
/** Beside building, hello and the engine: modules of bench/, and what measures in them. */
const others = {
  kernel: 'measureKernel',
  programs: 'measurePrograms',
  peer: 'measurePeer',
  debug: 'measureDebugger',
  language: 'measureLanguage',
  history: 'measureHistory',
  panel: 'measurePanel',
};

const { values, positionals } = parseOptions({
  usage: `npm run bench -- [PART …]: prints figures of the machine, the tools, the kernel, the debugger and the panel, or only of these: ${Object.keys(others).join(', ')}`,
  files: true,
  options: {
    baseline: { type: 'string', help: 'the dist/cli.js of another build, whose programs are run in turn' },
  },
});
const baseline = values.baseline === undefined ? undefined : resolve(values.baseline);
if (baseline !== undefined && !existsSync(baseline)) {
  console.error(`there is no file ${values.baseline}`);
  process.exit(2);
}
const unknown = positionals.find(name => !(name in others));
if (unknown !== undefined) {
  console.error(`no part is named ${unknown}; there are ${Object.keys(others).join(', ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'));

/** Bundles a module and loads it. */
async function load(entry) {
  const file = join(folder, `${entry}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${entry}.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return { file, module: createRequire(import.meta.url)(file) };
}

try {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'scripts/build.mjs'), 'cli.js', 'views/timeline.js'],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  const { file, module } = await load('index');
  const wanted = positionals.length > 0 ? positionals : Object.keys(others);
  const loaded = await Promise.all(wanted.map(async name => (await load(name)).module[others[name]]));
  const measures = loaded.map(measure => options => measure({ ...options, openBrowser }));
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`);
  const measure = positionals.length > 0 ? module.measureParts : module.measure;
  await measure({ root, folder, file, baseline }, text => console.log(`\n${text}`), measures);
} finally {
  rmSync(folder, { recursive: true });
}
