/** The language client: which documents the server sees, and the files that it asks for. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { listFolder, readBytes, toPath, toUri } from '../files';
import type { ClientOptions } from '../../lsp';
import type { ClientRequests } from '../../protocol';
import type { Platform } from '../platform';

type Read = ClientRequests['ringside/read'];
type List = ClientRequests['ringside/list'];

/** Whether C files are checked: the setting, or whether the workspace is one of Ringside programs. */
async function checksC(): Promise<boolean> {
  const setting = vscode.workspace.getConfiguration('ringside').get<string>('checkC', 'auto');
  if (setting !== 'auto') return setting === 'on';
  const launches = vscode.workspace.getConfiguration('launch').get<{ type?: string }[]>('configurations', []);
  if (launches.some(launch => launch.type === 'ringside')) return true;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = await Promise.all(folders.map(({ uri }) => listFolder(toPath(uri))));
  return names.flat().some(name => name.endsWith('.toy'));
}

/** Extensions that know C, and answer for it where they are. */
const others = ['ms-vscode.cpptools', 'llvm-vs-code-extensions.vscode-clangd'];

/** Whether C files have completion and the rest: the setting, or whether nobody else gives them. */
function servesC(): boolean {
  const setting = vscode.workspace.getConfiguration('ringside').get<string>('c.services', 'auto');
  if (setting !== 'auto') return setting === 'on';
  return !others.some(id => vscode.extensions.getExtension(id));
}

/** Folders with headers, as URIs: those that launch configurations name, and those of the setting. */
function includeFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(folder => {
    const launches = vscode.workspace
      .getConfiguration('launch', folder.uri)
      .get<{ type?: string; include?: unknown }[]>('configurations', []);
    const named = launches.filter(({ type }) => type === 'ringside').flatMap(({ include }) => include);
    const own = vscode.workspace.getConfiguration('ringside', folder.uri).get<unknown[]>('include', []);
    const paths = [...named, ...own].filter(path => typeof path === 'string' && path !== '') as string[];
    return paths.map(path => inFolder(path, folder).toString());
  });
}

function inFolder(path: string, { uri }: vscode.WorkspaceFolder): vscode.Uri {
  const own = path.replace(/^\$\{workspaceFolder\}[\\/]?/, '');
  return /^([/\\]|[a-z][\w+.-]*:)/i.test(own) ? toUri(own) : vscode.Uri.joinPath(uri, own);
}

function optionsFor(languages: readonly string[]): LanguageClientOptions {
  return {
    documentSelector: [...languages.map(language => ({ language })), { scheme: 'ringside', language: 'c' }],
    diagnosticCollectionName: 'ringside',
    initializationOptions: {
      cServices: servesC(),
      showsBundled: true,
      include: includeFolders(),
      standard: vscode.workspace.getConfiguration('ringside').get<string>('standard', ''),
    } satisfies ClientOptions,
  };
}

/** What other parts of the extension ask the server. */
export interface LanguageRequests {
  /** Undefined while there is no server. */
  request<Result>(method: string, parameters: unknown): Promise<Result | undefined>;
  /** Whether documents of a language are its own here: C is not in every workspace. */
  checks(language: string): Promise<boolean>;
  /** After a start, with which other languages may be checked. */
  readonly onDidStart: vscode.Event<void>;
}

/** Starts the client, and starts it anew when the setting changes what it is to see. */
export function startLanguageClient(
  context: vscode.ExtensionContext,
  platform: Platform,
): vscode.Disposable & LanguageRequests {
  let client: BaseLanguageClient | undefined;
  let started: Promise<void> | undefined;
  let languages: readonly string[] = [];
  let served = servesC();
  const onDidStart = new vscode.EventEmitter<void>();
  const start = async () => {
    await client?.dispose();
    served = servesC();
    languages = (await checksC()) ? ['toy', 'c'] : ['toy'];
    client = await platform.createLanguageClient(context, optionsFor(languages));
    client.onRequest(
      'ringside/read' satisfies keyof ClientRequests,
      async (path: Read[0]): Promise<Read[1]> => {
        const bytes = await readBytes(path);
        return bytes ? new TextDecoder().decode(bytes) : null;
      },
    );
    client.onRequest('ringside/list' satisfies keyof ClientRequests, (folder: List[0]): Promise<List[1]> =>
      listFolder(folder),
    );
    await client.start();
  };
  const restart = () =>
    (started = start().then(
      () => onDidStart.fire(),
      (error: Error) => {
        void vscode.window.showErrorMessage(`Ringside: the language server did not start: ${error.message}`);
      },
    ));
  void restart();
  const onChange = vscode.workspace.onDidChangeConfiguration(change => {
    const settings = ['ringside.checkC', 'ringside.include', 'ringside.standard', 'launch'];
    if (settings.some(each => change.affectsConfiguration(each))) void restart();
    else if (served !== servesC()) void restart();
  });
  const onInstall = vscode.extensions.onDidChange(() => {
    if (served !== servesC()) void restart();
  });
  return {
    onDidStart: onDidStart.event,
    async request(method, parameters) {
      await started;
      return client?.sendRequest(method, parameters);
    },
    async checks(language) {
      await started;
      return languages.includes(language);
    },
    dispose() {
      onChange.dispose();
      onInstall.dispose();
      onDidStart.dispose();
      void client?.dispose();
    },
  };
}
