/** The parts of `npm run mutate`: which changes it makes, and whom it asks first. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/guest';

describe('changing one operator or constant', () => {
  const cases: readonly (readonly [source: string, ...changed: string[]])[] = [
    ['a + 1;', 'a - 1;', 'a + 2;'],
    [
      'if (!a || b) c = -2n;',
      'if (!a && b) c = -2n;',
      'if (a || b) c = -2n;',
      'if (!a || b) c = +2n;',
      'if (!a || b) c = -3n;',
    ],
    ['a[i++] = true;', 'a[i--] = true;', 'a[i++] = false;'],
    ["import { a } from '1';\ntype T = 1 | true;\ninterface I { a: 2 }\nconst t: 3 = a;"],
  ];
  for (const [source, ...changed] of cases)
    it(source, async () => {
      const { mutationsOf } = await import('../../scripts/mutate/mutations.mjs');
      const results = mutationsOf(source).map(
        ({ start, end, text }) => source.slice(0, start) + text + source.slice(end),
      );
      assert.deepEqual(results.sort(), changed.sort());
    });

  it('asks tests of each room or near it first, and each test once', async () => {
    const { testsFor } = await import('../../scripts/mutate/tests-for.mjs');
    const folders = readdirSync(join(root, 'test')).map(name => join('test', name));
    for (const room of readdirSync(join(root, 'src'))) {
      const { own, near, far } = testsFor(root, `src/${room}/file.ts`);
      assert.notEqual(own.length + near.length, 0, room);
      assert.deepEqual([...own, ...near, ...far].sort(), folders.sort());
    }
  });
});
