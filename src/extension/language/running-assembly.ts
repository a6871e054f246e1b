/** In the assembly beside a source, while its program is stopped: the instruction that comes next, with the values of its operands. */
import * as vscode from 'vscode';
import type { AssemblyListing } from '../../language';
import { lineOfPlace, operandValues } from '../../language/running';
import { toUri } from '../files';

/** What an editor with assembly shows; undefined where it shows none. */
export type ListingOf = (
  document: vscode.TextDocument,
) => { readonly source: vscode.Uri; readonly listing: AssemblyListing } | undefined;

interface Stopped {
  readonly document: vscode.TextDocument;
  readonly line: number;
  /** `a0 = 0x00000003 (3)` */
  readonly values: readonly string[];
}

interface Frames {
  readonly stackFrames: readonly { readonly id: number; readonly source?: { readonly path?: string } }[];
}

export class RunningAssembly implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly next = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
  });
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private stops: readonly Stopped[] = [];
  /** Of the last look: what an earlier one finds is stale. */
  private looks = 0;
  private readonly disposable: vscode.Disposable;

  constructor(
    scheme: string,
    private readonly listingOf: ListingOf,
  ) {
    const look = () => void this.look();
    this.disposable = vscode.Disposable.from(
      this.next,
      this.changed,
      vscode.languages.registerInlayHintsProvider({ scheme }, this),
      vscode.debug.onDidChangeActiveStackItem(look),
      vscode.debug.onDidTerminateDebugSession(look),
      vscode.window.onDidChangeVisibleTextEditors(look),
    );
  }

  dispose(): void {
    this.disposable.dispose();
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    return this.stops
      .filter(
        stop => stop.document === document && range.start.line <= stop.line && stop.line <= range.end.line,
      )
      .flatMap(({ line, values }) =>
        values.map(value => {
          const hint = new vscode.InlayHint(document.lineAt(line).range.end, value);
          hint.paddingLeft = true;
          return hint;
        }),
      );
  }

  /** Asks where the frame that the user looks at is, in each listing that is to be seen. */
  private async look(): Promise<void> {
    const look = ++this.looks;
    const item = vscode.debug.activeStackItem;
    const frame =
      item instanceof vscode.DebugStackFrame && item.session.type === 'ringside' ? item : undefined;
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    const stops = frame ? await Promise.all([...documents].map(each => this.stopIn(each, frame))) : [];
    if (look !== this.looks) return;
    this.stops = stops.flatMap(stop => stop ?? []);
    for (const editor of vscode.window.visibleTextEditors) {
      const own = this.stops.filter(({ document }) => document === editor.document);
      editor.setDecorations(
        this.next,
        own.map(({ line }) => new vscode.Range(line, 0, line, 0)),
      );
    }
    this.changed.fire();
  }

  private async stopIn(
    document: vscode.TextDocument,
    frame: vscode.DebugStackFrame,
  ): Promise<Stopped | undefined> {
    const shown = this.listingOf(document);
    if (!shown) return undefined;
    const { session, threadId, frameId } = frame;
    try {
      const { stackFrames } = (await session.customRequest('stackTrace', { threadId })) as Frames;
      const path = stackFrames.find(({ id }) => id === frameId)?.source?.path;
      if (path === undefined || !isSamePlace(toUri(path), shown.source)) return undefined;
      // In a frame that waits for a call, what the call may change has no value, and the place is behind it.
      const isCalling = isUnknown(await valueIn(frame, '$a0'));
      const line = lineOfPlace(shown.listing, await valueIn(frame, '$pc'), isCalling ? wordSize : 0);
      if (line === undefined) return undefined;
      return { document, line, values: await valuesOf(document.lineAt(line).text, frame) };
    } catch {
      // It goes on meanwhile, or has ended.
      return undefined;
    }
  }
}

/** Where the extension runs on another computer than the window, frames have URIs of the window's, and documents those of files. */
const isSamePlace = (uri: vscode.Uri, other: vscode.Uri): boolean => uri.path === other.path;

async function valueIn({ session, frameId }: vscode.DebugStackFrame, expression: string): Promise<string> {
  const { result } = (await session.customRequest('evaluate', {
    expression,
    frameId,
    context: 'watch',
  })) as { readonly result: string };
  return result;
}

const wordSize = 4;
const isUnknown = (value: string): boolean => value.startsWith('<no');

/** Of an instruction; what has no value there, or stands in no memory, is left out. */
async function valuesOf(instruction: string, frame: vscode.DebugStackFrame): Promise<string[]> {
  const asked = operandValues(instruction).map(async ({ text, expression }) => {
    const value = await valueIn(frame, expression);
    return isUnknown(value) ? [] : [`${text} = ${value}`];
  });
  const answers = await Promise.allSettled(asked);
  return answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
}
