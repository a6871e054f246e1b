/** What tests of a lab have executed, as VS Code shows it. */
import * as vscode from 'vscode';
import type { SourceCover } from '../../debugger';
import { toUri } from '../files';

/** Where the files of a lab, and of what is handed in, are. */
export interface Places {
  readonly lab: vscode.Uri;
  readonly submission: vscode.Uri;
  /** Paths that there are, from those folders. */
  readonly inLab: ReadonlySet<string>;
  readonly inSubmission: ReadonlySet<string>;
}

const details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();

/** Programs and kernel; not the library. */
export function fileCoverages(sources: readonly SourceCover[], places: Places): vscode.FileCoverage[] {
  return sources.flatMap(source => {
    const uri = uriOf(source.path, places);
    if (!uri) return [];
    const rows = detailsOf(source);
    const coverage = vscode.FileCoverage.fromDetails(uri, rows);
    details.set(coverage, rows);
    return [coverage];
  });
}

export const detailsOfFile = (coverage: vscode.FileCoverage): vscode.FileCoverageDetail[] =>
  details.get(coverage) ?? [];

function detailsOf({ lines, functions, branches }: SourceCover): vscode.FileCoverageDetail[] {
  const at = (line: number) => new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
  return [
    ...functions.map(({ name, line, calls }) => new vscode.DeclarationCoverage(name, calls, at(line))),
    ...[...lines].map(([line, count]) => {
      const ways = (branches.get(line) ?? []).flatMap(({ on, away }) => [
        new vscode.BranchCoverage(on, at(line), 'goes on'),
        new vscode.BranchCoverage(away, at(line), 'goes away'),
      ]);
      return new vscode.StatementCoverage(count, at(line), ways);
    }),
  ];
}

const bundled = 'ringside:/guest/';

function uriOf(path: string, { lab, submission, inLab, inSubmission }: Places): vscode.Uri | undefined {
  if (path.startsWith(bundled)) return path.startsWith(`${bundled}kernel/`) ? toUri(path) : undefined;
  if (inSubmission.has(path)) return vscode.Uri.joinPath(submission, path);
  for (const handedOut of [`starter/${path}`, path])
    if (inLab.has(handedOut)) return vscode.Uri.joinPath(lab, handedOut);
  return path.startsWith('kernel/') ? toUri(`${bundled}${path}`) : undefined;
}
