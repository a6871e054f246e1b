/** What the tools say about a build, for the Debug Console and for the client's list of problems. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type Diagnostic, type Span, formatDiagnostic } from '../source';
import type { BuildDiagnostic, TextRange } from '../protocol';
import type { Client } from './client';
import type { Sources } from './sources';

export function diagnosticRow({
  code,
  span,
  severity,
  message,
  hint,
  related = [],
}: Diagnostic): BuildDiagnostic {
  return {
    ...(span && { path: span.file.path }),
    range: span ? rangeOf(span) : nowhere,
    severity,
    code,
    message: hint ? `${message}\nhint: ${hint}` : message,
    related: related.map(other => ({
      path: other.span.file.path,
      range: rangeOf(other.span),
      message: other.message,
    })),
  };
}

const start = { line: 0, column: 0 };
const nowhere: TextRange = { start, end: start };

function rangeOf({ file, start, end }: Span): TextRange {
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
