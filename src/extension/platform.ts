/** What differs between VS Code on the desktop and in the web: how work is put on another thread. */
import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { FromWorker, ToWorker } from './debug/worker-protocol';

/** The thread that a debug session's machine and adapter run on. */
export interface DebugThread {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** The thread has failed and is gone; the argument says why. */
  onFailure(listener: (reason: string) => void): void;
  end(): void;
}

export interface Platform {
  startDebugThread(context: vscode.ExtensionContext): Promise<DebugThread>;
  createLanguageClient(
    context: vscode.ExtensionContext,
    options: LanguageClientOptions,
  ): Promise<BaseLanguageClient>;
}
