/** Dims what conditions (`#if 0`, `#ifdef`) take out of a C source. */
import * as vscode from 'vscode';
import type { LanguageRequests } from './client';

/** Milliseconds without a change before the server is asked again. */
const quiet = 300;

/** As LSP has it. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: Range['start'];
}

export function createInactiveRegions(server: LanguageRequests): vscode.Disposable {
  const dimmed = vscode.window.createTextEditorDecorationType({ opacity: '0.5' });
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const show = async (editor: vscode.TextEditor) => {
    const { uri, version, languageId } = editor.document;
    if (!(await server.checks(languageId))) return;
    const parameters = { textDocument: { uri: uri.toString() } };
    const regions = await server.request<Range[] | null>('ringside/inactiveRegions', parameters);
    if (editor.document.version !== version) return;
    editor.setDecorations(
      dimmed,
      (regions ?? []).map(
        ({ start, end }) => new vscode.Range(start.line, start.character, end.line, end.character),
      ),
    );
  };
  const showSoon = (document: vscode.TextDocument, after: number) => {
    if (document.languageId !== 'c') return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const showAll = () => {
      timers.delete(key);
      for (const editor of vscode.window.visibleTextEditors)
        if (editor.document === document) void show(editor).catch(() => undefined);
    };
    timers.set(key, setTimeout(showAll, after));
  };
  const showVisible = () => {
    for (const { document } of vscode.window.visibleTextEditors) showSoon(document, 0);
  };
  showVisible();
  return vscode.Disposable.from(
    dimmed,
    vscode.window.onDidChangeVisibleTextEditors(showVisible),
    vscode.workspace.onDidChangeTextDocument(({ document }) => showSoon(document, quiet)),
    new vscode.Disposable(() => timers.forEach(timer => clearTimeout(timer))),
  );
}
