import assert from 'node:assert/strict';
import { Session } from './session';

const source = `#include <stdio.h>
struct point { double x; float y; } corner = { 1.5, -0.25f };
float none = -0.0f;
static double scale(double by, float more) {
  double product = corner.x * by;
  float sum = product + more;
  printf("%g\\n", sum); /* here */
  return sum;
}
int main(void) {
  double list[] = { 0.1, 2e300, 1 / 0.0 };
  return scale(list[0] * 20, 0.5f) == 3.5 ? 0 : 1;
}
`;
const here = source.split('\n').findIndex(line => line.includes('/* here */')) + 1;

describe('floating-point numbers of a program', () => {
  it('are values, take part in expressions, and can be set', async () => {
    const session = await Session.at({ files: { 'floats.c': source }, timer: 0 });
    session.breakAt('floats.c', here);
    await session.continue();
    const value = (expression: string) => {
      const found = session.debugger.examine.evaluate(expression, session.top, 'repl');
      return `${found.value} | ${found.type}`;
    };
    assert.equal(value('product'), '3.0 | double');
    assert.equal(value('sum'), '3.5 | float');
    assert.equal(value('corner'), '{x = 1.5, y = -0.25} | struct point');
    assert.equal(value('by / 4 + more'), '1.0 | double');
    assert.equal(value('1.0f / 3'), '0.33333334 | float');
    assert.deepEqual(
      ['0.1f', '16777216.0f + 0.0f', '3.4028235e38f', '1e-45f', '-1.1f', '123456792.0f'].map(value),
      ['0.1', '16777216.0', '3.4028235e+38', '1e-45', '-1.1', '123456792.0'].map(text => `${text} | float`),
    );
    assert.equal(value('(int)(corner.x * 3)'), '4 | int');
    assert.equal(value('corner.y < 0'), '1 | int');
    assert.equal(value('-(product - 3)'), '-0.0 | double');
    assert.equal(value('none'), '-0.0 | float');
    assert.equal(value('1 / none'), '-inf | float');
    assert.equal(value('product / 0'), 'inf | double');
    assert.equal(value('none / none'), 'nan | float');
    assert.equal(value('sum = 0x1p-1'), '0.5 | float');
    const set = (text: string) => session.debugger.examine.assign('none', text, session.top).value;
    assert.deepEqual(['-inf', 'nan', 'inf', '-0.0'].map(set), ['-inf', 'nan', 'inf', '-0.0']);
    await session.continue();
    assert.match(session.output, /0\.5/);
    session.end();
  });
});
