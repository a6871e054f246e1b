/** Formats behind a comma, `@`, hidden variables, statics of functions, whole values and long arrays. */
import assert from 'node:assert/strict';
import { DebuggerError } from '../../src/debugger';
import { Session } from './session';

const program = `
#include <stdio.h>
enum color { RED, GREEN = 5 };
struct point { int x, y; const char *name; };
int x = -5;
unsigned mode = 0644;
enum color tint = GREEN;
unsigned char raw[4] = { 0xff, 0, 128, 'A' };
unsigned char sound[8] = "ab";
signed char low[3] = { -1, 0, -128 };
char text[12] = "tab\\there", digits[3] = { 0, '1', 0 }, odd[6] = { 1, '2', 'g', 0, '7', 0 };
char line[300];
int many[20000];
struct point points[3] = { { 1, 2, "one" }, { 3, 4, "a name that is rather long, so that it would be cut off somewhere in the middle, and then some more words to come behind it, and more" } };
static int counter(void)
{
    static int calls = 7;
    static struct point last = { 8, 9, 0 };
    {
        static int calls = 70;
        calls++;
    }
    return calls++ + last.x;
}
static int hiding(int x)
{
    int y = x + 1;
    {
        int x = y * 10, *y = &x;
        {
            int x = *y + 100;
            return x + *y; /* here */
        }
    }
}
int main(void)
{
    int i;
    for (i = 0; i < 20000; i++)
        many[i] = i;
    for (i = 0; i < 299; i++)
        line[i] = 'a' + i % 26;
    return counter() + hiding(1) + mode + raw[0] + points[0].x + tint + sound[0] + low[0] + text[0] + digits[0] + odd[0];
}
`;

