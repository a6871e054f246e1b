/** Drives a VS Code in a page as a person does: keys, panes, screenshots. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../../scripts/vscode/browser.mjs';
import { startServer } from '../../../scripts/vscode/code-server.mjs';
import { startWebServer } from '../../../scripts/vscode/web-server.mjs';

export const root = join(fileURLToPath(import.meta.url), '../../../..');

const shots = 'dist/test/screenshots';

/** The address of an editor of each kind, and what ends it. All settings are VS Code's defaults, but for what is given. */
const hosts = {
  async web(folder, openFile, settings) {
    const all = { 'workbench.startupEditor': 'none', ...settings };
    const server = await startWebServer(root, { folder, openFile, settings: all });
    return { url: server.url, stop: () => server.stop() };
  },

  async server(folder, openFile, settings) {
    const server = await startServer(root, settings);
    const origin = `127.0.0.1:${server.port}`;
    const payload = [
      ['extensionDevelopmentPath', `vscode-remote://${origin}${root}`],
      ['openFile', `vscode-remote://${origin}${folder}/${openFile}`],
      ['skipWelcome', 'true'],
    ];
    const url = `http://${origin}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    return { url, stop: () => server.stop() };
  },
};

/** VS Code in a page, on a copy of the examples and more files, with one of them open. */
export class Editor {
  /** `look`: one of `scripts/vscode/looks.mjs`. */
  static async open(look, openFile, files = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-ui-'));
    cpSync(join(root, 'examples'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { url, stop } = await hosts[look.host](folder, openFile, {
      ...(look.colorTheme && { 'workbench.colorTheme': look.colorTheme }),
      // What a GPU draws cannot be read from the page; nothing else looks different.
      'terminal.integrated.gpuAcceleration': 'off',
    });
    const { browser, page } = await openBrowser(look.window, look.forcedColors);
    const editor = new Editor(page, look, async () => {
      await browser.close();
      stop();
      rmSync(folder, { recursive: true, force: true });
    });
    try {
      await page.goto(url);
      await page.waitForSelector('.monaco-editor .view-line', { timeout: 100_000 });
      await page.waitForSelector(`.monaco-workbench.${look.className}`);
    } catch (error) {
      await editor.close();
      throw error;
    }
    return editor;
  }

  constructor(page, look, close) {
    this.page = page;
    this.look = look;
    this.close = close;
  }

  /** Waits until the text of a place matches; gives the text. */
  async text(selector, pattern, seconds = 60) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const texts = await this.page.locator(selector).allInnerTexts();
      const text = texts.join('\n').replace(/\u00a0/g, ' ');
      if (pattern.test(text)) return text;
      if (Date.now() > end)
        throw new Error(`${selector} does not show ${pattern} within ${seconds} s, but:\n${text}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** The page of the extension that holds this: a frame in a frame of the editor's. */
  async webview(selector, seconds = 60) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await this.page.waitForTimeout(100))
      for (const frame of this.page.frames())
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
    throw new Error(`no page shows ${selector} within ${seconds} s`);
  }

  /**
   * Brings the Debug Console to the front, goes to its end and waits for its text. VS Code may leave it empty where it goes
   * and comes while it is drawn for the first time: then it is drawn when it comes again; and where lines are broken, it may
   * not follow them to the last.
   */
  async frontConsole(pattern) {
    for (let attempt = 1; ; attempt++) {
      await this.command('Debug Console: Focus on Debug Console View');
      const text = await this.endOfConsole(pattern).catch(error => error);
      if (!(text instanceof Error)) return text;
      if (attempt === 4) throw text;
      await this.command('Ringside: Focus on Protocol View');
    }
  }

  /** It may be made again while it is looked for: that is what the attempts are for. */
  async endOfConsole(pattern) {
    await this.page.locator('.repl .repl-tree').hover({ force: true, timeout: 15_000 });
    await this.page.mouse.wheel(0, 10_000);
    return this.text('.repl', pattern, 15);
  }

  callStack = pattern => this.text('.debug-call-stack', pattern);
  terminal = pattern => this.text('.xterm-rows', pattern);
  statusBar = pattern => this.text('.statusbar', pattern);

  /** Waits until a row that holds a text stands inside a place, whole; the row's own text has a line end on both sides. */
  async visible(selector, text, seconds = 60) {
    const stands = ([place, wanted]) => {
      const outer = document.querySelector(place)?.getBoundingClientRect();
      return [...document.querySelectorAll(`${place} .monaco-list-row`)].some(row => {
        const { top, bottom } = row.getBoundingClientRect();
        const holds = `\n${row.innerText.replace(/\u00a0/g, ' ').trim()}\n`.includes(wanted);
        return holds && top >= outer.top - 1 && bottom <= outer.bottom + 1;
      });
    };
    await this.page.waitForFunction(stands, [selector, text], { timeout: seconds * 1000 }).catch(error => {
      throw new Error(`${selector} shows no row with ${JSON.stringify(text)}: ${error.message}`);
    });
  }

  /** Does it again while it fails: what else gets the focus, as the editor does at a stop, closes the palette and boxes. */
  async patiently(work) {
    for (let attempt = 1; ; attempt++) {
      const done = await work().then(
        () => true,
        error => {
          if (attempt === 8) throw error;
          return false;
        },
      );
      if (done) return;
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(500);
    }
  }

  /** Runs a command by its title in the palette. */
  command(title) {
    return this.patiently(async () => {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget .quick-input-box input');
      await input.fill(`>${title}`, { timeout: 5000 });
      // For a moment the list may be that of a shorter text.
      const first = '.quick-input-list .monaco-list-row[data-index="0"]';
      await this.text(first, new RegExp(title.split(': ').pop()), 5);
      // No key: a key goes to whatever has the focus by then, which may be the editor again.
      await this.page.locator(first).click({ timeout: 2000 });
    });
  }

  /** A button of the debug toolbar, by its icon. */
  async press(icon) {
    await this.page.locator(`.debug-toolbar .codicon-${icon}:not(.disabled)`).first().click();
  }

  /**
   * Presses F5 and waits until `started` shows. It is pressed once, since the second F5 continues; before the extension is
   * known, the first opens a view only. The extension is, when it offers to debug above the program's `main`.
   */
  async start(started = '.debug-toolbar') {
    const { page } = this;
    await page.locator('.codelens-decoration', { hasText: 'Debug' }).first().waitFor();
    await page.keyboard.press('Control+Shift+E');
    await page.locator('.explorer-viewlet').first().waitFor({ state: 'visible' });
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('F5');
    await page.locator(started).first().waitFor({ state: 'visible' });
  }

  /** Folds a section of the side bar away, so that others have its place. */
  async collapse(section) {
    const header = this.page.locator('.pane-header', { hasText: new RegExp(`^${section}`, 'i') }).first();
    if ((await header.getAttribute('aria-expanded')) === 'true')
      await header.click({ position: { x: 60, y: 10 } });
  }

  functionBreakpoint(name) {
    return this.patiently(async () => {
      await this.command('Debug: Function Breakpoint');
      // Its row comes after those of the exception filters, which fill the pane.
      await this.page.locator('.debug-breakpoints').hover();
      await this.page.mouse.wheel(0, 1000);
      const input = this.page.locator('.debug-breakpoints .monaco-inputbox input');
      await input.waitFor({ timeout: 5000 });
      // It has the focus; where the pane is drawn anew meanwhile, what has been typed is gone.
      await this.page.keyboard.insertText(name);
      const typed = await input.inputValue({ timeout: 1000 });
      if (typed !== name) throw new Error(`the box holds ${JSON.stringify(typed)}`);
      await this.page.keyboard.press('Enter');
      await this.visible('.debug-breakpoints', name, 5);
    });
  }

  /** Waits until these, from top to bottom, stand before the lines; they are no text of the page, but of its styles. */
  async lineCounts(expected) {
    const shown = () =>
      [...document.querySelectorAll('.view-lines .view-line')]
        .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
        .flatMap(line => [...line.querySelectorAll('span')])
        .map(span => getComputedStyle(span, '::before').content.replace(/["\s]/g, ''))
        .filter(text => /^\d/.test(text));
    for (const end = Date.now() + 60_000; ; await this.page.waitForTimeout(100)) {
      const texts = await this.page.evaluate(shown);
      if (texts.join(' ') === expected.join(' ')) return;
      if (Date.now() > end)
        throw new Error(`before the lines stand ${texts.join(' ')}, not ${expected.join(' ')}`);
    }
  }

  /** A picture of the README and of the walkthrough, where they are to be renewed. */
  async picture(name) {
    await this.screenshot(name);
    if (process.env.RINGSIDE_PICTURES && this.look.name === 'server-dark-wide')
      await this.page.screenshot({ path: join(root, 'media/walkthrough', `${name}.png`) });
  }

  /** `dist/test/screenshots/LOOK-NAME.png` */
  async screenshot(name) {
    const file = join(root, shots, `${this.look.name}-${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}
