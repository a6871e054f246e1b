/** The extension on the desktop: threads of Node. */
import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import type { DebugThread, Platform } from './platform';

function startDebugThread(context: vscode.ExtensionContext): DebugThread {
  const worker = new Worker(context.asAbsolutePath('dist/debug-worker.js'));
  return {
    post: message => worker.postMessage(message),
    onMessage: listener => void worker.on('message', listener),
    onFailure: listener => void worker.on('error', error => listener(error.message)),
    end: () => void worker.terminate(),
  };
}

const platform: Platform = {
  startDebugThread: async context => startDebugThread(context),
  createLanguageClient: async (context, options) =>
    new LanguageClient(
      'ringside',
      'Ringside',
      { module: context.asAbsolutePath('dist/language-server.js'), transport: TransportKind.ipc },
      options,
    ),
};

export const activate = (context: vscode.ExtensionContext) => activateWith(context, platform);
