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
    await editor.edit(edit => edit.replace(new vscode.Range(0, 0, 9, 0), '.global main\nmain:\n  ret\n'));
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

  /** A C document that nobody has saved, and the place of a word in it. */
  async function cDocument(content: string, word: string, behind = 0) {
    const document = await vscode.workspace.openTextDocument({ language: 'c', content });
    await vscode.window.showTextDocument(document);
    const position = document.positionAt(content.indexOf(word) + behind);
    return { document, position };
  }

  test('completes members in C, where the expression breaks off', async () => {
    const content = 'struct point { int first; int second; };\nint f(struct point *p) { return p->; }\n';
    const { document, position } = await cDocument(content, 'p->', 3);
    const labels = await until('members', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const fields = found.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Field);
      return fields.length > 0 ? fields.map(({ label }) => label) : undefined;
    });
    assert.deepEqual(labels, ['first', 'second']);
  });

  test('explains a system call in C, and goes into the library', async () => {
    const content = '#include <unistd.h>\nint main(void) { return write(1, "", 0); }\n';
    const { document, position } = await cDocument(content, 'write(', 1);
    const [hover] = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.match((hover!.contents[0] as vscode.MarkdownString).value, /A system call/);
    const [definition] = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    const source = await vscode.workspace.openTextDocument(definition!.uri);
    assert.equal(source.uri.scheme, 'ringside');
    assert.match(source.lineAt(definition!.range.start.line).text, /^write:/);
  });

  test('goes from one file of the kernel to another', async () => {
    const uri = vscode.Uri.parse('ringside:/guest/kernel/sysfile.c');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const position = document.positionAt(document.getText().indexOf('file_write(') + 1);
    const [definition] = await until('a definition', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        uri,
        position,
      );
      return found.length > 0 ? found : undefined;
    });
    const source = await vscode.workspace.openTextDocument(definition!.uri);
    assert.equal(source.uri.path, '/guest/kernel/file.c');
    assert.match(source.lineAt(definition!.range.start.line).text, /^int file_write\(/);
  });

  test('shows the assembly of a source beside it, and follows from one to the other', async () => {
    const content =
      'int twice(int n)\n{\n    return n * 2;\n}\n\nint main(void)\n{\n    return twice(21);\n}\n';
    const { document } = await cDocument(content, 'int');
    await vscode.commands.executeCommand('ringside.showAssembly');
    const beside = await until('the assembly', () =>
      vscode.window.visibleTextEditors.find(
        each => each.document.uri.scheme === 'ringside-assembly' && each.document.lineCount > 3,
      ),
    );
    assert.equal(beside.document.languageId, 'toy');
    const call = lineWith(beside.document, '    call twice');

    const editor = await vscode.window.showTextDocument(beside.document, beside.viewColumn);
    editor.selection = new vscode.Selection(call, 0, call, 0);
    await vscode.commands.executeCommand('ringside.goToPairedLine');
    const source = vscode.window.activeTextEditor!;
    assert.equal(source.document, document);
    assert.equal(source.selection.active.line, 7);

    const [hover] = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        beside.document.uri,
        new vscode.Position(call, 5),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.match((hover!.contents[0] as vscode.MarkdownString).value, /Here: `ra = pc \+ 4; pc = twice`/);

    await source.edit(edit => edit.replace(new vscode.Range(7, 11, 7, 20), 'twice(22)'));
    await until('the new assembly', () => (beside.document.getText().includes('22') ? true : undefined));
  });

  test('offers to run and debug a program above its main', async () => {
    const { document } = await cDocument(
      'static int mainly(void);\n\nint main(void)\n{\n    return 0;\n}\n',
      'main(',
    );
    const lenses = await until('lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return found.length >= 2 ? found : undefined;
    });
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.command, range.start.line]),
      [
        ['ringside.runFile', 2],
        ['ringside.debugFile', 2],
      ],
    );
  });

  test('includes the header that a name is in', async () => {
    const { document, position } = await cDocument('int main(void) { return strlen(""); }\n', 'strlen', 1);
    const [action] = await until('a code action', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
      );
      const own = found.filter(({ title }) => title === 'Include <string.h>');
      return own.length > 0 ? own : undefined;
    });
    await vscode.workspace.applyEdit(action!.edit!);
    assert.equal(document.lineAt(0).text, '#include <string.h>');
  });
});
