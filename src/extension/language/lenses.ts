/** Run and Debug above the function that a program starts with. */
import * as vscode from 'vscode';
import { scheme as assemblyScheme } from './assembly';
import type { LanguageRequests } from './client';

const mains: Readonly<Record<string, RegExp>> = {
  c: /^(?:[A-Za-z_][\w \t*]*[ \t*]|)main[ \t]*\([^;{]*\)\s*\{/m,
  toy: /^main:/m,
};

/** What comes with the tools is built into them, and assembly is shown for reading: neither is a program to start. */
const notPrograms = ['ringside', assemblyScheme];

export function createLenses(server: LanguageRequests): vscode.Disposable {
  const selector = Object.keys(mains).map(language => ({ language }));
  return vscode.languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: server.onDidStart,
    async provideCodeLenses(document) {
      const { uri, languageId } = document;
      if (notPrograms.includes(uri.scheme) || !(await server.checks(languageId))) return [];
      const found = mains[languageId]?.exec(document.getText());
      if (!found) return [];
      const { line } = document.positionAt(found.index + found[0].search(/\bmain\b/));
      const range = new vscode.Range(line, 0, line, 0);
      return [
        new vscode.CodeLens(range, { title: '$(play) Run', command: 'ringside.runFile', arguments: [uri] }),
        new vscode.CodeLens(range, {
          title: '$(debug-alt) Debug',
          command: 'ringside.debugFile',
          arguments: [uri],
        }),
      ];
    },
  });
}
