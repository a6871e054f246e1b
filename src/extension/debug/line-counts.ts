/** Beside each line of the sources, and of the assembly beside them: how often it has been executed by where the machine stands, while that is wanted. */
import * as vscode from 'vscode';
import type { AssemblyListing } from '../../language';
import { executedByLine } from '../../language/running';
import type { ExecutionCounts, FunctionCounts, LineCount, MachineStatus, SourceCounts } from '../../protocol';
import { toUri } from '../files';
import type { ListingOf } from '../language/running-assembly';

/** Letters of the column that stands before the text. */
const width = 8;
const space = '\u00a0';

const look = { margin: '0 1ch 0 0', color: new vscode.ThemeColor('editorLineNumber.foreground') };

export class LineCounts implements vscode.Disposable {
  private readonly column = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private isWanted = false;
  /** Whose counts are wanted: where its machine stands. */
  private stop: { readonly session: vscode.DebugSession; readonly count: number } | undefined;
  private isAsking = false;
  /** By source, what was counted last. */
  private counts: ReadonlyMap<string, SourceCounts> | undefined;
  private readonly disposable: vscode.Disposable;

  constructor(private readonly listingOf: ListingOf) {
    this.disposable = vscode.Disposable.from(
      this.column,
      vscode.commands.registerCommand('ringside.showLineCounts', () => this.toggle()),
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
        if (session.type === 'ringside' && event === 'ringside/status')
          this.told(session, body as MachineStatus);
      }),
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        if (id === this.stop?.session.id) this.forget();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    );
  }

  dispose(): void {
    this.disposable.dispose();
  }

  private toggle(): void {
    this.isWanted = !this.isWanted;
    this.counts = undefined;
    this.draw();
    void this.ask();
  }

  private told(session: vscode.DebugSession, { running, count }: MachineStatus): void {
    if (running) return;
    this.stop = { session, count };
    void this.ask();
  }

  private forget(): void {
    this.stop = this.counts = undefined;
    this.draw();
  }

  /** Asks for what is so at the last stop; where there has been another meanwhile, again. */
  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      for (let asked; this.isWanted && this.stop !== asked;) {
        asked = this.stop;
        const counts = await asked?.session.customRequest('ringside/counts', {});
        if (this.stop === asked && this.isWanted) this.take(counts as ExecutionCounts);
      }
    } catch {
      // It goes on, or has been told to count no more: what was counted last stays until the next stop.
    } finally {
      this.isAsking = false;
    }
  }

  private take({ sources }: ExecutionCounts): void {
    this.counts = new Map(sources.map(source => [toUri(source.path).toString(), source]));
    this.draw();
  }

  private linesOf(document: vscode.TextDocument): readonly LineCount[] | undefined {
    const shown = this.listingOf(document);
    const counts = this.counts?.get((shown?.source ?? document.uri).toString());
    return counts && (shown ? linesOfListing(shown.listing, counts.functions) : counts.lines);
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const lines = this.linesOf(editor.document);
      editor.setDecorations(this.column, lines ? columnOf(lines, editor.document.lineCount) : []);
    }
  }
}

function linesOfListing(listing: AssemblyListing, functions: readonly FunctionCounts[]): LineCount[] {
  const isKernel = ({ module }: FunctionCounts) => module === 'kernel';
  const kernel = executedByLine(listing, functions.filter(isKernel));
  const user = executedByLine(
    listing,
    functions.filter(each => !isKernel(each)),
  );
  const lines = new Set([...user.keys(), ...kernel.keys()]);
  return [...lines].map(line => ({
    line: line + 1,
    user: user.get(line) ?? 0,
    kernel: kernel.get(line) ?? 0,
  }));
}

/** For every line, so that the text stays straight. */
function columnOf(counts: readonly LineCount[], lineCount: number): vscode.DecorationOptions[] {
  const byLine = new Map(counts.map(row => [row.line - 1, row]));
  return Array.from({ length: lineCount }, (_, line) => {
    const row = byLine.get(line);
    const contentText = (row ? brief(row.user + row.kernel) : '').padStart(width, space);
    return {
      range: new vscode.Range(line, 0, line, 0),
      ...(row && { hoverMessage: sentence(row) }),
      renderOptions: { before: { contentText, ...look } },
    };
  });
}

/** At most as many letters as there is room for. */
function brief(count: number): string {
  return count < 1e7
    ? count.toLocaleString('en-US').replace(/,/g, '\u2009')
    : `${(count / 1e6).toPrecision(4)} M`;
}

function sentence({ user, kernel }: LineCount): string {
  const times = (count: number) => (count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`);
  const said = [
    ...(user > 0 ? [`${times(user)} in user mode`] : []),
    ...(kernel > 0 ? [`${times(kernel)} in kernel mode`] : []),
  ];
  return `Executed ${said.length > 0 ? said.join(', ') : 'never'} so far.`;
}
