/** Runs the real command line, built if its sources have changed, as a child process. */
import { type SpawnSyncReturns, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './guest';

export const commandLine = join(root, 'dist/cli.js');

let built = false;

/** Builds `dist/cli.js` if it is not made of the sources as they are. For `before` hooks. */
export function buildCommandLine(): void {
  if (built) return;
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), 'cli.js'], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  built = true;
}

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/**
 * Runs `ringside` with these arguments; standard input is empty unless given. `node`: options of Node; `env`: variables
 * beside those that are there.
 */
export function ringside(
  args: readonly string[],
  options: { input?: string; folder?: string; node?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Ran {
  const { input = '', folder, node = [], env = {} } = options;
  const result: SpawnSyncReturns<string> = spawnSync(process.execPath, [...node, commandLine, ...args], {
    input,
    encoding: 'utf8',
    timeout: 100_000,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
    ...(folder && { cwd: folder }),
  });
  return { status: result.status, out: result.stdout, error: result.stderr };
}

/** A folder for the time of the work, with these files in it. */
export async function withFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-'));
  try {
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), contents);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
