/* The folder that `npm start` serves, as a file system of VS Code for the web. */
const vscode = require('vscode');

const errors = {
  403: vscode.FileSystemError.NoPermissions,
  404: vscode.FileSystemError.FileNotFound,
  409: vscode.FileSystemError.FileExists,
};

exports.activate = context => {
  const origin = new URL(context.extensionUri.toString(true)).origin;
  const changes = new vscode.EventEmitter();

  /** The folder has its name in front of its paths, so that the editor shows that name. */
  const inFolder = uri => uri.path.replace(/^\/[^/]*/, '') || '/';

  async function ask(uri, method, operation, more = {}) {
    const query = new URLSearchParams({ do: operation, ...more.parameters });
    const path = inFolder(uri).split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`${origin}/files${path}?${query}`, { method, body: more.body });
    if (response.ok) return response;
    const make = errors[response.status];
    throw make ? make(uri) : new Error(`${operation} ${uri.path}: ${await response.text()}`);
  }
  const json = async (...words) => (await ask(...words)).json();
  const changed = (...list) => changes.fire(list.map(([type, uri]) => ({ type, uri })));

  const provider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: uri => json(uri, 'GET', 'stat'),
    readDirectory: uri => json(uri, 'GET', 'list'),
    readFile: async uri => new Uint8Array(await (await ask(uri, 'GET', 'read')).arrayBuffer()),
    async createDirectory(uri) {
      await ask(uri, 'PUT', 'mkdir');
      changed([vscode.FileChangeType.Created, uri]);
    },
    async writeFile(uri, body, { create, overwrite }) {
      const there = await provider.stat(uri).catch(() => undefined);
      if (!there && !create) throw vscode.FileSystemError.FileNotFound(uri);
      if (there && create && !overwrite) throw vscode.FileSystemError.FileExists(uri);
      const folder = vscode.Uri.joinPath(uri, '..');
      if (!there && !(await provider.stat(folder).catch(() => undefined))) await ask(folder, 'PUT', 'mkdir');
      await ask(uri, 'PUT', 'write', { body });
      changed([there ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri]);
    },
    async delete(uri) {
      await ask(uri, 'DELETE', 'delete');
      changed([vscode.FileChangeType.Deleted, uri]);
    },
    async rename(from, to) {
      await ask(from, 'PUT', 'rename', { parameters: { to: inFolder(to) } });
      changed([vscode.FileChangeType.Deleted, from], [vscode.FileChangeType.Created, to]);
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('ringside-files', provider, { isCaseSensitive: true }),
  );
};
