/** The view *Protocol* of the panel: follows the session that the user looks at while it is seen. */
import * as vscode from 'vscode';
import type { MachineStatus, ProtocolBatch } from '../../protocol';
import type { FromPage, ToPage } from '../../views/messages';
import { pageDocument, pageRoots } from './page';

const viewId = 'ringside.protocol';
/** The panel has come up by itself once. */
const shownKey = 'ringside.panelShown';

class ProtocolView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  /** The page has said that it can be told. */
  private isReady = false;
  /** Whose protocol it shows: it stays when the session has ended. */
  private session: vscode.DebugSession | undefined;

  constructor(private readonly extension: vscode.Uri) {}

  /** True while somebody can see it: only then it costs a session anything. */
  get isSeen(): boolean {
    return this.view?.visible === true;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.isReady = false;
    view.webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.extension) };
    view.webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    view.onDidChangeVisibility(() => this.focused(vscode.debug.activeDebugSession));
    view.onDidDispose(() => {
      this.view = undefined;
      this.isReady = false;
      this.follow(false);
    });
    view.webview.html = pageDocument('protocol', view.webview, this.extension);
  }

  /** There is another session that the user looks at. One that has begun to be shown is followed to its end. */
  focused(session: vscode.DebugSession | undefined): void {
    if (!this.isReady || !this.isSeen) return;
    if (session?.type === 'ringside' && session.id !== this.session?.id) this.show(session);
  }

  told(session: vscode.DebugSession, message: ToPage): void {
    if (this.isReady && session.id === this.session?.id) this.post(message);
  }

  ended(session: vscode.DebugSession): void {
    this.told(session, { kind: 'ended' });
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        this.isReady = true;
        const active = vscode.debug.activeDebugSession;
        return this.show(active?.type === 'ringside' ? active : undefined);
      }
      case 'goTo':
        return void this.session
          ?.customRequest('ringside/goTo', { count: message.count })
          .then(undefined, () => {});
      case 'copy':
        return void (await vscode.env.clipboard.writeText(message.text));
    }
  }

  private show(session: vscode.DebugSession | undefined): void {
    if (this.session && this.session.id !== session?.id) this.follow(false);
    this.session = session;
    this.post({ kind: 'session', name: session?.name });
    this.follow(true);
  }

  /** A session that is ending has nothing to tell any more. */
  private follow(follow: boolean): void {
    this.session?.customRequest('ringside/protocol', { follow }).then(undefined, () => {});
  }

  private post(message: ToPage): void {
    void this.view?.webview.postMessage(message);
  }
}

export interface ProtocolViews extends vscode.Disposable {
  readonly isSeen: boolean;
}

/** `context`: remembers that the panel has come up by itself. */
export function createProtocolView(context: vscode.ExtensionContext): ProtocolViews {
  const view = new ProtocolView(context.extensionUri);
  const first = new FirstShow(context.globalState);
  const disposable = vscode.Disposable.from(
    first,
    // What has been shown stays when the terminal takes the place, and when the session has ended.
    vscode.window.registerWebviewViewProvider(viewId, view, {
      webviewOptions: { retainContextWhenHidden: true },
    }),
    vscode.debug.onDidStartDebugSession(session => view.focused(session)),
    vscode.debug.onDidChangeActiveDebugSession(session => view.focused(session)),
    vscode.debug.onDidTerminateDebugSession(session => view.ended(session)),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside') return;
      if (event === 'ringside/protocol')
        view.told(session, { kind: 'protocol', batch: body as ProtocolBatch });
      if (event !== 'ringside/status') return;
      const status = body as MachineStatus;
      view.told(session, { kind: 'status', status });
      first.told(status);
    }),
  );
  return {
    get isSeen() {
      return view.isSeen;
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
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
