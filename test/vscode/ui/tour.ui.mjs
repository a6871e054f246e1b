/** The tour: predict, and read the answer where the moment stands; what has been seen is kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looks } from '../../../scripts/vscode/looks.mjs';
import { Editor, root } from './support.mjs';

for (const look of looks(process.env.RINGSIDE_LOOKS === 'all'))
  describe(`the tour, ${look.name}`, () => {
    let editor;
    afterEach(async function () {
      if (this.currentTest.state === 'failed') await editor?.screenshot('tour-failed');
      await editor?.close();
      editor = undefined;
    });

    it('opens a moment with the answer to what was predicted, and marks it', async () => {
      editor = await Editor.open(look, 'hello.c', { 'hello.c': 'int main(void) { return 0; }\n' });
      const { page } = editor;
      const pick = text =>
        page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
      const begin = () => editor.command('Ringside: Tour of Limited Direct Execution…');
      await begin();
      await pick('The kernel tells the hardware where to go');
      await pick('At any time');
      await editor.text(
        '.monaco-dialog-box',
        /No: Only when the hardware knows the table\.\s*trap_init fills/,
      );
      await editor.screenshot('tour-answer');
      await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Show the Moment' }).click();
      await editor.text('.debug-call-stack .monaco-list-row', /trap_init/);
      await editor.screenshot('tour');
      await begin();
      await page.locator('.quick-input-list .codicon-pass-filled').first().waitFor();
      await page.keyboard.press('Escape');

      // A link of docs/tour leads to its step.
      const text = readFileSync(join(root, 'docs/tour/5-timer.md'), 'utf8');
      const [link] = /vscode:\/\/ringside\.ringside\/tour\?[\w-]+/.exec(text);
      await editor.command('Developer: Open URL');
      await page.locator('.quick-input-widget .quick-input-box input').fill(link);
      await page.keyboard.press('Enter');
      // VS Code asks whether the extension may open it.
      await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).click();
      await page.locator('.quick-input-widget input[placeholder="What do you say?"]').waitFor();
      await editor.screenshot('tour-link');
    });
  });
