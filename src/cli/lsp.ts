/** `ringside lsp`: the language server on stdin and stdout, for any editor. */
import { fileURLToPath } from 'node:url';
import { buildWorld, filesUnder, guestHeaders, guestRoot } from '../boot';
import type { Command, Context } from './context';
import { hostFiles } from './host-files';

export const lspCommand: Command = {
  name: 'lsp',
  summary: 'serve the Language Server Protocol, for editors',
  usage: ['lsp'],
  description: `Speaks the Language Server Protocol on standard input and output, for C and for .toy files: diagnostics,
completion, hover, signatures, definition, references, rename, symbols, folding, semantic tokens; for C also code
actions, inlay hints and the hierarchy of calls. An editor starts it; the README shows the settings of some.`,
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
  const world = buildWorld(files, guest);
  startLanguageServer(connection, {
    read: async uri => hostFiles.read(hostPath(uri)),
    list: async uri => hostFiles.list(hostPath(uri)),
    bundled: { read: path => (path.startsWith('ringside:') ? world.read(path) : undefined) },
    bundledPaths: filesUnder(world, guestRoot),
    includePaths: [guestHeaders],
  });
  return new Promise(resolve => process.stdin.on('end', () => resolve(0)));
}

/** What is no file of this computer has no path on it. */
function hostPath(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : '';
  } catch {
    return '';
  }
}
