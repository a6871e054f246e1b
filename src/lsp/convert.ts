/** From offsets and the kinds of `src/language` to LSP's ranges and numbers, and back. */
import {
  type CallHierarchyItem,
  CodeActionKind,
  type CodeAction,
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  DocumentHighlightKind,
  type Diagnostic as LspDiagnostic,
  type DocumentSymbol,
  FoldingRangeKind,
  InlayHintKind,
  InsertTextFormat,
  type Location,
  MarkupKind,
  type Range,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type * as language from '../language';
import type { Diagnostic, Severity, SourceFile, Span } from '../source';
import { Places } from './places';
import { ToldTokens } from './tokens';
import type { ClientUris } from './uris';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

const completionKinds: Record<language.CompletionKind, CompletionItemKind> = {
  instruction: CompletionItemKind.Function,
  privileged: CompletionItemKind.Event,
  pseudo: CompletionItemKind.Method,
  directive: CompletionItemKind.Keyword,
  register: CompletionItemKind.Variable,
  control: CompletionItemKind.Property,
  constant: CompletionItemKind.Constant,
  label: CompletionItemKind.Reference,
  macro: CompletionItemKind.Constant,
  modifier: CompletionItemKind.Operator,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  member: CompletionItemKind.Field,
  type: CompletionItemKind.Struct,
  enumerator: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

const symbolKinds: Record<language.SymbolKind, SymbolKind> = {
  function: SymbolKind.Function,
  label: SymbolKind.Key,
  constant: SymbolKind.Constant,
  macro: SymbolKind.Constant,
  variable: SymbolKind.Variable,
  struct: SymbolKind.Struct,
  enum: SymbolKind.Enum,
  enumerator: SymbolKind.EnumMember,
  member: SymbolKind.Field,
  type: SymbolKind.TypeParameter,
};

const foldKinds: Record<language.Fold['kind'], FoldingRangeKind> = {
  region: FoldingRangeKind.Region,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
};

const highlightKinds: Record<language.Highlight['kind'], DocumentHighlightKind> = {
  text: DocumentHighlightKind.Text,
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
};

/** What the client can show, as far as answers depend on it. */
export interface ClientAbilities {
  readonly snippets: boolean;
  readonly markdown: boolean;
  /** Outlines as trees. */
  readonly hierarchy: boolean;
}

/** What an item of the call hierarchy carries with it: where it was asked for, and which function it is. */
export interface CallData {
  /** A URI. */
  readonly from: string;
  readonly called: language.Called;
}

/** Makes answers for one client: in its URIs, and with what it can show. */
export class Converter {
  can: ClientAbilities = { snippets: false, markdown: false, hierarchy: false };
  readonly places = new Places();
  readonly tokens = new ToldTokens();

  constructor(private readonly uris: ClientUris) {}

  uri(file: SourceFile): string {
    return this.uriOf(file.path);
  }

  uriOf(path: string): string {
    return this.uris.of(path);
  }

  location(span: Span): Location {
    return { uri: this.uri(span.file), range: this.places.range(span) };
  }

  markup(value: string) {
    return this.can.markdown
      ? { kind: MarkupKind.Markdown, value }
      : { kind: MarkupKind.PlainText, value: plain(value) };
  }

  /** A diagnostic without a place stands at the start of the file. */
  diagnostic({ code, severity, message, span, hint, related = [] }: Diagnostic): LspDiagnostic {
    return {
      severity: severities[severity],
      code,
      source: 'ringside',
      message: hint ? `${message}\n${hint}` : message,
      range: span
        ? this.places.range(span)
        : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      relatedInformation: related.map(other => ({
        location: this.location(other.span),
        message: other.message,
      })),
    };
  }

  /** Documentation that takes time is made when the item is looked at: see `resolve`. */
  completion(item: language.Completion, span: Span, data: number): CompletionItem {
    const { label, kind, detail, documentation, edits, rank } = item;
    const isSnippet = this.can.snippets && item.snippet !== label;
    return {
      label,
      kind: completionKinds[kind],
      detail,
      ...(typeof documentation === 'string' &&
        documentation && { documentation: this.markup(documentation) }),
      sortText: `${rank}${label}`,
      filterText: label,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range: this.places.range(span), newText: isSnippet ? item.snippet : label },
      ...(edits && { additionalTextEdits: edits.map(edit => this.edit(edit)) }),
      data,
    };
  }

  edit({ span, text }: language.Edit): TextEdit {
    return { range: this.places.range(span), newText: text };
  }

  workspaceEdit(edits: readonly language.Edit[]): WorkspaceEdit {
    const changes: Record<string, TextEdit[]> = {};
    for (const edit of edits) (changes[this.uri(edit.span.file)] ??= []).push(this.edit(edit));
    return { changes };
  }

  symbol(item: language.OutlineItem): DocumentSymbol {
    return {
      name: item.name,
      kind: symbolKinds[item.kind],
      detail: item.detail,
      range: this.places.range(item.span),
      selectionRange: this.places.range(item.selection),
      children: item.children.map(child => this.symbol(child)),
    };
  }

  /** Outline items one after the other, with what they stand in. */
  flatSymbols(items: readonly language.OutlineItem[], containerName?: string): object[] {
    return items.flatMap(item => [
      { name: item.name, kind: symbolKinds[item.kind], location: this.location(item.span), containerName },
      ...this.flatSymbols(item.children, item.name),
    ]);
  }

  fold({ start, end, kind }: language.Fold) {
    return { startLine: start, endLine: end, kind: foldKinds[kind] };
  }

  highlight({ span, kind }: language.Highlight) {
    return { range: this.places.range(span), kind: highlightKinds[kind] };
  }

  hint({ file, offset, text, kind }: language.Hint) {
    const isBehind = kind !== 'parameter';
    return {
      position: this.places.position(file, offset),
      label: text,
      ...(kind !== 'value' && { kind: kind === 'type' ? InlayHintKind.Type : InlayHintKind.Parameter }),
      ...(isBehind ? { paddingLeft: kind === 'value' } : { paddingRight: true }),
    };
  }

  action(
    { title, kind, edits, mends, preferred }: language.Action,
    known: readonly LspDiagnostic[],
  ): CodeAction {
    const mended =
      mends &&
      known.filter(({ code, range }) => code === mends.code && isSame(range, this.places.range(mends.span)));
    return {
      title,
      kind: kind === 'quickfix' ? CodeActionKind.QuickFix : CodeActionKind.Refactor,
      edit: this.workspaceEdit(edits),
      ...(mended && { diagnostics: mended }),
      ...(preferred && { isPreferred: true }),
    };
  }

  caller({ name, detail, span, selection }: language.Caller, from: string): CallHierarchyItem {
    return {
      name,
      detail,
      kind: SymbolKind.Function,
      uri: this.uri(span.file),
      range: this.places.range(span),
      selectionRange: this.places.range(selection),
      data: { from, called: { name, path: selection.file.path, offset: selection.start } } satisfies CallData,
    };
  }
}

function isSame(one: Range, other: Range): boolean {
  return JSON.stringify([one.start, one.end]) === JSON.stringify([other.start, other.end]);
}

/** Markdown for a client that shows text as it is: code stays what it is, without its quotes. */
function plain(markdown: string): string {
  return markdown.replace(
    /^```.*\n([^]*?)\n```$|`([^`\n]*)`|\*{1,2}/gm,
    (_, block: string | undefined, code: string | undefined) => block ?? code ?? '',
  );
}
