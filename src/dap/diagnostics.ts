/** What the tools say about a build, for the Debug Console and for the client's list of problems. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type Diagnostic, type Span, formatDiagnostic } from '../source';
import type { Client } from './client';
import type { Sources } from './sources';

/** A row in the body of the event `ringside/diagnostics`; positions are zero-based. */
export interface DiagnosticRow {
  /** Of the source; absent where no place is to blame. */
  readonly path?: string;
  readonly range: Range;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
}

interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export function diagnosticRow({ span, severity, message, hint, related = [] }: Diagnostic): DiagnosticRow {
  return {
    ...(span && { path: span.file.path }),
    range: span ? rangeOf(span) : nowhere,
    severity,
    message: hint ? `${message}\nhint: ${hint}` : message,
    related: related.map(other => ({
      path: other.span.file.path,
      range: rangeOf(other.span),
      message: other.message,
    })),
  };
}

const start = { line: 0, column: 0 };
const nowhere: Range = { start, end: start };

function rangeOf({ file, start, end }: Span): Range {
  return { start: file.position(start), end: file.position(end) };
}

/** The body of an `output` event. */
export function diagnosticOutput(
  diagnostic: Diagnostic,
  client: Client,
  sources: Sources,
): DebugProtocol.OutputEvent['body'] {
  const output = `${formatDiagnostic(diagnostic)}\n`;
  const { span } = diagnostic;
  if (!span) return { category: 'stderr', output };
  const { line, column } = span.file.position(span.start);
  return {
    category: 'stderr',
    output,
    source: sources.source(span.file.path),
    line: client.line(line),
    column: client.column(column),
  };
}
