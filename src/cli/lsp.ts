/** `ringside lsp`: the language server on stdin and stdout, for any editor. */
import { fileURLToPath } from 'node:url';
import { buildWorld, guestHeaders } from '../boot';
import type { Command, Context } from './context';
import { hostFiles } from './host-files';

export const lspCommand: Command = {
  name: 'lsp',
  summary: 'serve the Language Server Protocol, for editors',
  usage: ['lsp'],
  description: `Speaks the Language Server Protocol on standard input and output, for .toy files: completion, hover,
signatures, diagnostics, definition, references, rename, symbols, folding, semantic tokens; for .c files:
diagnostics. An editor starts it; the README shows the settings of some.`,
  options: [{ name: '--stdio', help: 'the same: some editors add this word' }],
  statuses: [['0', 'the editor has ended it']],
  examples: [['ringside lsp', 'what the editor’s settings name as the server’s command']],
  run,
};

async function run(_given: unknown, { guest, files }: Context): Promise<number> {
  // Loaded here, since the other commands start faster without it.
  const [
    { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter },
    { startLanguageServer },
  ] = await Promise.all([import('vscode-languageserver/node'), import('../lsp')]);
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  startLanguageServer(connection, {
    read: async uri => hostFiles.read(uri.startsWith('file:') ? fileURLToPath(uri) : uri),
    bundled: {
      read: path => (path.startsWith('ringside:') ? buildWorld(files, guest).read(path) : undefined),
    },
    includePaths: [guestHeaders],
  });
  return new Promise(resolve => process.stdin.on('end', () => resolve(0)));
}
