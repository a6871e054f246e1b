import { assert } from 'chai';
import * as vscode from 'vscode';
import { open, until, workspaceFile } from './support';

suite('the extension', () => {
  test('knows .toy files and wakes up for them', async () => {
    const { document } = await open('hello.toy');
    assert.strictEqual(document.languageId, 'toy');
    const extension = vscode.extensions.getExtension('ringside.ringside')!;
    await until('the extension', () => (extension.isActive ? true : undefined));
  });

  test('registers every command that it contributes', async () => {
    const { commands } = vscode.extensions.getExtension('ringside.ringside')!.packageJSON.contributes;
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of commands) assert.ok(known.has(command), command);
  });

  test('copies the kernel into the workspace and makes it the one to boot', async () => {
    await vscode.commands.executeCommand('ringside.copyKernel');
    const main = await vscode.workspace.fs.readFile(workspaceFile('kernel/main.c'));
    assert.ok(main.length > 100);
    const settings = vscode.workspace.getConfiguration('ringside', workspaceFile('hello.c'));
    assert.strictEqual(settings.get('kernel'), 'kernel');
    await settings.update('kernel', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
  });

  test('creates an example workspace', async () => {
    await vscode.commands.executeCommand('ringside.createExamples', workspaceFile('.'));
    const names = (await vscode.workspace.fs.readDirectory(workspaceFile('ringside-examples'))).map(
      ([name]) => name,
    );
    for (const name of ['hello.c', 'hello.toy', 'README.md']) assert.ok(names.includes(name), name);
  });

  test('shows bundled sources as read-only documents', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('ringside:/guest/include/unistd.h'),
    );
    assert.match(document.getText(), /write/);
  });
});
