/** The debug adapter as VS Code sees it: passes DAP messages to the session's thread, and files that it asks for. */
import * as vscode from 'vscode';
import { listFolder, readBytes, writeBytes } from '../files';
import type { DebugThread, Platform } from '../platform';
import type { FromWorker } from './worker-protocol';

class ThreadedDebugAdapter implements vscode.DebugAdapter {
  private readonly messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.messages.event;
  /** Done when all files have been written: one that is written may be read next. */
  private written = Promise.resolve();

  constructor(private readonly thread: DebugThread) {
    thread.onMessage(message => this.receive(message));
    thread.onFailure(reason => {
      void vscode.window.showErrorMessage(`Ringside: the debug session has failed: ${reason}`);
      this.messages.fire({ type: 'event', event: 'terminated', seq: 0 });
    });
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    this.thread.post({ kind: 'dap', message: message as never });
  }

  dispose(): void {
    this.thread.end();
    this.messages.dispose();
  }

  private receive(message: FromWorker): void {
    if (message.kind === 'dap') this.messages.fire(message.message);
    else if (message.kind === 'write')
      this.written = this.written.then(() => write(message.path, message.bytes));
    else if (message.kind === 'read' || message.kind === 'list') void this.answer(message);
  }

  private async answer({
    kind,
    request,
    path,
  }: Extract<FromWorker, { kind: 'read' | 'list' }>): Promise<void> {
    await this.written;
    const result = await (kind === 'read' ? readBytes(path) : listFolder(path));
    this.thread.post({ kind: 'answer', request, result });
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeBytes(path, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(`Ringside: the disk cannot be kept in ${path}: ${String(error)}`);
  }
}

/** Every session gets a thread, a machine and an adapter of its own. */
export class DebugAdapterFactory implements vscode.DebugAdapterDescriptorFactory {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly platform: Platform,
  ) {}

  async createDebugAdapterDescriptor(): Promise<vscode.DebugAdapterDescriptor> {
    const thread = await this.platform.startDebugThread(this.context);
    return new vscode.DebugAdapterInlineImplementation(new ThreadedDebugAdapter(thread));
  }
}
