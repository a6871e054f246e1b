/**
 * `npm start`: installs and builds what is missing, and opens VS Code with the extension on `examples/`: the desktop
 * VS Code where `code` is on the PATH, else VS Code for the web, served on localhost.
 * `--web` takes the web at once, `--port N` names its port, `--no-open` opens no browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { numberOf, parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const examples = join(root, 'examples');
const windows = process.platform === 'win32';

const { values } = parseOptions({
  usage: 'npm start -- [OPTION …]: opens VS Code with the extension on examples/',
  options: {
    web: { type: 'boolean', default: false, help: 'in the browser, also where there is a desktop VS Code' },
    port: { type: 'string', default: '3210', help: 'the port of VS Code for the web' },
    'no-open': { type: 'boolean', default: false, help: 'opens no browser' },
  },
});

function must(status) {
  if (status !== 0) process.exit(status ?? 1);
}

/** Starts VS Code. On Windows `code` is a batch file, which a shell starts; that takes quotes around what has spaces. */
function code(words) {
  const quoted = windows ? words.map(word => `"${word}"`) : words;
  must(spawnSync('code', quoted, { cwd: root, stdio: 'inherit', shell: windows }).status);
}

const hasCode = () => spawnSync(windows ? 'where' : 'which', ['code'], { stdio: 'ignore' }).status === 0;

function openDesktop() {
  code(['--new-window', `--extensionDevelopmentPath=${root}`, examples, '--goto', join(examples, 'hello.c')]);
  console.log('VS Code opens on the examples. Press F5 in hello.c.');
}

function openInBrowser(url) {
  const [command, ...args] = windows
    ? ['cmd', '/c', 'start', '', url]
    : [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

async function openWeb() {
  const { startWebServer } = await import('./vscode/web-server.mjs');
  const options = { folder: examples, openFile: 'hello.c', settings: { 'workbench.startupEditor': 'none' } };
  const start = port => startWebServer(root, { ...options, port });
  const server = await start(numberOf(values, 'port')).catch(error => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.log(`Port ${values.port} is in use; another one is taken.`);
    return start(0);
  });
  console.log(`VS Code with Ringside: ${server.url}\nPress F5 in hello.c. Ctrl-C here ends the server.`);
  if (!values['no-open']) openInBrowser(server.url);
}

if (!existsSync(join(root, 'node_modules'))) must(npm(['ci'], { cwd: root, stdio: 'inherit' }));
must(spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' }).status);
if (!values.web && hasCode()) openDesktop();
else await openWeb();
