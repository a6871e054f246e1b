/** The view *Protocol*: comes up by itself, shows the run row by row, and goes to instants. */
import assert from 'node:assert/strict';
import { looks } from '../../../scripts/vscode/looks.mjs';
import { Editor } from './support.mjs';

for (const look of looks(process.env.RINGSIDE_LOOKS === 'all'))
  describe(`the view Protocol, ${look.name}`, () => {
    let editor;
    afterEach(async function () {
      if (this.currentTest.state === 'failed') await editor?.screenshot('protocol-failed');
      await editor?.close();
      editor = undefined;
    });

    it('comes up at the first stop, shows rows, goes to the instant of one, walks by keys, and predicts', async () => {
      editor = await Editor.open(look, 'hello.c');
      await editor.statusBar(/\bC\b/);
      await editor.start();
      const page = await editor.webview('table[role="treegrid"]');
      const row = text => page.locator('tr', { hasText: text }).first();
      await row('run 2 hello').waitFor();
      await page.locator('tr[aria-current]').waitFor();
      assert.match(
        await page.locator('.summary').innerText(),
        /^Debug the open file: the machine stands at “.*”, instruction [\d,]+\.$/,
      );
      await editor.screenshot('protocol');

      // A click goes to the instant; the section of the present is unfolded.
      await row('boot').click();
      await row('start interrupt timer').click();
      await editor.statusBar(/kernel · 0 idle|kernel ·\s+[\d,]+ of [\d,]+/);
      const there = page.locator('tr[aria-current]', { hasText: 'start interrupt timer' });
      await there.waitFor();
      await editor.screenshot('protocol-past');

      // By keys alone: down from there, and Enter.
      await there.focus();
      const next = Number(await there.getAttribute('data-row')) + 1;
      await page.locator('tr[aria-current]').press('ArrowDown');
      assert.equal(await page.evaluate(() => document.activeElement.dataset.row), String(next));
      await page.locator(`tr:focus`).press('Home');
      assert.equal(await page.evaluate(() => document.activeElement.innerText.includes('boot')), true);

      // Predict: what comes is hidden until it has been chosen.
      await row('timer interrupt while 2 hello ran').click();
      await row('run main()').click();
      await page.locator('tr[aria-current]', { hasText: 'run main()' }).waitFor();
      await page.locator('label', { hasText: 'predict' }).click();
      await page.getByText('Let the program run').waitFor();
      for (const line of [8, 9]) {
        await editor.command('Debug: Step Over');
        await editor.callStack(new RegExp(`main[^\\n]*\\s[^\\n]*\\n?${line}:`));
      }
      // The terminal has come up with what was printed.
      await editor.command('Ringside: Focus on Protocol View');
      await page.getByText('What comes next?').waitFor();
      assert.equal(await row('call fstat(): trap into OS').count(), 0);
      await editor.screenshot('protocol-predict');
      await page.locator('.quiz button', { hasText: 'call fstat(): trap into OS' }).click();
      await row('call fstat(): trap into OS').waitFor();
      await page.getByText('1 right, 0 wrong').waitFor();
    });
  });
