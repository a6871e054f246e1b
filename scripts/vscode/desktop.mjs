/** A desktop VS Code for tests: the one that RINGSIDE_VSCODE names, `code` on the PATH, or a download. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const onPath = name =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' }).stdout.split(
    /\r?\n/,
  )[0];

/** The path of its executable; undefined where there is none and none can be downloaded. */
export async function desktopExecutable(root) {
  const present = process.env.RINGSIDE_VSCODE || onPath('code');
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