describe('what a watch may ask for', () => {
  let session: Session;
  before(async () => {
    session = await Session.at({ files: { 'formats.c': program }, timer: 0 });
    session.breakAt('formats.c', program.split('\n').findIndex(row => row.includes('/* here */')) + 1);
    await session.continue();
  });
  after(() => session.end());

  const evaluate = (text: string, context: 'watch' | 'clipboard' = 'watch') =>
    session.debugger.examine.evaluate(text, session.top, context);
  const shown = (text: string): string => {
    try {
      return evaluate(text).value;
    } catch (error) {
      if (error instanceof DebuggerError) return `! ${error.message}`;
      throw error;
    }
  };

  // prettier-ignore
  const cases: readonly (readonly [expression: string, value: string])[] = [
    // A format is one, whatever else its letter names.
    ['x,x', '0x78'], ['x,h', '0x78'], ['x,d', '120'], ['x, o', '0170'], ['x,b', '0b1111000'], ['x,c', "'x'"], ['mode,o', '0644'], ['mode, X', '0x1a4'],
    ['formats::x,x', '0xfffffffb'], ['formats::x,o', '037777777773'], ['(x + 1) , d', '121'], ['(x, mode)', '420'], ['mode, mode', '420'],
    ['points[0].name,s', '"one"'], ['text,s', String.raw`"tab\there"`], ['tint,d', '5'], ['tint', 'GREEN'], ['raw,x', '{0xff, 0x0, 0x80, 0x41}'], ['raw,d', '{255, 0, 128, 65}'],
    ['points[0],x', '{x = 0x1, y = 0x2, name = 0x00002000 "one"}'], ['(long long)-1,x', '0xffffffffffffffff'], ['x,q', '! there is no q in formats'],
    [',x', '! there is no expression'],
    // So many from there on.
    ['many[5]@3', '{5, 6, 7}'], ['*&many[1]@2', '{1, 2}'], ['many, 4', '4'], ['(many[5]@3)[1]', '6'], ['many[5] @ 1 + 1', '{5, 6}'], ['sizeof(many[0]@6)', '24'],
    ['many[0]@many[2]', '{0, 1}'], ['many[0]@0', '! what stands after @ is a number of elements, 1 or more'], ['3@2', '! there is more only behind what stands in memory: this stands in a register, or nowhere'], ['x@2', '! there is more only behind what stands in memory: this stands in a register, or nowhere'], ['@', '! the character @ means nothing here (column 1)'],
    ['many[0]@', '! expected an expression, and here is the end of the line'],
    // Texts that stand nowhere.
    ['"abc"[1]', "98 'b'"], ['*"abc"', "97 'a'"], ['"abc"[3]', String.raw`0 '\0'`], ['"abc"[9]', '<not readable>'], ['&"abc"[1]', '! this has no address: it stands in a register, or nowhere'],
    ['(char (*)[4])text', '0x00003000 <text>'], ['*(char (*)[4])text', String.raw`"tab\t"`], ['((char (*)[4])text)[1]', '"here"'],
    // All elements are told.
    ['raw', String.raw`{255 '\xff', 0 '\0', 128 '\x80', 65 'A'}`], ['sound', '"ab"'], ['low', String.raw`{-1 '\xff', 0 '\0', -128 '\x80'}`], ['digits', '""'], ['odd', String.raw`{1 '\x01', 50 '2', 103 'g', 0 '\0', 55 '7', 0 '\0'}`],
    // Names of other functions.
    ['calls', '! there is no calls in formats; counter has one: counter::calls'], ['i', '! there is no i in formats; main has one, which is not in scope here'],
    // Statics of functions.
    ['counter::calls', '8'], ['formats::counter::calls', '8'], ['counter::last.y', '9'], ['counter::nosuch', '! the function counter has no static variable nosuch'], ['&counter::calls == 0', '0'],
    ['kernel::clock_now::nosuch', '! there is no clock_now::nosuch in kernel'],
  ];
  for (const [expression, value] of cases)
    it(`${expression} is ${value.slice(0, 50)}`, () => {
      const got = shown(expression).replace(/0x0000[2345]\w{3}/g, address => `${address.slice(0, 7)}000`);
      assert.equal(got, value);
    });

  it('a variable that an inner one hides is there, without an expression', () => {
    const locals = session
      .scope('Locals')
      .map(({ name, value, evaluateName }) => [name, value, evaluateName]);
    assert.deepEqual(
      locals.map(([name, value]) => `${name} = ${value!.replace(/^0x7f\w+$/, '0x7f…')}`),
      ['x (outer 2) = 1', 'y (outer) = 2', 'x (outer) = 20', 'y = 0x7f…', 'x = 120'],
    );
    assert.deepEqual(
      locals.map(([, , name]) => name),
      [undefined, undefined, undefined, 'y', 'x'],
    );
    const outer = session.scope('Locals').find(({ name }) => name === 'x (outer)')!;
    assert.equal(outer.set!('21').value, '21');
    assert.equal(shown('*y'), '21');
    outer.set!('20');
  });

  it('a format holds for what unfolds, and its expressions have it', () => {
    const children = evaluate('points[0],x').children!();
    assert.deepEqual(
      children.slice(0, 2).map(({ evaluateName, value }) => [evaluateName, value]),
      [
        ['points[0].x,x', '0x1'],
        ['points[0].y,x', '0x2'],
      ],
    );
    for (const { evaluateName, value } of children) assert.equal(shown(evaluateName!), value);
    const repeated = evaluate('many[5]@3').children!();
    assert.deepEqual(
      repeated.map(({ evaluateName, value }) => [shown(evaluateName!), value]),
      [
        ['5', '5'],
        ['6', '6'],
        ['7', '7'],
      ],
    );
  });

  it('with a format can be set', () => {
    assert.equal(session.debugger.examine.assign('mode,o', '0600', session.top).value, '0600');
    session.debugger.examine.assign('mode', '0644', session.top);
  });

  it('whole is what is copied', () => {
    const whole = (text: string) => evaluate(text, 'clipboard').value;
    assert.equal(whole('many'), `{${Array.from({ length: 20000 }, (_, at) => at).join(', ')}}`);
    assert.equal(whole('line').length, 301);
    assert.match(
      whole('points'),
      /^\{\{x = 1, y = 2, name = 0x\w+ "one"\}, .* and more"\}, \{x = 0, y = 0, name = 0x0+\}\}$/,
    );
    assert.match(whole('points[1].name'), /and more"$/);
    assert.match(shown('points[1].name'), /"…$/);
    assert.match(shown('many'), /, …\}$/);
  });

  it('statics are completed behind the name of their function', () => {
    const complete = (text: string) =>
      session.debugger.examine.complete(text, text.length, session.top).map(({ text }) => text);
    assert.deepEqual(complete('counter::'), ['calls', 'last']);
    assert.deepEqual(complete('formats::counter::l'), ['last']);
    assert.deepEqual(complete('hiding::'), []);
  });

  it('of a long array comes as much as is asked for', () => {
    const { children, indexed } = evaluate('many');
    assert.equal(indexed, 20000);
    assert.equal(children!({ start: 0, count: 20000 }).length, 20000);
    assert.equal(children!({ start: 5000, count: 12000 }).at(-1)!.value, '16999');
    assert.equal(children!({ start: 19999, count: 5 }).length, 1);
    assert.equal(children!().length, 10000);
  });
});
