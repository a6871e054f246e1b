/** From offsets and the kinds of `src/language` to LSP's ranges and numbers, and back. */
import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  type DocumentSymbol,
  InsertTextFormat,
  type Location,
  MarkupKind,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { CompletionKind, Completions, OutlineItem } from '../language';
import type { Diagnostic, Severity, SourceFile, Span } from '../source';

export function rangeOf({ file, start, end }: Span): Range {
  const place = (offset: number) => {
    const { line, column } = file.position(offset);
    return { line, character: column };
  };
  return { start: place(start), end: place(end) };
}

export function locationOf(span: Span): Location {
  return { uri: span.file.path, range: rangeOf(span) };
}

export function offsetOf(file: SourceFile, position: { line: number; character: number }): number {
  return file.offset({ line: position.line, column: position.character });
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** A diagnostic without a place stands at the start of the file. */
export function diagnosticOf({
  code,
  severity,
  message,
  span,
  hint,
  related = [],
}: Diagnostic): LspDiagnostic {
  return {
    severity: severities[severity],
    code,
    source: 'ringside',
    message: hint ? `${message}\n${hint}` : message,
    range: span ? rangeOf(span) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    relatedInformation: related.map(other => ({ location: locationOf(other.span), message: other.message })),
  };
}

const completionKinds: Record<CompletionKind, CompletionItemKind> = {
  instruction: CompletionItemKind.Function,
  privileged: CompletionItemKind.Event,
  pseudo: CompletionItemKind.Method,
  directive: CompletionItemKind.Keyword,
  register: CompletionItemKind.Variable,
  control: CompletionItemKind.Property,
  constant: CompletionItemKind.Constant,
  label: CompletionItemKind.Reference,
  macro: CompletionItemKind.Snippet,
  modifier: CompletionItemKind.Operator,
};

export function completionItems({ span, items }: Completions): CompletionItem[] {
  const range = rangeOf(span);
  return items.map(item => ({
    label: item.label,
    kind: completionKinds[item.kind],
    detail: item.detail,
    documentation: { kind: MarkupKind.Markdown, value: item.documentation },
    sortText: `${item.rank}${item.label}`,
    filterText: item.label,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: item.snippet },
  }));
}

const symbolKinds: Record<OutlineItem['kind'], SymbolKind> = {
  function: SymbolKind.Function,
  label: SymbolKind.Key,
  constant: SymbolKind.Constant,
  macro: SymbolKind.Method,
};

export function documentSymbol(item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    kind: symbolKinds[item.kind],
    detail: item.detail,
    range: rangeOf(item.span),
    selectionRange: rangeOf(item.selection),
    children: item.children.map(documentSymbol),
  };
}
