/** The name that was probably meant, against a plain computation of the distance. */
import assert from 'node:assert/strict';
import { suggest } from '../../src/source';
import { Random } from '../support/random';

/** Optimal string alignment, straight from its definition; a replacement costs a little more than a letter too many. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  const replaced = distance(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1.1);
  const plain = Math.min(distance(restA, b) + 1, distance(a, restB) + 1, replaced);
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(plain, distance(a.slice(0, -2), b.slice(0, -2)) + 1) : plain;
}

const near = (name: string, other: string) => distance(name, other) < (name.length <= 4 ? 1.5 : 2.5) - 1e-9;

describe('suggestions', () => {
  it('are made up to the distance that the definition gives', () => {
    const random = new Random(7);
    const word = () => random.list(random.between(2, 7), () => random.pick(['a', 'b', 'c'])).join('');
    let suggested = 0;
    for (let turn = 0; turn < 400; turn++) {
      const [name, other] = [word(), word()];
      assert.equal(suggest(name, [other]), near(name, other) ? other : undefined, `${name} ${other}`);
      if (near(name, other)) suggested++;
    }
    assert.ok(suggested > 20 && suggested < 380, String(suggested));
  });

  it('count what differs in the last letters', () => {
    assert.equal(suggest('abcd', ['abcde']), 'abcde');
    assert.equal(suggest('abcd', ['abcdef']), undefined);
    assert.equal(suggest('abcdef', ['abcdxyz']), undefined);
    assert.equal(suggest('abcdef', ['abcdfe']), 'abcdfe');
  });

  it('take the nearest, and the first of those that are as near', () => {
    assert.equal(suggest('adi', ['add', 'addi', 'sub']), 'addi');
    assert.equal(suggest('print', ['prints', 'printf']), 'prints');
    assert.equal(suggest('PRINTF', ['printf']), 'printf');
  });
});
