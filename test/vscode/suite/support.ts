/** What the tests in the extension host share: files of the workspace, and debug sessions as conversations. */
import * as vscode from 'vscode';

/** A file of the workspace, which is a copy of the examples. */
export function workspaceFile(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

/** Resolves with the first value that is not undefined; rejects after so many seconds. */
export async function until<T>(
  what: string,
  find: () => T | undefined | Promise<T | undefined>,
  seconds = 100,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly command?: string;
  readonly body?: Record<string, unknown>;
}

interface Frame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly source?: { path: string; name: string };
  readonly presentationHint?: string;
}

/**
 * VS Code goes on with a stop of a session that is ended meanwhile, and then keeps its focus on a frame that is gone: no
 * session after it gets the focus by itself. The next session of VS Code's may be an ended one, of which there is no stack.
 */
const leaveForAnotherSession = () => vscode.commands.executeCommand('workbench.action.debug.nextConsole');

/** One debug session: its events in the order in which they came. */
export class Session {
  readonly events: Message[] = [];
  private taken = 0;
  /** The ids of the frames that have been told since it stopped last. */
  private frames: number[] = [];

  private constructor(readonly session: vscode.DebugSession) {}

  /** Starts a session with a launch configuration, or as F5 does without one. */
  static async start(configuration: Partial<vscode.DebugConfiguration>): Promise<Session> {
    let started: Session | undefined;
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('ringside', {
      createDebugAdapterTracker(session) {
        started = new Session(session);
        return {
          onDidSendMessage: (message: Message) => started!.hear(message),
        };
      },
    });
    const complete = { type: 'ringside', request: 'launch', name: 'test', ...configuration };
    const folder = vscode.workspace.workspaceFolders![0];
    const ok = await vscode.debug.startDebugging(folder, complete);
    tracker.dispose();
    if (!ok || !started) throw new Error('the session did not start');
    return started;
  }

  private hear(message: Message): void {
    if (message.type === 'event') this.events.push(message);
    if (message.event === 'stopped') this.frames = [];
    if (message.command === 'stackTrace')
      this.frames.push(...((message.body?.['stackFrames'] ?? []) as Frame[]).map(({ id }) => id));
  }

  /** Until VS Code is done with the last stop, and its own commands are for a frame of it. */
  async focused(): Promise<void> {
    const patience = 2000;
    let next = Date.now() + patience;
    await until('a frame of the stop in VS Code', async () => {
      const item = vscode.debug.activeStackItem;
      if (item instanceof vscode.DebugStackFrame && item.session.id === this.session.id)
        return this.frames.includes(item.frameId) || undefined;
      if (Date.now() < next) return undefined;
      await leaveForAnotherSession();
      next = Date.now() + patience;
      return undefined;
    });
  }

  /** The next event of a kind that has not been taken yet. */
  next(kind: string): Promise<Record<string, unknown>> {
    return until(`the event ${kind}`, () => {
      const at = this.events.findIndex((event, index) => index >= this.taken && event.event === kind);
      if (at < 0) return undefined;
      this.taken = at + 1;
      return this.events[at]!.body ?? {};
    });
  }

  /** The text of all output of a category so far. */
  output(category: string): string {
    const bodies = this.events.filter(({ event }) => event === 'output').map(({ body }) => body!);
    return bodies
      .filter(body => body['category'] === category)
      .map(body => body['output'])
      .join('');
  }

  /** All that the program has printed in its terminal so far. */
  get printed(): string {
    const bodies = this.events.filter(({ event }) => event === 'ringside/terminal').map(({ body }) => body!);
    return bodies.map(({ text }) => text).join('');
  }

  get waitsForInput(): boolean {
    const last = this.events.filter(({ event }) => event === 'ringside/status').at(-1);
    return last?.body?.['waitsForInput'] === true;
  }

  async request<T>(command: string, args: object = {}): Promise<T> {
    return this.session.customRequest(command, args) as Promise<T>;
  }

  async stack(threadId: unknown): Promise<Frame[]> {
    const { stackFrames } = await this.request<{ stackFrames: Frame[] }>('stackTrace', { threadId });
    return stackFrames;
  }

  /** All variables of a frame's scope, by name. */
  async variables(frameId: number, scopeName: string): Promise<Map<string, string>> {
    const { scopes } = await this.request<{ scopes: { name: string; variablesReference: number }[] }>(
      'scopes',
      { frameId },
    );
    const scope = scopes.find(({ name }) => name === scopeName);
    if (!scope) throw new Error(`no scope ${scopeName} among ${scopes.map(({ name }) => name).join(', ')}`);
    const { variables } = await this.request<{ variables: { name: string; value: string }[] }>('variables', {
      variablesReference: scope.variablesReference,
    });
    return new Map(variables.map(({ name, value }) => [name, value]));
  }

  async stop(): Promise<void> {
    await vscode.debug.stopDebugging(this.session);
  }
}

/** The line, zero-based, that holds a text. */
export function lineWith(document: vscode.TextDocument, text: string): number {
  for (let line = 0; line < document.lineCount; line++)
    if (document.lineAt(line).text.includes(text)) return line;
  throw new Error(`no line of ${document.uri.path} has ${text}`);
}
