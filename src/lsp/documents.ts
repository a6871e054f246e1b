/**
 * The open documents. Each is understood once for all that is asked about it, and again as soon as any file that it was made
 * from is another one: an include that is edited, saved outside, or there at last.
 */
import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  AssemblyDocument,
  type OutlineItem,
  type Services,
  Units,
  assemblyServices,
  cServices,
} from '../language';
import { Reads, SourceFile } from '../source';
import type { Converter } from './convert';
import { type LanguagePorts, LoadedFiles } from './files';
import { Publisher } from './publisher';
import { type ClientUris, pathOfUri } from './uris';

/** Milliseconds without a change before a document is checked. */
const quiet = 150;

/** Symbols of the workspace that are answered with. */
const mostSymbols = 200;

/** What VS Code shows beside a source: nobody wrote it. */
const assemblyScheme = 'ringside-assembly:';

interface Made {
  readonly text: Uint8Array;
  readonly reads: Reads;
  readonly services: Services;
  /** What the next version of an assembly source is understood from. */
  readonly assembly?: AssemblyDocument;
}

export class Documents {
  /** Whether the client tells of files that change outside of it. */
  watched = false;
  /** Whether questions about C are answered, or C is only checked. */
  answersC = true;
  private readonly files: LoadedFiles;
  private readonly includePaths: string[];
  private readonly units: Units;
  private readonly made = new Map<string, Made>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly publisher: Publisher;
  private readonly bytes = new WeakMap<TextDocument, { version: number; bytes: Uint8Array }>();
  private readonly open = new Map<string, TextDocument>();

  constructor(
    connection: Connection,
    texts: TextDocuments<TextDocument>,
    private readonly ports: LanguagePorts,
    private readonly uris: ClientUris,
    private readonly converter: Converter,
  ) {
    this.files = new LoadedFiles(
      path => ports.read(uris.of(path)),
      path => ports.list(uris.of(path)),
      ports.bundled,
      path => this.openBytes(path),
    );
    this.includePaths = [...ports.includePaths];
    this.units = new Units(this.files, this.includePaths, ports.bundledPaths, () =>
      [...this.open].filter(([, text]) => text.languageId === 'c').map(([path]) => path),
    );
    this.publisher = new Publisher((path, list) => {
      const diagnostics = list.map(each => converter.diagnostic(each));
      void connection.sendDiagnostics({ uri: uris.of(path), diagnostics });
    });
    texts.onDidOpen(({ document }) => this.opened(document));
    texts.onDidChangeContent(({ document }) => this.changed(pathOfUri(document.uri)));
    texts.onDidClose(({ document }) => this.closed(pathOfUri(document.uri)));
    texts.onDidSave(() => this.changedOutside([]));
  }

  /** Which C the sources are, by its name; before anything is asked. */
  takeStandard(name: string): void {
    this.units.writtenIn(name);
  }

  /** Folders with headers, as URIs, that come before all others; before anything is asked. */
  searchFirst(uris: readonly string[]): void {
    this.includePaths.unshift(...uris.map(uri => pathOfUri(uri).replace(/\/$/, '')));
  }

  /** Answers a question about a document, once all files that it takes are there; nothing for what is not served. */
  ask<R>(uri: string, token: CancellationToken, question: (services: Services) => R): Promise<R | undefined> {
    const path = pathOfUri(uri);
    return this.settled(token, () => {
      const isSilent = !this.answersC && this.languageOf(path) === 'c';
      const services = isSilent ? undefined : this.services(path);
      return services && question(services);
    });
  }

  /** What the sources of the workspace and those that come with the tools declare, with a part of its name. */
  symbols(query: string, token: CancellationToken): Promise<OutlineItem[]> {
    const part = query.toLowerCase();
    const fits = ({ name }: OutlineItem) => name.toLowerCase().includes(part);
    return this.settled(token, () => {
      const own = [...this.open.keys()].flatMap(path => [path, ...this.units.around(path)]);
      const paths = new Set([...own, ...(part === '' ? [] : this.ports.bundledPaths)]);
      const mention = [...paths].filter(path => this.units.textOf(path)?.toLowerCase().includes(part));
      const found = mention.flatMap(path => this.services(path)?.outline().flatMap(flat).filter(fits) ?? []);
      return found.slice(0, mostSymbols);
    });
  }

