/** The view *Protocol*: comes up by itself, shows the run row by row, and goes to instants. */
import assert from 'node:assert/strict';
import { looks } from '../../../scripts/vscode/looks.mjs';
import { demandAccessible } from './accessibility.mjs';
import { showsFigure62, showsFigure63 } from './figures.mjs';
import { Editor } from './support.mjs';

const twoProcesses = JSON.stringify({
  version: '0.2.0',
  configurations: [
    {
      type: 'ringside',
      request: 'launch',
      name: 'two',
      program: '${file}',
      args: ['a'],
      programs: [{ program: '${file}', args: ['b'] }],
      timer: 2000,
      stopOnEntry: false,
      stopOnExit: true,
    },
  ],
});

/** Their titles, a section of each, and what stands in it. */
const otherViews = [
  ['Memory', 'frames', /frames of 4,096 bytes/],
  ['Stacks', 'stacks', /The CPU is in kernel mode|There is no process yet/],
  ['System', 'traps', /system call/],
];

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
      const below = Number(await there.getAttribute('data-row')) + 1;
      await page.locator('tr[aria-current]').press('ArrowDown');
      assert.equal(await page.evaluate(() => document.activeElement.dataset.row), String(below));
      await page.locator(`tr:focus`).press('Home');
      assert.equal(await page.evaluate(() => document.activeElement.innerText.includes('boot')), true);

      // Predict: what comes is hidden until it has been chosen.
      await page.locator('label', { hasText: 'predict' }).click();
      await page.getByText('What comes next?').waitFor();
      const next = page.locator('tr', { hasText: /start timer: interrupt CPU/ });
      assert.equal(await next.count(), 0);
      await editor.screenshot('protocol-predict');
      await page
        .locator('.quiz button:not(:disabled)', { hasNotText: 'Hardware: start timer' })
        .first()
        .click();
      await page.getByText('0 right, 1 wrong').waitFor();
      await page.locator('.quiz button', { hasText: 'Hardware: start timer' }).click();
      await next.waitFor();
      await page.getByText('1 right, 1 wrong').waitFor();
      await demandAccessible(page, 'Protocol');

      await showsTheTimeline(editor);

      // The other views of the panel, in the session that is there.
      for (const [view, section, text] of otherViews) {
        await editor.command(`Ringside: Focus on ${view} View`);
        const other = await editor.webview(`details.${section}`);
        await other.locator('.summary', { hasText: /the machine stands, instruction/ }).waitFor();
        await other.locator(`details.${section}`, { hasText: text }).waitFor();
        await demandAccessible(other, view);
        await editor.screenshot(view.toLowerCase());
      }
      await showsWhatIsPointedAt(editor);

      // To its end: the rows of the book's figure, word by word.
      await editor.command('Ringside: Focus on Protocol View');
      await page.locator('label', { hasText: 'predict' }).click();
      await editor.command('Debug: Continue');
      await row('end of 2 hello').waitFor({ state: 'attached' });
      await showsFigure62(page);
    });

    it('shows a timer interrupt as the book does', async () => {
      editor = await Editor.open(look, 'yielder.c', { '.vscode/launch.json': twoProcesses });
      await editor.statusBar(/\bC\b/);
      await editor.command('Ringside: Focus on Protocol View');
      await editor.start();
      const page = await editor.webview('table[role="treegrid"]');
      await showsFigure63(page);
      await editor.screenshot('protocol-timer');
    });
  });

/** The view Timeline: shows the run so far to who opens it late; keys zoom and walk, a click goes to the instant. */
async function showsTheTimeline(editor) {
  await editor.command('Ringside: Focus on Timeline View');
  const page = await editor.webview('.picture canvas');
  const sentence = pattern => page.locator('.summary', { hasText: pattern }).waitFor();
  await sentence(/: Instructions 0 to [\d,]+: user .* 2 processes, \d+ context switches\./);
  const first = page.locator('.event').first();
  const [instant] = (await first.innerText()).split(' ');
  await first.click();
  await sentence(new RegExp(`The machine stands at instruction ${instant}\\.`));
  await editor.screenshot('timeline');

  // Only what answers a question is listed, until everything is again.
  const question = page.locator('.question');
  await question.fill('process-create');
  await question.press('Enter');
  await page
    .locator('.answered', { hasText: /^process-create, up to instruction [\d,]+: it happens 2 times/ })
    .waitFor();
  await page.locator('.event').nth(2).waitFor({ state: 'detached' });
  assert.equal(await page.locator('.event').count(), 2);
  await editor.screenshot('timeline-question');
  await question.fill('never tarp');
  await question.press('Enter');
  await page.locator('.answered', { hasText: 'there is no event tarp' }).waitFor();
  await question.press('Escape');
  await page.locator('.event').nth(2).waitFor();

  await page.locator('.picture').focus();
  await page.locator('.picture').press('w');
  await page.locator('.picture').press('.');
  await page.locator('.event[aria-selected="true"]', { hasNotText: instant }).waitFor();
  await page.locator('.picture').press('Enter');
  const next = (await page.locator('.event[aria-selected="true"]').innerText()).split(' ')[0];
  await sentence(new RegExp(`The machine stands at instruction ${next}\\.`));
  await page.locator('summary').click();
  await page.locator('td', { hasText: '%' }).first().waitFor();
  await demandAccessible(page, 'Timeline');
  await editor.screenshot('timeline-close');
}

/** The focus of the keyboard on a row of System marks the event of that instant in Timeline, and no longer than it is there. */
async function showsWhatIsPointedAt(editor) {
  const system = await editor.webview('details.disk');
  const timeline = await editor.webview('.picture canvas');
  const command = system.locator('details.disk tbody tr', { hasText: /read/ }).first();
  const [instant] = await command.locator('button.link').allInnerTexts();
  await command.focus();
  await system.locator('details.disk tr.pointed-at').waitFor();
  await timeline.locator('.event.pointed-at', { hasText: instant }).waitFor({ state: 'attached' });
  await editor.screenshot('pointed');
  await command.blur();
  await timeline.locator('.event.pointed-at').waitFor({ state: 'detached' });
}
