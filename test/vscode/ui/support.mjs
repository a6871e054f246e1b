/** Drives VS Code for the web as a person does: keys, panes, screenshots. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../../scripts/vscode/browser.mjs';
import { startWebServer } from '../../../scripts/vscode/web-server.mjs';

export const root = join(fileURLToPath(import.meta.url), '../../../..');

const settings = {
  'workbench.startupEditor': 'none',
  'debug.openDebug': 'openOnDebugBreak',
  'debug.internalConsoleOptions': 'openOnSessionStart',
  'debug.toolBarLocation': 'docked',
  'window.menuBarVisibility': 'compact',
  'editor.minimap.enabled': false,
};

/** VS Code in a page, on a copy of the examples, with one of them open. */
export class Editor {
  static async open(openFile, size) {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-ui-'));
    cpSync(join(root, 'examples'), folder, { recursive: true });
    const server = await startWebServer(root, { folder, openFile, settings });
    const { browser, page } = await openBrowser(size);
    await page.goto(server.url);
    const editor = new Editor(page, async () => {
      await browser.close();
      server.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    await page.waitForSelector('.monaco-editor .view-line', { timeout: 100_000 });
    return editor;
  }

  constructor(page, close) {
    this.page = page;
    this.close = close;
  }

  /** Waits until the text of a place matches; gives the text. */
  async text(selector, pattern, seconds = 100) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const texts = await this.page.locator(selector).allInnerTexts();
      const text = texts.join('\n').replace(/ /g, ' ');
      if (pattern.test(text)) return text;
      if (Date.now() > end)
        throw new Error(`${selector} does not show ${pattern} within ${seconds} s, but:\n${text}`);
      await this.page.waitForTimeout(100);
    }
  }

  callStack = pattern => this.text('.debug-call-stack', pattern);
  variables = pattern => this.text('.debug-variables', pattern);
  console = pattern => this.text('.repl', pattern);
  statusBar = pattern => this.text('.statusbar', pattern);

  /** Runs a command by its title in the palette. */
  async command(title) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor({ state: 'visible' });
    await input.fill(`>${title}`);
    await this.text('.quick-input-list .monaco-list-row', new RegExp(title.split(': ').pop()));
    await this.page.keyboard.press('Enter');
  }

  /** Presses F5 until a session has started: the first press may come before the debuggers are known. */
  async start() {
    await this.page.locator('.monaco-editor .view-lines').first().click();
    for (let press = 0; press < 10; press++) {
      await this.page.keyboard.press('F5');
      const toolbar = this.page.locator('.debug-toolbar, .codicon-debug-continue').first();
      const there = await toolbar.waitFor({ state: 'visible', timeout: 6000 }).then(
        () => true,
        () => false,
      );
      if (there) return;
    }
    throw new Error('F5 started nothing');
  }

  /** Folds a section of the side bar away, so that others have its place. */
  async collapse(section) {
    const header = this.page.locator('.pane-header', { hasText: new RegExp(`^${section}$`, 'i') });
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Makes the side bar so wide, in pixels, by dragging its edge. */
  async widen(width) {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    const edge = bar.x + bar.width;
    await this.page.mouse.move(edge, 400);
    await this.page.mouse.down();
    await this.page.mouse.move(edge + width - bar.width, 400, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Opens the stack of a thread in the Call Stack. */
  async expandThread(title) {
    const row = this.page.locator('.debug-call-stack .monaco-list-row', { hasText: title }).first();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
  }

  async functionBreakpoint(name) {
    await this.command('Debug: Function Breakpoint');
    // Its row comes after those of the exception filters, which fill the pane.
    await this.page.locator('.debug-breakpoints').hover();
    await this.page.mouse.wheel(0, 1000);
    const input = this.page.locator('.debug-breakpoints .monaco-inputbox input');
    await input.waitFor();
    await input.fill(name);
    await this.page.keyboard.press('Enter');
  }

  async expandScope(name) {
    const row = this.page.locator('.debug-variables .monaco-list-row', { hasText: name }).first();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
  }

  async screenshot(path) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}
