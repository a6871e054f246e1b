/** The commands of the palette and the editor's title bar. */
import * as vscode from 'vscode';
import { configurationFor } from './debug/configuration';
import { guest } from './guest';
import { present } from '../source';

async function start(file: vscode.Uri | undefined, how: 'debug' | 'run'): Promise<void> {
  const target = file ?? vscode.window.activeTextEditor?.document.uri;
  if (!target) {
    void vscode.window.showErrorMessage('Ringside: open a .toy or .c file first.');
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(target);
  await vscode.debug.startDebugging(folder, configurationFor(target), { noDebug: how === 'run' });
}

/** The same for a folder, that of the open file without one: its sources are one program. */
async function startFolder(folder: vscode.Uri | undefined, how: 'debug' | 'run'): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri;
  await start(folder ?? (file && vscode.Uri.joinPath(file, '..')), how);
}

/** Paths of all bundled files below a folder. */
function bundledUnder(folder: string): string[] {
  return guest.list(folder).flatMap(name => {
    const path = `${folder}/${name}`;
    return name.endsWith('/') ? bundledUnder(path.slice(0, -1)) : [path];
  });
}

/** Writes the bundled files below `from` into a folder; asks before it replaces any. True if they are there now. */
async function copyBundled(from: string, to: vscode.Uri): Promise<boolean> {
  const files = bundledUnder(from).map(path => ({
    path,
    target: vscode.Uri.joinPath(to, path.slice(from.length + 1)),
  }));
  const there = (await Promise.all(files.map(file => exists(file.target)))).filter(Boolean).length;
  if (there > 0) {
    const question = `${there} of ${files.length} files are in ${to.path} already. Replace them?`;
    if ((await vscode.window.showWarningMessage(question, { modal: true }, 'Replace')) !== 'Replace')
      return false;
  }
  for (const { path, target } of files)
    await vscode.workspace.fs.writeFile(target, present(guest.read(path), `bundled file ${path}`));
  return true;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function chooseFolder(title: string): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: 'Create Here',
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
  });
  return chosen?.[0];
}

/**
 * Puts the examples in a folder that the user chooses, or in `folder`, and opens them as the workspace, whose launch
 * configurations count only there; where the user has not chosen, only after a question.
 */
async function createExamples(folder?: vscode.Uri): Promise<void> {
  const parent = folder ?? (await chooseFolder('Where should the example workspace be?'));
  if (!parent) return;
  const target = vscode.Uri.joinPath(parent, 'ringside-examples');
  if (!(await copyBundled('examples', target))) return;
  await vscode.commands.executeCommand('setContext', 'ringside.hasExamples', true);
  if (!folder || !vscode.workspace.getWorkspaceFolder(target))
    return void vscode.commands.executeCommand('vscode.openFolder', target);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'hello.c'));
  void offerToOpen(target);
}

async function offerToOpen(folder: vscode.Uri): Promise<void> {
  const open = 'Open the Folder';
  const words = 'The examples are here. Opened as a folder they have launch configurations of their own.';
  if ((await vscode.window.showInformationMessage(words, open)) === open)
    await vscode.commands.executeCommand('vscode.openFolder', folder);
}

/** Copies the kernel's sources to `kernel` in the workspace and makes it the one that F5 boots. */
async function copyKernel(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showErrorMessage('Ringside: open a folder first; the kernel is copied into it.');
    return;
  }
  const target = vscode.Uri.joinPath(folder.uri, 'kernel');
  if (!(await copyBundled('guest/kernel', target))) return;
  await vscode.commands.executeCommand('setContext', 'ringside.hasKernel', true);
  await vscode.workspace
    .getConfiguration('ringside', folder)
    .update('kernel', 'kernel', vscode.ConfigurationTarget.WorkspaceFolder);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'main.c'));
  void vscode.window.showInformationMessage('F5 now builds and boots the kernel in the folder “kernel”.');
}

async function sendInput(): Promise<void> {
  const text = await vscode.window.showInputBox({
    prompt: 'A line for the program to read',
    title: 'Console input',
  });
  if (text !== undefined)
    await vscode.debug.activeDebugSession?.customRequest('ringside/input', { text: `${text}\n` });
}

export function registerCommands(): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('ringside.debugFile', (file?: vscode.Uri) => start(file, 'debug')),
    register('ringside.runFile', (file?: vscode.Uri) => start(file, 'run')),
    register('ringside.debugFolder', (folder?: vscode.Uri) => startFolder(folder, 'debug')),
    register('ringside.runFolder', (folder?: vscode.Uri) => startFolder(folder, 'run')),
    register('ringside.createExamples', (folder?: vscode.Uri) => createExamples(folder)),
    register('ringside.copyKernel', () => copyKernel()),
    register('ringside.sendInput', () => sendInput()),
    register('ringside.toggleHex', () =>
      vscode.debug.activeDebugSession?.customRequest('ringside/toggleHex'),
    ),
    register('ringside.endInput', () => vscode.debug.activeDebugSession?.customRequest('ringside/endInput')),
  );
}
