/**
 * `npm run bench`: prints figures of the machine, the tools, the kernel and the debugger. Everything is deterministic
 * but the times, which are medians; they are those of code that is bundled as `npm run build` does it.
 */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
parseOptions({
  usage: 'npm run bench: prints figures of the machine, the tools, the kernel and the debugger',
});
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
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), 'cli.js'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  const { file, module } = await load('index');
  const others = existsSync(join(root, 'bench/debug.ts'))
    ? [(await load('debug')).module.measureDebugger]
    : [];
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`);
  await module.measure({ root, folder, file }, text => console.log(`\n${text}`), others);
} finally {
  rmSync(folder, { recursive: true });
}
