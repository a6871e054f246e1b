/** Links into the editor, `vscode://ringside.ringside/…`: VS Code knows one handler for all of an extension's. */
import * as vscode from 'vscode';

/** By the path of a link: what it opens, told the rest. */
export function registerLinks(
  opens: Readonly<Record<string, (query: string) => Thenable<unknown>>>,
): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: ({ path, query }) =>
      Object.hasOwn(opens, path) ? void opens[path]?.(query) : void tellUnknown(path),
  });
}

const tellUnknown = (path: string) =>
  vscode.window.showErrorMessage(`Ringside: this link leads nowhere: there is no ${path}.`);
