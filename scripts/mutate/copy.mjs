/** A copy of the project to change and to test; nothing of it stays, also when the run is ended from outside. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const copies = new Set();

/** The copy itself, and beside it a folder for what tests leave when they are killed. The packages are shared. */
export class Copy {
  #base = mkdtempSync(join(tmpdir(), 'ringside-mutate-'));
  folder = join(this.#base, 'ringside');
  #scratch = join(this.#base, 'tmp');
  #child;

  constructor(root) {
    copies.add(this);
    mkdirSync(this.#scratch);
    for (const name of readdirSync(root))
      if (!['.git', '.vscode-test', 'dist', 'node_modules'].includes(name))
        cpSync(join(root, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** Runs Node.js with these words. Resolves to `{ code, output }`; the code is undefined if the time, if any, was up. */
  run(words, seconds) {
    const env = { ...process.env, TMPDIR: this.#scratch, TEMP: this.#scratch, TMP: this.#scratch };
    const child = spawn(process.execPath, words, {
      cwd: this.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', bytes => (output += bytes));
    let late = false;
    const end = () => {
      late = true;
      child.kill();
    };
    const timer = seconds && setTimeout(end, seconds * 1000);
    return new Promise(resolve =>
      child.on('close', code => {
        clearTimeout(timer);
        resolve({ code: late ? undefined : code, output });
      }),
    );
  }

  remove() {
    copies.delete(this);
    this.#child?.kill();
    rmSync(this.#base, { recursive: true, force: true, maxRetries: 3 });
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const copy of copies) copy.remove();
    process.exit(130);
  });
