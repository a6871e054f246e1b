/**
 * The assembly of a source in a read-only editor beside it: lines that belong together have one colour at their edge, the cursor in the
 * one editor shows in the other, and a key goes across. Jumps are drawn at its margin. It follows the source as that is written.
 */
import * as vscode from 'vscode';
import type { AssemblyListing } from '../../language';
import type { LanguageRequests } from './client';
import { type ListingOf, RunningAssembly } from './running-assembly';

export const scheme = 'ringside-assembly';

/** Milliseconds without a change of the source before its assembly is made again. */
const quiet = 300;

/** `ringside-assembly:/work/hello.c.toy?file:///work/hello.c` */
const assemblyUri = (source: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `${source.path}.toy`, query: source.toString() });

const sourceUri = (uri: vscode.Uri): vscode.Uri => vscode.Uri.parse(uri.query);

const hasAssembly = ({ uri, languageId }: vscode.TextDocument): boolean =>
  uri.scheme !== scheme && uri.scheme !== 'output' && (languageId === 'c' || languageId === 'toy');

const edgeColours = ['charts.blue', 'charts.green', 'charts.orange', 'charts.purple'];

const lineRange = (line: number): vscode.Range => new vscode.Range(line, 0, line, 0);

/** A text whose blanks stay what they are beside an editor's text. */
const solid = (text: string): string => text.replaceAll(' ', '\u00a0');

class Assembly implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** The edges of lines, in turn for each line of the source, and the lines of the cursor. */
  private readonly edges = edgeColours.map(colour =>
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      borderStyle: 'solid',
      borderWidth: '0 0 0 3px',
      borderColor: new vscode.ThemeColor(colour),
    }),
  );
  private readonly paired = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });
  private readonly jumps = vscode.window.createTextEditorDecorationType({
    before: { color: new vscode.ThemeColor('editorLineNumber.foreground') },
  });
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** By the URI of the assembly. */
  private readonly listings = new Map<string, AssemblyListing>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly server: LanguageRequests) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.commands.registerCommand('ringside.showAssembly', (uri?: vscode.Uri) => this.show(uri)),
      vscode.commands.registerCommand('ringside.goToPairedLine', () => this.goAcross()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.sourceChanged(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.listings.delete(uri.toString())),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.follow(textEditor);
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.colour()),
      new RunningAssembly(scheme, document => this.listingOf(document)),
      this.jumps,
      this.changed,
      this.paired,
      ...this.edges,
    );
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  /** While the source has errors, its assembly is that of before, if there was one. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const textDocument = { uri: sourceUri(uri).toString() };
    const listing = await this.server.request<AssemblyListing | null>('ringside/assembly', { textDocument });
    const known = this.listings.get(uri.toString());
    const best = listing?.failed && known && !known.failed ? known : listing;
    if (!best) return '# The language server has no assembly of this file.\n';
    this.listings.set(uri.toString(), best);
    // The document has the new text a little later.
    setTimeout(() => this.colour());
    return best.text;
  }

  private async show(uri?: vscode.Uri): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const source = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    if (!source || !hasAssembly(source)) {
      void vscode.window.showErrorMessage('Ringside: open a .toy or .c file first.');
      return;
    }
    const document = await vscode.workspace.openTextDocument(assemblyUri(source.uri));
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
    this.colour();
    if (editor) this.follow(editor);
  }

  private sourceChanged({ uri }: vscode.TextDocument): void {
    const assembly = assemblyUri(uri);
    const key = assembly.toString();
    if (!this.listings.has(key)) return;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.changed.fire(assembly), quiet),
    );
  }

  /** What a document shows that is the assembly of a source. */
  listingOf({ uri }: vscode.TextDocument): ReturnType<ListingOf> {
    const listing = uri.scheme === scheme ? this.listings.get(uri.toString()) : undefined;
    return listing && !listing.failed ? { source: sourceUri(uri), listing } : undefined;
  }

  /** The editors of a source and of its assembly, with what pairs their lines; undefined unless both are to be seen. */
  private pairOf(editor: vscode.TextEditor): Pair | undefined {
    const isAssembly = editor.document.uri.scheme === scheme;
    const uri = isAssembly ? editor.document.uri : assemblyUri(editor.document.uri);
    const listing = this.listings.get(uri.toString());
    const wanted = (isAssembly ? sourceUri(uri) : uri).toString();
    const other = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === wanted);
    if (!listing || listing.failed || !other) return undefined;
    return isAssembly
      ? { listing, assembly: editor, source: other }
      : { listing, assembly: other, source: editor };
  }

  /** Shows in the other editor what belongs to the line of the cursor in this one. */
  private follow(editor: vscode.TextEditor): void {
    const pair = this.pairOf(editor);
    if (!pair) return;
    const { own, others } = linesAt(pair, editor);
    const other = editor === pair.source ? pair.assembly : pair.source;
    editor.setDecorations(this.paired, own.map(lineRange));
    other.setDecorations(this.paired, others.map(lineRange));
    const [first] = others;
    if (first !== undefined)
      other.revealRange(lineRange(first), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async goAcross(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const pair = editor && this.pairOf(editor);
    if (!editor) return;
    if (!pair) return this.show();
    const [line] = linesAt(pair, editor).others;
    const { document, viewColumn } = editor === pair.source ? pair.assembly : pair.source;
    await vscode.window.showTextDocument(document, {
      ...(viewColumn && { viewColumn }),
      ...(line !== undefined && { selection: lineRange(line) }),
    });
  }

  /** Lines that follow each other have different colours; what belongs together has the same. */
  private colour(): void {
    for (const assembly of vscode.window.visibleTextEditors) {
      const pair = assembly.document.uri.scheme === scheme ? this.pairOf(assembly) : undefined;
      if (!pair) continue;
      const { lines, jumps } = pair.listing;
      assembly.setDecorations(
        this.jumps,
        jumps.map((text, line) => ({
          range: lineRange(line),
          renderOptions: { before: { contentText: solid(text) } },
        })),
      );
      const sources = [...new Set(lines)].flatMap(line => line ?? []).sort((one, other) => one - other);
      const colourOf = new Map(sources.map((line, at) => [line, at % this.edges.length]));
      this.edges.forEach((edge, colour) => {
        const isOf = (line: number | null) => line !== null && colourOf.get(line) === colour;
        assembly.setDecorations(
          edge,
          lines.flatMap((line, at) => (isOf(line) ? lineRange(at) : [])),
        );
        pair.source.setDecorations(edge, sources.filter(isOf).map(lineRange));
      });
    }
    const closed = vscode.window.visibleTextEditors.filter(
      editor => editor.document.uri.scheme !== scheme && hasAssembly(editor.document) && !this.pairOf(editor),
    );
    for (const editor of closed)
      for (const edge of [...this.edges, this.paired]) editor.setDecorations(edge, []);
  }
}

interface Pair {
  readonly listing: AssemblyListing;
  readonly source: vscode.TextEditor;
  readonly assembly: vscode.TextEditor;
}

/** The lines that belong to that of the cursor: in its own editor, and in the other one. */
function linesAt({ listing, source }: Pair, editor: vscode.TextEditor): { own: number[]; others: number[] } {
  const { line } = editor.selection.active;
  const of = editor === source ? line : (listing.lines[line] ?? undefined);
  if (of === undefined) return { own: [], others: [] };
  const inAssembly = listing.lines.flatMap((each, at) => (each === of ? at : []));
  return editor === source ? { own: [of], others: inAssembly } : { own: inAssembly, others: [of] };
}

export const createAssembly = (server: LanguageRequests): Assembly => new Assembly(server);
