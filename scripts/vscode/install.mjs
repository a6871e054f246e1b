/** Fetches what the tests in a real VS Code need and is not there yet: the editors and a browser. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './browser.mjs';
import { desktopExecutable } from './desktop.mjs';
import { installServer } from './code-server.mjs';
import { parseOptions } from '../options.mjs';
import { looks } from './looks.mjs';
import { installWeb } from './web-server.mjs';

parseOptions({ usage: 'node scripts/vscode/install.mjs: fetches the editors and the browser of the tests' });
const root = join(fileURLToPath(import.meta.url), '../../..');
installWeb(root);
await desktopExecutable(root);
if (looks(false).some(({ host }) => host === 'server')) installServer(root);
chromiumPath();
