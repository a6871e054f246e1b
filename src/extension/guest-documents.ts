/** Bundled sources as read-only documents: `ringside:/guest/include/unistd.h`. */
import * as vscode from 'vscode';
import { guest } from './guest';

const guestScheme = 'ringside';

export function registerGuestDocuments(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(guestScheme, {
    provideTextDocumentContent(uri) {
      const bytes = guest.read(uri.path.replace(/^\//, ''));
      return bytes && new TextDecoder().decode(bytes);
    },
  });
}
