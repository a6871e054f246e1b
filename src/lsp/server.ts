/** The language server: each request of LSP to the service that answers it. */
import {
  type Connection,
  DocumentHighlightKind,
  FoldingRangeKind,
  type InitializeResult,
  MarkupKind,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as language from '../language';
import type { AssemblyDocument } from '../language';
import { completionItems, documentSymbol, locationOf, offsetOf, rangeOf } from './convert';
import { Documents } from './documents';
import type { LanguagePorts } from './files';
import { encodedTokens, legend } from './tokens';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: ['.', '%', ' ', ',', '('] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: [' ', ','] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  renameProvider: { prepareProvider: true },
  semanticTokensProvider: { legend, full: true },
};

/** LSP's RequestFailed. */
const requestFailed = -32803;

/** Serves one client. */
export function startLanguageServer(connection: Connection, ports: LanguagePorts): void {
  const texts = new TextDocuments(TextDocument);
  const documents = new Documents(connection, texts, ports);

  /** Answers a request about a place of an assembly document; any other document has no answer. */
  const at =
    <P extends TextDocumentPositionParams, R>(
      answer: (document: AssemblyDocument, offset: number, parameters: P) => R,
    ) =>
    async (parameters: P) => {
      const document = await documents.assembly(parameters.textDocument.uri);
      return document ? answer(document, offsetOf(document.file, parameters.position), parameters) : null;
    };
  const whole =
    <R>(answer: (document: AssemblyDocument) => R, none: R) =>
    async ({ textDocument }: { textDocument: { uri: string } }) => {
      const document = await documents.assembly(textDocument.uri);
      return document ? answer(document) : none;
    };

  connection.onInitialize(() => ({ capabilities, serverInfo: { name: 'ringside' } }));
  texts.onDidChangeContent(({ document }) => documents.changed(document.uri));
  texts.onDidClose(({ document }) => documents.closed(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    changes.forEach(({ uri }) => documents.changedOutside(uri)),
  );

  connection.onCompletion(at((document, offset) => completionItems(language.complete(document, offset))));
  connection.onHover(
    at((document, offset) => {
      const hover = language.hover(document, offset);
      return hover
        ? { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: rangeOf(hover.span) }
        : null;
    }),
  );
  connection.onSignatureHelp(at(signature));
  connection.onDefinition(
    at((document, offset) => language.definition(document, offset, documents.workspace).map(locationOf)),
  );
  connection.onReferences(
    at(
      (
        document,
        offset,
        { context }: TextDocumentPositionParams & { context: { includeDeclaration: boolean } },
      ) => language.references(document, offset, context.includeDeclaration ? 'all' : 'uses').map(locationOf),
    ),
  );
  connection.onDocumentHighlight(
    at((document, offset) =>
      language
        .references(document, offset, 'all')
        .filter(({ file }) => file === document.file)
        .map(span => ({ range: rangeOf(span), kind: DocumentHighlightKind.Text })),
    ),
  );
  connection.onPrepareRename(
    at((document, offset) => {
      const span = language.renameRange(document, offset);
      return span ? rangeOf(span) : null;
    }),
  );
  connection.onRenameRequest(
    at((document, offset, { newName }: TextDocumentPositionParams & { newName: string }) => {
      const spans = language.rename(document, offset, newName);
      if (typeof spans === 'string') throw new ResponseError(requestFailed, spans);
      const changes: Record<string, { range: ReturnType<typeof rangeOf>; newText: string }[]> = {};
      for (const span of spans)
        (changes[span.file.path] ??= []).push({ range: rangeOf(span), newText: newName });
      return { changes };
    }),
  );
  connection.onDocumentSymbol(whole(document => language.outline(document).map(documentSymbol), []));
  connection.onFoldingRanges(whole(document => language.folds(document).map(foldingRange), []));
  connection.languages.semanticTokens.on(whole(encodedTokens, { data: [] }));

  texts.listen(connection);
  connection.listen();
}

function signature(document: AssemblyDocument, offset: number) {
  const help = language.signatureHelp(document, offset);
  if (!help) return null;
  const parameters = help.parameters.map(({ start, end, about }) => ({
    label: [start, end] as [number, number],
    documentation: about,
  }));
  return {
    signatures: [{ label: help.form, documentation: help.summary, parameters }],
    activeSignature: 0,
    activeParameter: help.active,
  };
}

function foldingRange({ start, end, kind }: language.Fold) {
  return {
    startLine: start,
    endLine: end,
    kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
  };
}
