/** The extension in VS Code for the web: web workers, made from sources that the editor's file system serves. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate';
import type { DebugThread, Platform } from './platform';

/** A worker from a bundled script; the extension host sees to it that one of another origin may be loaded. */
function startWorker(context: vscode.ExtensionContext, script: string): Worker {
  return new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist/web', script).toString(true));
}

async function startDebugThread(context: vscode.ExtensionContext): Promise<DebugThread> {
  const worker = startWorker(context, 'debug-worker.js');
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
    new LanguageClient('ringside', 'Ringside', startWorker(context, 'language-server.js'), options),
};

export const activate = (context: vscode.ExtensionContext) => activateWith(context, platform);
