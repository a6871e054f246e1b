/** The language server as the extension starts it: files come from the editor, whatever file system they are in. */
import type { Connection } from 'vscode-languageserver';
import { startLanguageServer } from '../../lsp';
import { type FileTree, buildWorld, guestHeaders, treeOf } from '../../boot';
import type { ClientRequests } from '../../protocol';
import { guest } from '../guest';

type Read = ClientRequests['ringside/read'];

/** Asks the client for a file; the client answers with its text, or null. */
async function readFromClient(connection: Connection, uri: string): Promise<Uint8Array | undefined> {
  const text = await connection.sendRequest<Read[1]>(
    'ringside/read' satisfies keyof ClientRequests,
    uri satisfies Read[0],
  );
  return text === null ? undefined : new TextEncoder().encode(text);
}

export function serve(connection: Connection): void {
  const nothing: FileTree = treeOf(new Map());
  startLanguageServer(connection, {
    read: uri => readFromClient(connection, uri),
    bundled: buildWorld(nothing, guest),
    includePaths: [guestHeaders],
  });
}
