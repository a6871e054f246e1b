/** One view of the panel: a page that follows a picture of the session that the user looks at while it is seen. */
import * as vscode from 'vscode';
import type { Answer, PictureName } from '../../protocol';
import type { FromPage, ToPage } from '../../views/messages';
import { pageDocument, pageRoots } from './page';

export const viewId = (name: PictureName): string => `ringside.${name}`;

export class PictureView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  /** The page has said that it can be told. */
  private isReady = false;
  /** Whose picture it shows: it stays when the session has ended. */
  private session: vscode.DebugSession | undefined;
  /** What the page wants of it. */
  private wishes: object = {};

  constructor(
    readonly name: PictureName,
    private readonly extension: vscode.Uri,
    /** Tells the other views what is pointed at in this one. */
    private readonly pointed: (message: ToPage<PictureName>) => void,
  ) {}

  /** True while somebody can see it: only then it costs a session anything. */
  get isSeen(): boolean {
    return this.view?.visible === true;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.isReady = false;
    this.wishes = {};
    view.webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.extension) };
    view.webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    view.onDidChangeVisibility(() => this.focused(vscode.debug.activeDebugSession));
    view.onDidDispose(() => {
      this.view = undefined;
      this.isReady = false;
      this.follow(false);
    });
    view.webview.html = pageDocument(this.name, view.webview, this.extension);
  }

  /** There is another session that the user looks at. One that has begun to be shown is followed to its end. */
  focused(session: vscode.DebugSession | undefined): void {
    if (!this.isReady || !this.isSeen) return;
    if (session?.type === 'ringside' && session.id !== this.session?.id) this.show(session);
  }

  told(session: vscode.DebugSession, message: ToPage<PictureName>): void {
    if (this.isReady && session.id === this.session?.id) this.post(message);
  }

  /** Tells what is pointed at elsewhere. */
  shows(message: ToPage<PictureName>): void {
    if (this.isReady && this.isSeen) this.post(message);
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        this.isReady = true;
        const active = vscode.debug.activeDebugSession;
        return this.show(active?.type === 'ringside' ? active : undefined);
      }
      case 'wish':
        this.wishes = message.wishes;
        return this.follow(true);
      case 'goTo':
        return this.ask('ringside/goTo', { count: message.count });
      case 'ask':
        return this.question(message.question);
      case 'point':
        return this.pointed({ kind: 'pointed', at: message.at });
      case 'copy':
        return void (await vscode.env.clipboard.writeText(message.text));
      case 'save':
        return save(message.name, message.text);
    }
  }

  private show(session: vscode.DebugSession | undefined): void {
    if (this.session && this.session.id !== session?.id) this.follow(false);
    this.session = session;
    this.post({ kind: 'session', name: session?.name });
    this.follow(true);
  }

  private follow(follow: boolean): void {
    this.ask(`ringside/${this.name}`, { ...this.wishes, follow });
  }

  private async question(question: string): Promise<void> {
    const { session } = this;
    const answer = await session?.customRequest('ringside/ask', { question }).then(
      (body: Answer) => body,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (session === this.session) this.post({ kind: 'answer', answer: answer ?? 'there is no run to ask' });
  }

  /** A session that is ending has nothing to tell any more. */
  private ask(request: string, given: object): void {
    this.session?.customRequest(request, given).then(undefined, () => {});
  }

  private post(message: ToPage<PictureName>): void {
    void this.view?.webview.postMessage(message);
  }
}

/** Writes a picture where the user wants it. */
async function save(name: string, text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    filters: { SVG: ['svg'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.svg`) }),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
