/** What a build at launch had to say, in the Problems pane, and a notification where nothing could be launched. */
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

const buildSource = 'ringside build';

function diagnosticOf(row: BuildDiagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(row.range), row.message, severities[row.severity]);
  diagnostic.code = row.code;
  diagnostic.source = buildSource;
  diagnostic.relatedInformation = row.related.map(
    place =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(toUri(place.path), rangeOf(place.range)),
        place.message,
      ),
  );
  return diagnostic;
}

/** The diagnostics of the last build, but for those that the language server shows already. */
class BuildProblems {
  readonly collection = vscode.languages.createDiagnosticCollection(buildSource);
  private readonly byFile = new Map<string, { uri: vscode.Uri; list: vscode.Diagnostic[] }>();

  replace(rows: readonly BuildDiagnostic[]): void {
    this.byFile.clear();
    this.collection.clear();
    for (const row of rows) {
      if (!row.path) continue;
      const uri = toUri(row.path);
      const file = this.byFile.get(uri.toString()) ?? { uri, list: [] };
      file.list.push(diagnosticOf(row));
      this.byFile.set(uri.toString(), file);
    }
    this.show([...this.byFile.values()].map(({ uri }) => uri));
  }

  /** A file has changed: what was said about it may no longer hold. */
  forget(uri: vscode.Uri): void {
    this.byFile.delete(uri.toString());
    this.collection.delete(uri);
  }

  show(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const file = this.byFile.get(uri.toString());
      if (!file) continue;
      const others = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== buildSource);
      const rest = file.list.filter(one => !others.some(other => isSame(one, other)));
      if (rest.length !== (this.collection.get(uri)?.length ?? 0)) this.collection.set(uri, rest);
    }
  }
}

const isSame = (one: vscode.Diagnostic, other: vscode.Diagnostic) =>
  other.source === 'ringside' && one.code === other.code && one.range.start.isEqual(other.range.start);

async function tellFailure({ problem, diagnostics }: BuildReport): Promise<void> {
  const actions = diagnostics.some(({ path }) => path) ? ['Show Problems'] : [];
  const chosen = await vscode.window.showErrorMessage(`Ringside: ${problem}`, ...actions);
  if (chosen) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** Each launch replaces what the one before had to say. */
export function createProblems(): vscode.Disposable {
  const problems = new BuildProblems();
  return vscode.Disposable.from(
    problems.collection,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside' || event !== 'ringside/diagnostics') return;
      const report = body as BuildReport;
      problems.replace(report.diagnostics);
      if (report.failed) void tellFailure(report);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) problems.forget(document.uri);
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => problems.show(uris)),
  );
}
