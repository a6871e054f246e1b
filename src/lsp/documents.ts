/** The open documents: parsed when asked for, checked when they have been left alone for a moment. */
import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { AssemblyDocument, type Workspace, assemblyDiagnostics, cDiagnostics } from '../language';
import { type Diagnostic, SourceFile } from '../source';
import { diagnosticOf } from './convert';
import { type LanguagePorts, LoadedFiles } from './files';

/** Milliseconds without a change before a document is checked. */
const quiet = 150;

export class Documents {
  readonly workspace: Workspace;
  private readonly files: LoadedFiles;
  private readonly parsed = new WeakMap<TextDocument, { version: number; document: AssemblyDocument }>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Files that the diagnostics of a document were last shown in. */
  private readonly shown = new Map<string, readonly string[]>();

  constructor(
    private readonly connection: Connection,
    private readonly texts: TextDocuments<TextDocument>,
    ports: LanguagePorts,
  ) {
    this.files = new LoadedFiles(ports, uri => texts.get(uri)?.getText());
    this.workspace = { files: this.files, includePaths: ports.includePaths };
  }

  /** An open assembly document with all that it includes; undefined for anything else. */
  async assembly(uri: string): Promise<AssemblyDocument | undefined> {
    const text = this.texts.get(uri);
    if (text?.languageId !== 'toy') return undefined;
    const known = this.parsed.get(text);
    if (known?.version === text.version) return known.document;
    const file = new SourceFile(uri, text.getText());
    const document = await this.settled(() => new AssemblyDocument(file, this.workspace));
    this.parsed.set(text, { version: text.version, document });
    return document;
  }

  /** Checks a document once it has been left alone; a C file includes others that may have changed as well. */
  changed(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => void this.check(uri), quiet),
    );
  }

  closed(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.show(uri, []);
  }

  /** A file has changed outside of the editor: all that may include it is checked again. */
  changedOutside(uri: string): void {
    this.files.forget(uri);
    for (const text of this.texts.all()) this.changed(text.uri);
  }

  private async check(uri: string): Promise<void> {
    const text = this.texts.get(uri);
    if (!text) return;
    const file = new SourceFile(uri, text.getText());
    const tool = text.languageId === 'toy' ? assemblyDiagnostics : cDiagnostics;
    const found = await this.settled(() => tool(file, this.workspace));
    if (this.texts.get(uri)?.version === text.version) this.show(uri, found);
  }

  /** Does the work until all files that it asks for have been loaded. */
  private async settled<T>(work: () => T): Promise<T> {
    for (;;) {
      const result = work();
      if (!(await this.files.load())) return result;
    }
  }

  /** Diagnostics go to the files that they are about; those that had some before are cleared. */
  private show(uri: string, diagnostics: readonly Diagnostic[]): void {
    const byFile = new Map<string, Diagnostic[]>([[uri, []]]);
    for (const old of this.shown.get(uri) ?? []) byFile.set(old, []);
    for (const diagnostic of diagnostics) {
      const path = diagnostic.span?.file.path ?? uri;
      byFile.set(path, [...(byFile.get(path) ?? []), diagnostic]);
    }
    for (const [path, list] of byFile)
      void this.connection.sendDiagnostics({ uri: path, diagnostics: list.map(diagnosticOf) });
    this.shown.set(
      uri,
      [...byFile].filter(([, list]) => list.length > 0).map(([path]) => path),
    );
  }
}
