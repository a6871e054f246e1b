/**
 * The tests in a real VS Code. The suite runs inside the extension host: on the desktop where a VS Code can be had
 * (RINGSIDE_VSCODE, `code` on the PATH, a download), else in a VS Code server with Chromium; then again in VS Code
 * for the web. Last, the tests at the user interface. Names of parts as arguments run only those.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { parseOptions } from '../options.mjs';
import { openBrowser } from './browser.mjs';
import { startServer } from './code-server.mjs';
import { desktopExecutable } from './desktop.mjs';
import { startWebServer } from './web-server.mjs';

const root = join(fileURLToPath(import.meta.url), '../../..');

/** Lines of the suite carry this mark, so that those of VS Code itself can be left out. */
const mark = '[suite] ';

/** A copy of the examples that the tests may change. */
function workspace() {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-workspace-'));
  cpSync(join(root, 'examples'), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function inDesktop(executable) {
  const { folder, remove } = workspace();
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/suite.js'),
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
    });
  } finally {
    remove();
  }
}

/** Opens a page whose VS Code runs a suite; resolves with the suite's exit code. */
async function runInPage(url, seconds = 900) {
  const { browser, page } = await openBrowser();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the suite did not end within ${seconds} s`)),
        seconds * 1000,
      );
      const log = text => text.startsWith(mark) && console.log(text.slice(mark.length));
      const end = code => {
        clearTimeout(timer);
        resolve(code);
      };
      page.on('crash', () => reject(new Error('the page has crashed')));
      Promise.all([
        page.exposeFunction('codeAutomationExit', end),
        page.exposeFunction('codeAutomationLog', (_type, args) => log(args.map(String).join(' '))),
      ]).then(() => page.goto(url), reject);
    });
  } finally {
    await browser.close();
  }
}

async function inServer() {
  const { folder, remove } = workspace();
  const server = await startServer(root);
  const remote = path => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(join(root, 'dist/test/suite.js'))],
    ['skipWelcome', 'true'],
  ];
  try {
    return await runInPage(
      `http://127.0.0.1:${server.port}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    );
  } finally {
    server.stop();
    remove();
  }
}

async function inWeb() {
  const { folder, remove } = workspace();
  const server = await startWebServer(root, { folder, tests: 'dist/test/suite-web.js' });
  try {
    return await runInPage(server.url);
  } finally {
    server.stop();
    remove();
  }
}

/** The mocha tests at the user interface, in a process of their own, in one look for each host or in all. */
function atInterface() {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  return new Promise(resolve => {
    const child = spawn(process.execPath, [mocha, '--timeout', '600000', 'test/vscode/ui/*.ui.mjs'], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(values['all-looks'] && { RINGSIDE_LOOKS: 'all' }),
        ...(values.pictures && { RINGSIDE_PICTURES: '1' }),
      },
    });
    child.on('close', code => resolve(code ?? 1));
  });
}

async function inExtensionHost() {
  const executable = await desktopExecutable(root);
  return executable ? inDesktop(executable) : inServer();
}

const parts = { host: inExtensionHost, web: inWeb, ui: atInterface };
const { positionals: wanted, values } = parseOptions({
  usage: `node scripts/vscode/test.mjs [PART …]: runs these parts: ${Object.keys(parts).join(', ')}; all, unless told`,
  options: {
    'all-looks': {
      type: 'boolean',
      help: 'the user interface in every theme and width, in place of one for each host',
    },
    pictures: { type: 'boolean', help: 'renews the pictures of the README and of the walkthrough' },
  },
  files: true,
});
const unknown = wanted.find(name => !(name in parts));
if (unknown) {
  console.error(`no part is named ${unknown}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
let failed = false;
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`--- ${name}`);
  const code = await run().catch(error => {
    console.error(error.message);
    return 1;
  });
  if (code !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
