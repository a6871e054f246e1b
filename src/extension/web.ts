/** The extension in VS Code for the web: web workers, made from sources that the editor's file system serves. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate';
import type { DebugThread, Platform } from './platform';

/** A worker from a bundled script. It is read first: a worker may not be loaded from another origin. */
async function startWorker(context: vscode.ExtensionContext, script: string): Promise<Worker> {
  const source = await vscode.workspace.fs.readFile(
    vscode.Uri.joinPath(context.extensionUri, 'dist/web', script),
  );
  const url = URL.createObjectURL(
    new Blob([source as Uint8Array<ArrayBuffer>], { type: 'application/javascript' }),
  );
  return new Worker(url);
}

async function startDebugThread(context: vscode.ExtensionContext): Promise<DebugThread> {
  const worker = await startWorker(context, 'debug-worker.js');
  return {
    post: message => worker.postMessage(message),
    onMessage: listener => worker.addEventListener('message', event => listener(event.data)),
    onFailure: listener => worker.addEventListener('error', event => listener(event.message)),
    end: () => worker.terminate(),
  };
}

const platform: Platform = {
  startDebugThread,
  createLanguageClient: async (context, options) =>
    new LanguageClient('ringside', 'Ringside', options, await startWorker(context, 'language-server.js')),
};

export const activate = (context: vscode.ExtensionContext) => activateWith(context, platform);
