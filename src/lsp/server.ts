/** The language server: its life from `initialize` to `exit`, and what it tells the client that it can. */
import {
  type CancellationToken,
  type Connection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentContentChangeEvent,
  TextDocumentSyncKind,
  TextDocuments,
  type TextDocumentsConfiguration,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SourceFile } from '../source';
import { type ClientAbilities, Converter } from './convert';
import { Documents } from './documents';
import type { LanguagePorts } from './files';
import { type Places, encodingFor } from './places';
import { requests, resolved } from './requests';
import { legend } from './tokens';
import { ClientUris, pathOfUri } from './uris';

/** What a client may say of itself in `initializationOptions`. */
export interface ClientOptions {
  /** False: C is checked, and nothing else is answered about it. */
  readonly cServices?: boolean;
  /** Folders with headers, as URIs, before those that the server knows by itself. */
  readonly include?: readonly string[];
  /** Which C the sources are, as `gcc -std=` has it. */
  readonly standard?: string;
  /** It shows what `ringside:` URIs stand for by itself. */
  readonly showsBundled?: boolean;
}

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: {
    triggerCharacters: ['.', '%', ' ', ',', '(', '>', '<', '"', '/', '#'],
    resolveProvider: true,
  },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: [' ', ',', '('] },
  definitionProvider: true,
  declarationProvider: true,
  typeDefinitionProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: [':'] },
  codeActionProvider: { codeActionKinds: ['quickfix', 'refactor'] },
  inlayHintProvider: true,
  callHierarchyProvider: true,
  renameProvider: { prepareProvider: true },
  linkedEditingRangeProvider: true,
  semanticTokensProvider: { legend, full: { delta: true }, range: true },
};

/** Serves one client. */
export function startLanguageServer(connection: Connection, ports: LanguagePorts): void {
  const uris = new ClientUris();
  const converter = new Converter(uris);
  const texts = new TextDocuments(textsIn(converter.places));
  const documents = new Documents(connection, texts, ports, uris, converter);
  let state: 'new' | 'serving' | 'over' = 'new';
  let client: InitializeParams['capabilities'] = {};

  /** Answers while the server serves; before and after, LSP has errors of their own. */
  const serve = <P>(method: string, answer: (parameters: P, token: CancellationToken) => unknown): void => {
    connection.onRequest(method, async (parameters: P, token: CancellationToken) => {
      if (state !== 'serving') throw notServing(state);
      return (await answer(parameters, token)) ?? null;
    });
  };

  connection.onInitialize(({ capabilities: given, initializationOptions }) => {
    const options = (initializationOptions ?? {}) as ClientOptions;
    if (state !== 'new') throw new ResponseError(ErrorCodes.InvalidRequest, 'initialize comes once');
    state = 'serving';
    client = given;
    converter.can = abilitiesOf(given);
    converter.places.encoding = encodingFor(given.general?.positionEncodings);
    // Who takes what is published would have each twice.
    const pulls = given.textDocument?.diagnostic && !given.textDocument.publishDiagnostics;
    documents.answersC = options.cServices ?? true;
    documents.searchFirst(options.include ?? []);
    documents.takeStandard(options.standard ?? '');
    const content = options.showsBundled
      ? {}
      : { workspace: { textDocumentContent: { schemes: ['ringside'] } } };
    const own = {
      positionEncoding: converter.places.encoding,
      ...(pulls && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }),
    };
    return { capabilities: { ...capabilities, ...own, ...content }, serverInfo: { name: 'ringside' } };
  });
  connection.onInitialized(() => {
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    documents.watched = true;
    const watchers = [{ globPattern: '**/*' }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onShutdown(() => {
    if (state !== 'serving') throw notServing(state);
    state = 'over';
  });
  connection.onDidChangeWatchedFiles(({ changes }) =>
    documents.changedOutside(changes.map(({ uri }) => uri)),
  );

  for (const { method, uri, answer } of requests)
    serve(method, (parameters: never, token) =>
      documents.ask(uri(parameters), token, services => answer(services, parameters, converter)),
    );
  serve('completionItem/resolve', (item: Parameters<typeof resolved>[0]) => resolved(item, converter));
  serve('workspace/symbol', async ({ query }: { query: string }, token) =>
    converter.flatSymbols(await documents.symbols(query, token)),
  );
  serve('workspace/textDocumentContent', ({ uri }: { uri: string }) => {
    const bytes = ports.bundled.read(pathOfUri(uri));
    if (!bytes) throw new ResponseError(LSPErrorCodes.RequestFailed, `there is no ${uri}`);
    return { text: new TextDecoder().decode(bytes) };
  });
  connection.onRequest(method => {
    if (state !== 'serving') throw notServing(state);
    throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not served`);
  });

  texts.listen(connection);
  connection.listen();
}

/** Texts whose changes come in places as the client counts them; underneath they count UTF-16 units. */
const textsIn = (places: Places): TextDocumentsConfiguration<TextDocument> => ({
  create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
  update: (document, changes, version) =>
    places.encoding === 'utf-16'
      ? TextDocument.update(document, changes, version)
      : changes.reduce(
          (text, change) => TextDocument.update(text, [counted(change, text, places)], version),
          document,
        ),
});

function counted(
  change: TextDocumentContentChangeEvent,
  document: TextDocument,
  places: Places,
): TextDocumentContentChangeEvent {
  if (!('range' in change)) return change;
  const file = new SourceFile(document.uri, document.getText());
  const at = (position: Position) => document.positionAt(places.offset(file, position));
  return { range: { start: at(change.range.start), end: at(change.range.end) }, text: change.text };
}

const notServing = (state: 'new' | 'serving' | 'over') =>
  state === 'new'
    ? new ResponseError(ErrorCodes.ServerNotInitialized, 'the server waits for initialize')
    : new ResponseError(ErrorCodes.InvalidRequest, 'the server has been shut down');

function abilitiesOf({ textDocument }: InitializeParams['capabilities']): ClientAbilities {
  const formats = textDocument?.hover?.contentFormat ?? [];
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    markdown: formats.includes('markdown'),
    hierarchy: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
  };
}
