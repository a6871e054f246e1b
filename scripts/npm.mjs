/** Runs npm, on every platform: where npm has started us, by the file that it names; else by its command. */
import { spawnSync } from 'node:child_process';

/** Returns the exit status. On Windows npm is a batch file, which only a shell starts. */
export function npm(words, options) {
  const file = process.env.npm_execpath;
  const { status } = file?.endsWith('.js')
    ? spawnSync(process.execPath, [file, ...words], options)
    : spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
  return status ?? 1;
}
