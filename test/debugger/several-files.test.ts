/** A program of several files, in which names of one file are those of another too. */
import assert from 'node:assert/strict';
import { Session } from './session';

const files = {
  'main.c': `
int first(int), second(int);
static int count = 100;
static int step(void) { return ++count; }
int main(void) {
    int got = step();
    return first(got) + second(got);
}
`,
  'lib/first.c': `
static int count = 200;
static int step(int by) { static int calls = 7; calls++; return count += by; }
int first(int n) { int count = 1; return step(n) + count; }
`,
  'lib/second.c': `
static int count = 300;
static int step(int by) { return count -= by; }
int second(int n) { return step(n); }
`,
};

const program = 'main.c+lib/first.c+lib/second.c';

describe('a program of several files', () => {
  it('has names of files before those of their statics', async () => {
    const session = await Session.at({ files, programs: [program] });
    const value = (text: string) => session.value(text);
    const values = {
      count: '100',
      'main.c::count': '100',
      'first.c::count': '200',
      'second.c::count + 1': '301',
      '"lib/second.c"::count': '300',
      'main::first.c::count': '200',
      'first.c::step::calls': '7',
      'main::second.c::count': '300',
    };
    for (const [text, expected] of Object.entries(values)) assert.equal(value(text), expected, text);
    assert.match(value('second.c::step'), /step/);
    assert.throws(() => value('first.c::nothing'), { message: 'there is no nothing in first.c' });
    assert.throws(() => value('none.c::count'), { message: /^there is no program none\.c/ });
    const names = session.debugger.examine
      .complete('first.c::', 9, session.top)
      .map(({ text }) => text)
      .sort();
    assert.deepEqual(names, ['count', 'first', 'step']);
    session.end();
  });

  it('stops in the function of the file that is named, and shows its statics', async () => {
    const session = await Session.at({ files, programs: [program] });
    session.debugger.breakpoints.setFunctions([{ name: 'first.c::first' }, { name: 'second.c::step' }]);
    for (const [name, expected, expression] of [
      ['first', '200', 'main::first.c::count'],
      ['step', '300', 'count'],
    ] as const) {
      await session.continue();
      assert.equal(session.top.name, name);
      const count = session.scope('Globals').find(row => row.name === 'count')!;
      assert.equal(count.value, expected);
      assert.equal(count.evaluateName, expression);
      assert.equal(session.value(expression), expected);
    }
    session.end();
  });
});
