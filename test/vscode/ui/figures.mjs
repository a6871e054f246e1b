/** The figures of the book, as docs/protocol.md has them, against the rows of the page Protocol. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support.mjs';

/** What a run of the real kernel has beside figure 6.2: test/figures/protocol.test.ts says why. */
const beside =
  /^tell the disk to read$|^A has ended: a zombie|^call switch|proc_t|^switch to k-stack|^go on with work of wait|^switch the machine off$|^1 init has ended/;

/** Who does what, in order: `hardware: move to user mode`. */
function figure(number) {
  const text = readFileSync(join(root, 'docs/protocol.md'), 'utf8');
  const [, block] = new RegExp(
    `<!-- figure ${number}: a test.*?-->(.*?)<!-- figure ${number}: end`,
    's',
  ).exec(text);
  const rows = block.split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row => {
    const cells = row.split('|').slice(1, -1);
    const index = cells.findIndex(cell => cell.trim() !== '');
    return `${['system', 'hardware', 'program'][index]}: ${cells[index].trim()}`;
  });
}

/** Unfolds all sections; where something else has come before the page, nobody could click. */
const unfold = page =>
  page.evaluate(() => {
    for (const row of document.querySelectorAll('tr.section[aria-expanded="false"]')) row.click();
  });

/** The rows of a section of the page, without the numbers of this run and with letters for processes. */
async function rowsOf(page, title, letters) {
  const body = page.locator('tbody', { has: page.locator('tr.section', { hasText: title }) }).first();
  const rows = await body.evaluate(section =>
    [...section.querySelectorAll('tr[data-row]:not(.aside)')].flatMap(row =>
      ['system', 'hardware', 'program'].flatMap(column => {
        const words = row.querySelector(`td.${column}`)?.firstChild?.textContent ?? '';
        return words === '' ? [] : [`${column}: ${words}`];
      }),
    ),
  );
  return rows.map(row => letters.reduce((text, [name, letter]) => text.replaceAll(name, letter), row));
}

const words = row => row.slice(row.indexOf(': ') + 2);

/** `hello.c` has run to its end. */
export async function showsFigure62(page) {
  await unfold(page);
  const rows = title => rowsOf(page, title, [['2 hello', 'A']]);
  const birth = await rows(/run 2 hello/);
  const all = [
    ...(await rows(/^\W*boot/)),
    ...birth.filter(row => !row.startsWith('program')),
    'program: run main()',
    ...(await rows('write(1, "hello, world\\n", 13) = 13 by 2 hello')),
    ...(await rows(/end of 2 hello/)),
  ];
  // The first instructions of the program may come before or after the first tick.
  assert.equal(await page.locator('td.program', { hasText: /^run main\(\).*\/bin\/hello/ }).count(), 1);
  assert.deepEqual(
    all.filter(row => !beside.test(words(row))),
    figure('6.2'),
  );
}

/** Two of `yielder.c` have run with a timer of 2,000. */
export async function showsFigure63(page) {
  const letters = [
    ['2 yielder', 'A'],
    ['3 yielder', 'B'],
  ];
  const title = page.locator('tr.section', { hasText: 'timer interrupt: 2 yielder → 3 yielder' });
  await title.first().waitFor({ state: 'attached' });
  await unfold(page);
  const told = await rowsOf(page, 'timer interrupt: 2 yielder → 3 yielder', letters);
  // The first time that B runs it comes to its main; the book's B is in the midst of it.
  assert.deepEqual(['program: A runs', ...told.filter(row => row !== 'program: run main()')], figure('6.3'));
}
