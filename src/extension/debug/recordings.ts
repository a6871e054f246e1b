/** Recordings of runs: saved, opened, and small ones handed on as links. */
import * as vscode from 'vscode';
import { fromBase64, toBase64 } from '../../source';
import { toPath } from '../files';

const suffix = 'ringside';
const filters = { 'Recordings of Ringside': [suffix] };
/** Where links to moments lead. */
export const momentPath = '/moment';
/** Characters: longer ones do not get through every desktop. */
const longestLink = 30_000;

/** The bytes of a recording of the session; undefined, and told, where there is none. */
async function recorded(moment: boolean): Promise<Uint8Array | undefined> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'ringside') {
    void vscode.window.showErrorMessage('Ringside: there is no debug session to record.');
    return undefined;
  }
  try {
    const { content } = await session.customRequest('ringside/recording', { moment });
    return fromBase64(String(content));
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Ringside: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

async function save(moment = false): Promise<void> {
  const bytes = await recorded(moment);
  if (!bytes) return;
  const name = programName(vscode.debug.activeDebugSession);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: moment ? 'Save the moment' : 'Save the recording',
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${suffix}`) }),
  });
  if (target) await vscode.workspace.fs.writeFile(target, bytes);
}

function programName(session: vscode.DebugSession | undefined): string {
  const path = String([session?.configuration['program'] ?? 'run'].flat()[0]);
  return path.slice(path.search(/[^/\\]*$/)).replace(/\.\w+$/, '') || 'run';
}

async function open(file?: vscode.Uri): Promise<void> {
  const chosen = file ? [file] : await vscode.window.showOpenDialog({ title: 'Open a recording', filters });
  if (chosen?.[0]) await replay(chosen[0]);
}

async function replay(file: vscode.Uri): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), {
    type: 'ringside',
    request: 'launch',
    name: `Replay ${name}`,
    replay: toPath(file),
    stopOnExit: true,
  });
}

/** To the clipboard, if it is small enough for a link. */
async function copyMoment(): Promise<void> {
  const bytes = await recorded(true);
  if (!bytes) return;
  const link = `${vscode.env.uriScheme}://ringside.ringside${momentPath}?${urlSafe(toBase64(bytes))}`;
  if (link.length <= longestLink) {
    await vscode.env.clipboard.writeText(link);
    vscode.window.setStatusBarMessage('Ringside: a link to this moment is in the clipboard', 5000);
    return;
  }
  const asFile = 'Save as a File…';
  const words = `This moment is too large for a link (${Math.ceil(bytes.length / 1024)} KiB).`;
  if ((await vscode.window.showInformationMessage(words, asFile)) === asFile) await save(true);
}

const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const fromUrlSafe = (text: string) => text.replaceAll('-', '+').replaceAll('_', '/');

/** Opens the moment that a link holds, kept in the extension's own storage. */
export async function openMoment(query: string, storage: vscode.Uri): Promise<void> {
  const bytes = fromBase64(fromUrlSafe(query));
  if (!bytes?.length) {
    void vscode.window.showErrorMessage('Ringside: this link is none to a moment, or is not whole.');
    return;
  }
  const file = vscode.Uri.joinPath(storage, 'moments', `moment.${suffix}`);
  await vscode.workspace.fs.writeFile(file, bytes);
  await replay(file);
}

export function registerRecordings(): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('ringside.saveRecording', () => save()),
    register('ringside.openRecording', (file?: vscode.Uri) => open(file)),
    register('ringside.copyMoment', () => copyMoment()),
  );
}
