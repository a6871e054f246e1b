import { assert } from 'chai';
import * as vscode from 'vscode';
import { lineWith, open, until } from './support';

suite('the language client', () => {
  test('completes mnemonics with their documentation', async () => {
    const { document } = await open('hello.toy');
    const line = lineWith(document, '    ret');
    const position = new vscode.Position(line, document.lineAt(line).firstNonWhitespaceCharacterIndex + 1);
    const list = await until('completions', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return found.items.some(item => item.label === 'ret') ? found : undefined;
    });
    const item = list.items.find(({ label }) => label === 'rett')!;
    assert.match((item.documentation as vscode.MarkdownString).value, /trap frame/);
  });

  test('explains an instruction on hover', async () => {
    const { document } = await open('hello.toy');
    const line = lineWith(document, '    call');
    const position = new vscode.Position(line, document.lineAt(line).text.indexOf('call') + 1);
    const [hover] = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.match((hover!.contents[0] as vscode.MarkdownString).value, /ra = pc \+ 4/);
  });

  test('shows every error of the assembly while it is typed, and takes them back', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'toy',
      content: 'main:\n  addd a0, a1\n  mv a0\n',
    });
    const errors = await until('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length >= 2 ? found : undefined;
    });
    assert.match(errors[0]!.message, /add/);
    assert.deepEqual(
      errors.map(error => error.range.start.line),
      [1, 2],
    );
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit => edit.replace(new vscode.Range(0, 0, 9, 0), 'main:\n  ret\n'));
    await until('no diagnostics', () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
    );
  });

  test('checks C files of a workspace with Ringside programs', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'c',
      content: 'int main(void) { return nothing; }\n',
    });
    const [error] = await until('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.match(error!.message, /nothing/);
  });
});