  /** Does the work until all files that it asks for have been loaded. */
  private async settled<R>(token: CancellationToken, work: () => R): Promise<R> {
    for (;;) {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      const answer = work();
      if (!(await this.files.load())) return answer;
    }
  }

  /** What is known of an open document, or of a source that a program has; as far as the files are loaded. */
  private services(path: string): Services | undefined {
    const text = this.files.read(path);
    if (!text) return undefined;
    const known = this.made.get(path);
    if (known?.text === text && known.reads.hold) return known.services;
    const made = this.understood(path);
    if (made) this.made.set(path, { text, ...made });
    return made?.services;
  }

  private languageOf(path: string): string | undefined {
    return this.open.get(path)?.languageId ?? /\.(c|h|toy)$/.exec(path)?.[1]?.replace('h', 'c');
  }

  private understood(path: string): Omit<Made, 'text'> | undefined {
    const language = this.languageOf(path);
    if (language === 'c') {
      const unit = this.units.unit(path);
      return unit && { reads: unit.reads, services: cServices(unit, this.units) };
    }
    if (language !== 'toy') return undefined;
    const reads = new Reads(this.files);
    const workspace = { files: reads, includePaths: this.includePaths };
    const file = new SourceFile(path, this.units.textOf(path) ?? '');
    const assembly = new AssemblyDocument(file, workspace, this.made.get(path)?.assembly);
    return { reads, services: assemblyServices(assembly, workspace, this.units), assembly };
  }

  /** The bytes of an open document; a byte-order mark takes its place and says nothing. */
  private openBytes(path: string): Uint8Array | undefined {
    const text = this.open.get(path);
    if (!text) return undefined;
    const known = this.bytes.get(text);
    if (known?.version === text.version) return known.bytes;
    const bytes = new TextEncoder().encode(text.getText().replace(/^\uFEFF/, ' '));
    this.bytes.set(text, { version: text.version, bytes });
    return bytes;
  }

  private opened(text: TextDocument): void {
    const path = pathOfUri(text.uri);
    this.uris.opened(text.uri);
    this.open.set(path, text);
    this.changed(path);
  }

  /** Checks a document, and those that include it, once it has been left alone. */
  private changed(path: string): void {
    for (const other of this.open.keys())
      if (other === path || this.made.get(other)?.reads.has(path)) this.checkSoon(other);
  }

  private checkSoon(path: string): void {
    clearTimeout(this.timers.get(path));
    this.timers.set(
      path,
      setTimeout(() => void this.check(path), quiet),
    );
  }

  private closed(path: string): void {
    clearTimeout(this.timers.get(path));
    this.timers.delete(path);
    this.open.delete(path);
    this.files.forget(path);
    this.publisher.takeBack(path);
    this.converter.tokens.forget(this.uris.of(path));
    this.changed(path);
    this.made.delete(path);
  }

  /** Files have changed outside of the editor: all that was made from them is checked again. */
  changedOutside(uris: readonly string[]): void {
    for (const uri of uris) this.files.forget(pathOfUri(uri));
    for (const path of this.open.keys()) this.checkSoon(path);
  }

  private async check(path: string): Promise<void> {
    if (path.startsWith(assemblyScheme)) return;
    for (;;) {
      const text = this.openBytes(path);
      if (!text) return;
      const reads = this.made.get(path)?.reads;
      if (!this.watched && reads) await this.files.refresh(reads.paths);
      const diagnostics = this.services(path)?.diagnostics() ?? [];
      if (await this.files.load()) continue;
      if (this.openBytes(path) === text) this.publisher.say(path, diagnostics);
      return;
    }
  }
}

const flat = (item: OutlineItem): OutlineItem[] => [
  { ...item, children: [] },
  ...item.children.flatMap(flat),
];
