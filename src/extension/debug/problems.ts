/** What a build at launch had to say, in the Problems pane. */
import * as vscode from 'vscode';
import type { BuildDiagnostic, BuildReport, TextRange } from '../../protocol';
import { toUri } from '../files';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

const rangeOf = ({ start, end }: TextRange) =>
  new vscode.Range(start.line, start.column, end.line, end.column);

function diagnosticOf(row: BuildDiagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(row.range), row.message, severities[row.severity]);
  diagnostic.code = row.code;
  diagnostic.source = 'ringside build';
  diagnostic.relatedInformation = row.related.map(
    place =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(toUri(place.path), rangeOf(place.range)),
        place.message,
      ),
  );
  return diagnostic;
}

/** Each launch replaces what the one before had to say. */
export function createProblems(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('ringside build');
  return vscode.Disposable.from(
    collection,
    vscode.debug.onDidStartDebugSession(({ type }) => {
      if (type === 'ringside') collection.clear();
    }),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside' || event !== 'ringside/diagnostics') return;
      collection.clear();
      const byFile = new Map<string, vscode.Diagnostic[]>();
      for (const row of (body as BuildReport).diagnostics)
        if (row.path) byFile.set(row.path, [...(byFile.get(row.path) ?? []), diagnosticOf(row)]);
      for (const [path, list] of byFile) collection.set(toUri(path), list);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => collection.delete(document.uri)),
  );
}
