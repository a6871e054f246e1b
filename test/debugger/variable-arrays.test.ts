/** Arrays of variable length: their elements, and their sizes as the program itself has them. */
import assert from 'node:assert/strict';
import { Session } from './session';

const source = `#include <stdio.h>
static int sum(int rows, int columns, int m[rows][columns]) {
  int total = 0;
  for (int i = 0; i < rows; i++) total += m[i][0];
  printf("%d %d\\n", total, (int)sizeof *m); /* rows */
  return total;
}
static int use(int n) {
  int a[n], twice[2][n + 1];
  char text[n * 2];
  typedef short vector[n];
  vector v;
  int (*row)[n + 1] = twice;
  for (int i = 0; i < n; i++) { a[i] = i * i; twice[0][i] = -i; twice[1][i] = i; v[i] = 7; }
  twice[0][n] = twice[1][n] = 9;
  text[0] = 'h'; text[1] = 0;
  printf("%d %d %d\\n", (int)sizeof a, (int)sizeof twice, (int)sizeof v); /* here */
  return a[n - 1] + sum(2, n + 1, row);
}
int main(void) { return use(3) + use(5) == 4 + 16 ? 0 : 1; }
`;
const line = (mark: string) => source.split('\n').findIndex(text => text.includes(`/* ${mark} */`)) + 1;

describe('arrays of variable length', () => {
  it('show their elements, and have the size that they have now', async () => {
    const session = await Session.at({ files: { 'vla.c': source }, timer: 0 });
    session.breakAt('vla.c', line('here'));
    const value = (expression: string) => {
      const found = session.debugger.examine.evaluate(expression, session.top, 'watch');
      return `${found.value} | ${found.type}`;
    };
    for (const n of [3, 5]) {
      await session.continue();
      const squares = Array.from({ length: n }, (_, i) => i * i);
      assert.equal(value('a'), `{${squares.join(', ')}} | int [${n}]`);
      assert.equal(value('sizeof a'), `${n * 4} | unsigned int`);
      assert.equal(value('sizeof a / sizeof *a'), `${n} | unsigned int`);
      assert.equal(value('a[2] + *a'), '4 | int');
      assert.equal(value('sizeof twice'), `${8 * (n + 1)} | unsigned int`);
      assert.equal(value('twice[1][2] - twice[0][2]'), '4 | int');
      assert.match(value('twice[1]'), new RegExp(`^{0, 1, 2.*9} \\| int \\[${n + 1}\\]$`));
      assert.match(value('*row'), new RegExp(`^{0, -1, -2.*9} \\| int \\[${n + 1}\\]$`));
      assert.equal(value('(row + 1)[0][n]'), '9 | int');
      assert.equal(value('sizeof *row'), `${4 * (n + 1)} | unsigned int`);
      assert.equal(value('sizeof v'), `${n * 2} | unsigned int`);
      assert.match(value('text'), /"h" \| char \[\d+\]$/);
      const locals = session.debugger.examine.scopes(session.top)[0]?.variables() ?? [];
      const shown = locals.find(({ name }) => name === 'a');
      assert.equal(shown?.type, `int [${n}]`);
      assert.deepEqual(
        shown?.children?.().map(({ name, value: text }) => `${name} ${text}`),
        squares.map((square, i) => `[${i}] ${square}`),
      );
    }
    session.end();
  });

  it('are parameters, whose rows have the size that the call says', async () => {
    const session = await Session.at({ files: { 'vla.c': source }, timer: 0 });
    session.breakAt('vla.c', line('rows'));
    await session.continue();
    const { value, type } = session.debugger.examine.evaluate('m[1]', session.top, 'watch');
    assert.equal(`${value} | ${type}`, '{0, 1, 2, 9} | int [4]');
    assert.equal(session.debugger.examine.evaluate('sizeof *m', session.top, 'watch').value, '16');
    session.end();
  });
});
