/** What a build at launch had to say, in the Problems pane. */
import * as vscode from 'vscode';
import { toUri } from '../files';

interface Place {
  readonly path: string;
  readonly range: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
  readonly message: string;
}

/** One of the adapter's `ringside/diagnostics` event. Lines and columns are zero-based. */
interface BuildDiagnostic extends Omit<Place, 'path'> {
  /** Absent where no file is to blame; the launch's own message says those. */
  readonly path?: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly related?: readonly Place[];
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

const rangeOf = ({ range: { start, end } }: Pick<Place, 'range'>) =>
  new vscode.Range(start.line, start.column, end.line, end.column);

function diagnosticOf(row: BuildDiagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(row), row.message, severities[row.severity]);
  diagnostic.source = 'ringside build';
  diagnostic.relatedInformation = (row.related ?? []).map(
    place =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(toUri(place.path), rangeOf(place)),
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
      for (const row of body.diagnostics as BuildDiagnostic[])
        if (row.path) byFile.set(row.path, [...(byFile.get(row.path) ?? []), diagnosticOf(row)]);
      for (const [path, list] of byFile) collection.set(toUri(path), list);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => collection.delete(document.uri)),
  );
}
