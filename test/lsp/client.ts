/** `ringside lsp` with a client of the tests on the other side of the pipe. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-languageserver/node';
import { commandLine } from '../support/command-line';

/** What a server says that it can. */
type Capabilities = Readonly<Record<string, unknown>>;

/** A server of its own, and the diagnostics that it has published last, by URI. */
export class Client {
  readonly published = new Map<string, string[]>();
  readonly registered: string[] = [];
  private readonly child: ChildProcess;
  readonly connection: MessageConnection;
  private version = 1;

  constructor() {
    this.child = spawn(process.execPath, [commandLine, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout!),
      new StreamMessageWriter(this.child.stdin!),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      const lines = (diagnostics as { code: string; range: { start: { line: number } } }[]).map(
        ({ code, range }) => `${range.start.line} ${code}`,
      );
      this.published.set(uri, lines);
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }) => {
      for (const { method } of registrations as { method: string }[]) this.registered.push(method);
    });
    this.connection.listen();
  }

  async start(capabilities: object = {}, initializationOptions: object = {}): Promise<Capabilities> {
    const { capabilities: server } = await this.connection.sendRequest<{ capabilities: Capabilities }>(
      'initialize',
      {
        processId: null,
        rootUri: null,
        capabilities,
        initializationOptions,
      },
    );
    await this.connection.sendNotification('initialized', {});
    return server;
  }

  open(uri: string, text: string, languageId = 'c'): Promise<void> {
    const textDocument = { uri, languageId, version: this.version++, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** All of the text, or what stands between two places. */
  change(uri: string, text: string, range?: object): Promise<void> {
    const textDocument = { uri, version: this.version++ };
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text, ...(range && { range }) }],
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Waits until this is what has been said last; how long is up to mocha. */
  async says(uri: string, ...expected: string[]): Promise<void> {
    for (;;) {
      const found = this.published.get(uri)?.join(', ');
      if (found === expected.join(', ')) return;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  stop(): void {
    this.connection.dispose();
    this.child.kill();
  }
}
