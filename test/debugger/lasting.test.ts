/** A variable has its value until its register is overwritten or its scope ends, at every instruction. */
import assert from 'node:assert/strict';
import { Session } from './session';

const program = `
static int id(int a) { return a; }
static int turned(int k)
{
    switch (k) {
    case 1:
        k += 5;
        break;
    default:
        k = -k;
    }
    return k; /* here */
}
static int mixed(int k, int m)
{
    if (m > 1)
        return k;
    return m ? k * 3 + m : k > 1 && m;
}
static int next(int k) { return ++k; }
static int before(int k) { return k++; }
static int lost(int k) { return k + 7; }
int main(void)
{
    return id(3) + turned(1) + turned(2) + mixed(5, 2) + mixed(5, 1) + mixed(5, 0) + next(1) + before(1) + lost(1);
}
`;

const none = 'none';
/** By call, what the first variable is seen to be, each value once in a row. */
const expected = [
  ['id', '3'],
  ['turned', '1', '6'],
  ['turned', '2', '-2'],
  ['mixed', '5'],
  ['mixed', '5', none],
  ['mixed', '5', none],
  ['next', '1', '2'],
  ['before', '1', '2', none],
  ['lost', '1', none],
];

describe('a variable in the register that results come in', () => {
  it('has its value until that is overwritten', async () => {
    const session = await Session.at({ files: { 'lasting.c': program }, timer: 0 });
    const seen: string[][] = [];
    let outside = true;
    while (session.top.mode === 'user' && session.top.source?.path === 'lasting.c') {
      const { name } = session.top;
      if (name !== 'main') {
        const value = session.scope('Locals')[0]!.value.replace(/^<.*>$/, none);
        if (outside) seen.push([name]);
        if (seen.at(-1)!.at(-1) !== value) seen.at(-1)!.push(value);
      }
      outside = name === 'main';
      await session.step('into', 'instruction');
    }
    assert.deepEqual(seen, expected);
    session.end();
  });

  it('can be asked for by a condition', async () => {
    const session = await Session.at({ files: { 'lasting.c': program }, timer: 0 });
    const line = program.split('\n').findIndex(row => row.includes('/* here */'));
    const [breakpoint] = session.debugger.breakpoints.setLines('lasting.c', [{ line, condition: 'k < 0' }]);
    assert.equal(breakpoint!.verified, true);
    await session.continue();
    assert.deepEqual([session.where(), session.value('k')], [`turned lasting.c:${line + 1}`, '-2']);
    session.end();
  });
});
