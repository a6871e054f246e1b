/** Coverage of a lab's tests: which lines were executed stands in the editor, and the files in a view. */
import assert from 'node:assert/strict';
import { looks } from '../../../scripts/vscode/looks.mjs';
import { Editor } from './support.mjs';

const files = {
  '.lab/rubric.json': JSON.stringify({
    title: 'Greet',
    submit: ['greet.c'],
    tests: [{ name: 'greets', points: 1, programs: [{ program: 'greet.c' }], output: 'hello\n' }],
  }),
  'greet.c': `#include <stdio.h>
int main(int argc, char *argv[])
{
    if (argc > 1)
        puts(argv[1]);
    puts("hello");
    return 0;
}
`,
};

for (const look of looks(process.env.RINGSIDE_LOOKS === 'all'))
  describe(`coverage, ${look.name}`, () => {
    let editor;
    afterEach(async function () {
      if (this.currentTest.state === 'failed') await editor?.screenshot('coverage-failed');
      await editor?.close();
      editor = undefined;
    });

    it('is shown beside the lines of the program, and by file', async () => {
      editor = await Editor.open(look, 'greet.c', files);
      await editor.statusBar(/\bC\b/);
      await editor.command('Test: Refresh Tests');
      await editor.command('Test: Run All Tests with Coverage');
      const { page } = editor;
      const beside = kind => page.locator(`.monaco-editor .coverage-deco-gutter.coverage-deco-${kind}`);
      await beside('hit').first().waitFor({ timeout: 100_000 });
      // The line that was not executed, and the branch that has gone one way only.
      await beside('miss').first().waitFor();
      await editor.text('.test-coverage-list-label, .test-coverage-tree-label, .monaco-list-row', /greet\.c/);
      await editor.screenshot('coverage');
      assert.equal(await beside('miss').count(), 2);
    });
  });
