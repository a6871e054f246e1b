/** Runs the real command line, built if its sources have changed: in a thread that is kept for that, or as a child process. */
import { type SpawnSyncReturns, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
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

interface RunOptions {
  /** Standard input; empty unless given. */
  readonly input?: string;
  /** The current folder. */
  readonly folder?: string;
  /** Variables of the environment, beside those that are there. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Milliseconds after which a command is taken to hang. */
const patience = 100_000;

/** Runs `ringside` with these arguments in a process of its own. `node`: options of Node. */
export function ringsideProcess(
  args: readonly string[],
  { input = '', folder, node = [], env = {} }: RunOptions & { readonly node?: readonly string[] } = {},
): Ran {
  const result: SpawnSyncReturns<string> = spawnSync(process.execPath, [...node, commandLine, ...args], {
    input,
    encoding: 'utf8',
    timeout: patience,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
    ...(folder && { cwd: folder }),
  });
  return { status: result.status, out: result.stdout, error: result.stderr };
}

/** The thread for commands, and how it is spoken to while the caller waits. */
function startThread() {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const inputFile = join(mkdtempSync(join(tmpdir(), 'ringside-input-')), 'input');
  const worker = new Worker(join(__dirname, 'command-line-thread.mjs'), {
    workerData: { port: port2, done, commandLine, inputFile },
    transferList: [port2],
    // Not those of mocha, which would have the thread compile TypeScript.
    execArgv: [],
  });
  worker.unref();
  process.on('exit', () => rmSync(dirname(inputFile), { recursive: true, force: true }));
  return { worker, port, done };
}

let thread: ReturnType<typeof startThread> | undefined;

/** Runs `ringside` with these arguments, as a process of its own would be, in a thread that has run it before. */
export function ringside(args: readonly string[], { input = '', folder, env = {} }: RunOptions = {}): Ran {
  thread ??= startThread();
  const { worker, port, done } = thread;
  const before = process.cwd();
  if (folder !== undefined) process.chdir(folder);
  try {
    Atomics.store(done, 0, 0);
    port.postMessage({ args, input, env });
    const how = Atomics.wait(done, 0, 0, patience);
    const { failure, ...ran } = receiveMessageOnPort(port)?.message ?? { failure: how };
    if (failure === undefined) return ran;
    // It may be in the midst of something still.
    thread = undefined;
    void worker.terminate();
    throw new Error(`ringside ${args.join(' ')}: ${failure}`);
  } finally {
    process.chdir(before);
  }
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
