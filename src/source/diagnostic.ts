/** What a tool has to say about a place in a source, and how it reads in a terminal. */
import type { Span } from './source-file';

export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic {
  /** Names the rule that it comes from, in the tables of the tools. */
  readonly code: string;
  readonly severity: Severity;
  /** One plain sentence without a full stop. */
  readonly message: string;
  /** Absent where no place is to blame: a missing file, a full disk. */
  readonly span?: Span;
  /** What to do about it, where that is known. */
  readonly hint?: string;
  /** Other places that explain it: an earlier definition, the line that includes this file. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}

/** Paints a part of a message; the identity where there is no colour. */
export type Paint = (part: Severity | 'caret' | 'path', text: string) => string;

const plain: Paint = (_part, text) => text;

/**
 * `file:line:column: error: message [code]`, then the line with a caret under the place, then hint and related
 * places. Lines and columns are one-based here, as every editor has them.
 */
export function formatDiagnostic(diagnostic: Diagnostic, paint: Paint = plain): string {
  const { code, severity, message, span, hint, related = [] } = diagnostic;
  const lines = [
    `${span ? `${paint('path', place(span))}: ` : ''}${paint(severity, `${severity}:`)} ${message} [${code}]`,
  ];
  if (span) lines.push(...excerpt(span, paint));
  if (hint) lines.push(`  hint: ${hint}`);
  for (const other of related)
    lines.push(`${paint('path', place(other.span))}: ${paint('note', 'note:')} ${other.message}`);
  return lines.join('\n');
}

/** `path:line:column`, one-based. */
export function place(span: Span): string {
  const { line, column } = span.file.position(span.start);
  return `${span.file.path}:${line + 1}:${column + 1}`;
}

/** Characters of a line that are shown, and of those at most so many before the place. */
const shownWidth = 160;
const shownBefore = 60;

function excerpt(span: Span, paint: Paint): string[] {
  const position = span.file.position(span.start);
  const { text, column } = shownPart(span.file.line(position.line), position.column);
  if (text.trim() === '') return [];
  const width = Math.max(1, Math.min(span.end - span.start, text.length - column));
  const indent = text.slice(0, column).replace(/[^\t]/g, ' ');
  return [`  ${text}`, `  ${indent}${paint('caret', '^'.repeat(width))}`];
}

/** The line, or what of a long one stands around the column, which counts from where that starts. */
function shownPart(line: string, column: number): { text: string; column: number } {
  if (line.length <= shownWidth) return { text: line, column };
  const start = Math.max(0, Math.min(column - shownBefore, line.length - shownWidth));
  const before = start > 0 ? '...' : '';
  const after = start + shownWidth < line.length ? '...' : '';
  return {
    text: before + line.slice(start, start + shownWidth) + after,
    column: column - start + before.length,
  };
}
