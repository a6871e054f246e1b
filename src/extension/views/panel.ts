/** The panel *Ringside*: its views, each of which shows a picture, and how it comes up the first time. */
import * as vscode from 'vscode';
import { type Batch, type MachineStatus, type PictureName, pictureNames } from '../../protocol';
import { PictureView, viewId } from './view';

/** The panel has come up by itself once. */
const shownKey = 'ringside.panelShown';

export interface Panel extends vscode.Disposable {
  /** The pictures that somebody looks at. */
  readonly seen: readonly PictureName[];
}

/** `context`: remembers that the panel has come up by itself. */
export function createPanel(context: vscode.ExtensionContext): Panel {
  const views: readonly PictureView[] = pictureNames.map(
    name =>
      new PictureView(name, context.extensionUri, message => {
        for (const view of views) if (view.name !== name) view.shows(message);
      }),
  );
  const first = new FirstShow(context.globalState);
  const focused = (session: vscode.DebugSession | undefined) => {
    for (const view of views) view.focused(session);
  };
  const disposable = vscode.Disposable.from(
    first,
    // What has been shown stays when the terminal takes the place, and when the session has ended.
    ...views.map(view =>
      vscode.window.registerWebviewViewProvider(viewId(view.name), view, {
        webviewOptions: { retainContextWhenHidden: true },
      }),
    ),
    vscode.debug.onDidStartDebugSession(focused),
    vscode.debug.onDidChangeActiveDebugSession(focused),
    vscode.debug.onDidTerminateDebugSession(session => {
      for (const view of views) view.told(session, { kind: 'ended' });
    }),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside') return;
      for (const view of views)
        if (event === `ringside/${view.name}`) view.told(session, { kind: 'batch', batch: body as Batch });
      if (event !== 'ringside/status') return;
      const status = body as MachineStatus;
      for (const view of views) view.told(session, { kind: 'status', status });
      first.told(status);
    }),
  );
  return {
    get seen() {
      return views.filter(({ isSeen }) => isSeen).map(({ name }) => name);
    },
    dispose: () => void disposable.dispose(),
  };
}

/** Milliseconds: older VS Codes leave a Debug Console empty for good that goes while it is drawn for the first time. */
const consoleIsDrawn = 2500;

/** The first time that a machine stands for a while the panel comes up, and never again by itself. */
class FirstShow implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly memory: vscode.Memento) {}

  /** A machine that goes on may bring up its terminal: that is not taken away. */
  told({ running }: MachineStatus): void {
    this.dispose();
    if (!running && !this.memory.get(shownKey))
      this.timer = setTimeout(() => void this.show(), consoleIsDrawn);
  }

  private async show(): Promise<void> {
    await this.memory.update(shownKey, true);
    await vscode.commands.executeCommand(`${viewId('protocol')}.focus`, { preserveFocus: true });
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
