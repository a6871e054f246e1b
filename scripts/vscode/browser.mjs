/** A headless Chromium for tests: one that is there, or Debian's package where we may install it. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installPackages } from '../debian.mjs';

const places = [
  process.env.RINGSIDE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const find = () => places.find(path => path && existsSync(path));

/** The path of a Chromium; installs Debian's package if there is none and this is Debian and root. */
export function chromiumPath() {
  const found = find();
  if (found) return found;
  installPackages(['chromium']);
  const installed = find();
  if (!installed) throw new Error('no Chromium found: install one, or name it in RINGSIDE_CHROMIUM');
  return installed;
}

/** Starts the browser with one page. `forcedColors`: `active` where the system has a high contrast. */
export async function openBrowser(size = { width: 1500, height: 950 }, forcedColors = 'none') {
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: flags });
  const page = await browser.newPage({ viewport: size, colorScheme: 'dark', forcedColors });
  // The machine may be busy with something else.
  page.setDefaultTimeout(100_000);
  return { browser, page };
}
