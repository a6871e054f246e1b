/** axe on a page of the extension: what WCAG 2.1 asks for, as far as a program can see it. */
import assert from 'node:assert/strict';
import axe from 'axe-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Fails with what axe finds in a frame: the rule, and the elements that break it. */
export async function demandAccessible(frame, name) {
  // The page lets no script in; what a debugger evaluates it does not see.
  await frame.evaluate(axe.source);
  // What VS Code has behind the page, which it lets through.
  await frame.evaluate(() => {
    document.documentElement.style.background = 'var(--vscode-panel-background)';
  });
  const { violations } = await frame.evaluate(values => globalThis.axe.run({ runOnly: values }), rules);
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html }) => `  ${html.slice(0, 200)}`).join('\n')}`,
  );
  assert.deepEqual(told, [], `axe on the view ${name}`);
}
