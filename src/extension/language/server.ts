/** The language server as the extension starts it: files come from the editor, whatever file system they are in. */
import type { Connection } from 'vscode-languageserver';
import { startLanguageServer } from '../../lsp';
import { type FileTree, buildWorld, filesUnder, guestHeaders, guestRoot, treeOf } from '../../boot';
import type { ClientRequests } from '../../protocol';
import { guest } from '../guest';

type Read = ClientRequests['ringside/read'];
type List = ClientRequests['ringside/list'];

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
  const bundled = buildWorld(nothing, guest);
  startLanguageServer(connection, {
    read: uri => readFromClient(connection, uri),
    list: uri =>
      connection.sendRequest<List[1]>('ringside/list' satisfies keyof ClientRequests, uri satisfies List[0]),
    bundled,
    bundledPaths: filesUnder(bundled, guestRoot),
    includePaths: [guestHeaders],
  });
}
