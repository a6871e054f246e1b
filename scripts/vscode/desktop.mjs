/** A desktop VS Code for tests: the one that RINGSIDE_VSCODE names, `code` on the PATH, or a download. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

/** `code` on the PATH; on Windows that is a batch file, beside whose folder the program stands. */
function onPath() {
  const windows = process.platform === 'win32';
  const { stdout } = spawnSync(windows ? 'where' : 'which', ['code'], { encoding: 'utf8' });
  const [path] = (stdout ?? '').split(/\r?\n/);
  if (!windows || !path) return path;
  const program = join(path, '../../Code.exe');
  return existsSync(program) ? program : undefined;
}

/** The path of its executable; undefined where there is none and none can be downloaded. */
export async function desktopExecutable(root) {
  const present = process.env.RINGSIDE_VSCODE || onPath();
  if (present) return present;
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(root, '.vscode-test') });
  } catch (error) {
    console.log(
      `VS Code cannot be downloaded (${error.code ?? error.message}); its server from npm is used instead.`,
    );
    return undefined;
  }
}
