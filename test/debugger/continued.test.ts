/** Breakpoints on lines that go on with a statement. */
import assert from 'node:assert/strict';
import { Session, isEnd } from './session';

const program = `#include <stdio.h>
int hits;
static int check(int x)
{
    return x;
}
int main(int argc, char **argv)
{
    if (check(0) &&
        check(1))
        hits++;
    if (check(1) &&
        check(2))
        hits++;
    int y = argc > 5
        ? check(7)
        : check(8);
    int w = argc > 5
        ? y * 3
        : y + 4;
    printf("%d %d %s\\n",
           check(y),
           2,

           "x"
           "y");
    int z[] = {
        check(1),
        2,
        check(3)
    };
    z[0] +=
        hits;

    struct { int x; } pairs[] = {{w}, {hits}};
    int sum = pairs[0].x +
        pairs[1].x
        - y;
    sum -=
        pairs[0].x;
    if (sum
        == pairs[1].x)
        return 0;
    return check(
        w);
}
`;
const rows = program.split('\n');
const lineOf = (part: string, after = 0) => rows.findIndex((row, at) => at >= after && row.includes(part));

describe('breakpoints on lines that go on with a statement', () => {
  const second = lineOf('if (check(1) &&');
  /** The line asked for, where it goes, and how often it is come to. */
  const cases: readonly (readonly [what: string, line: number, place: number, stops: number])[] = [
    ['the second half of && that is not come to', lineOf('check(1))'), lineOf('check(1))'), 0],
    ['the second half of && that is', second + 1, second + 1, 1],
    ['an arm that is not chosen', lineOf('? check(7)'), lineOf('? check(7)'), 0],
    ['the arm that is', lineOf(': check(8)'), lineOf(': check(8)'), 1],
    ['an arm without a call', lineOf(': y + 4'), lineOf(': y + 4'), 1],
    ['an arm without a call that is not chosen', lineOf('? y * 3'), lineOf('? y * 3'), 0],
    ['an argument', lineOf('check(y)'), lineOf('check(y)'), 1],
    ['the second element of an initialiser', lineOf('2,', lineOf('int z')), lineOf('2,', lineOf('int z')), 1],
    ['the third', lineOf('check(3)'), lineOf('check(3)'), 1],
    ['a constant argument', lineOf('2,'), lineOf('2,'), 1],
    ['an empty line in a statement', lineOf('2,') + 1, lineOf('2,'), 1],
    ['a string', lineOf('"x"'), lineOf('"x"'), 1],
    ['the second half of a string', lineOf('"y"'), lineOf('"x"'), 1],
    ['an operand in memory', lineOf('        pairs[1].x'), lineOf('        pairs[1].x'), 1],
    ['an operand in a register', lineOf('- y;'), lineOf('- y;'), 1],
    ['what is assigned', lineOf('        pairs[0].x;'), lineOf('        pairs[0].x;'), 1],
    ['the second operand of a comparison', lineOf('== pairs[1].x'), lineOf('== pairs[1].x'), 1],
    ['the end of an initialiser', lineOf('};'), lineOf('check(3)'), 1],
    ['an empty line between statements', lineOf('        hits;') + 1, lineOf('struct { int x'), 1],
    ['the head of an argument list', lineOf('return check('), lineOf('return check('), 1],
  ];
  for (const [what, line, place, stops] of cases)
    it(`${what}: line ${line + 1} is at line ${place + 1}, ${stops} times`, async () => {
      const session = await Session.at({ files: { 'p.c': program }, programs: ['p.c'], timer: 0 });
      const [row] = session.debugger.breakpoints.setLines('p.c', [{ line }]);
      assert.equal(row?.verified, true, row?.message);
      assert.equal(row?.place?.line, place);
      assert.equal(row?.message === undefined, place === line, row?.message);
      for (let left = stops; left > 0; left--) {
        const stop = await session.continue();
        assert.ok(!isEnd(stop), 'it has not stopped');
        assert.equal(stop.reason, 'breakpoint');
        assert.equal(session.top.source?.line, place);
      }
      assert.ok(isEnd(await session.continue()));
    });
});

const heads = `int hits;
static int check(int x)
{
    return x;
}
int main(int argc, char **argv)
{
    if (check(1) &&
        check(0)
    )
        hits++;
    while (hits++ < 3
    )
        ;
    for (int i = 0;
         i < 2;
         i++
    )
        ;
    do
        hits--;
    while (hits > 1
    )
        ;
    switch (check(hits)
    ) {
    default:
        hits += argc
            ;
    }
    for (;;) {
        if (hits++ == 1)
            continue
                ;
        if (hits > 2)
            break
                ;
    }
    goto
        out
        ;
out:
    return hits
        ;
}
`;

describe('breakpoints on the last line of a statement or of its head', () => {
  const rows = heads.split('\n');
  const closing = (part: string) =>
    rows.findIndex((row, at) => at > rows.findIndex(each => each.includes(part)) && /^ *[;)]/.test(row));
  /** What the line closes, and where its breakpoint goes instead, zero-based lines after that. */
  const cases: readonly (readonly [what: string, line: number, place: string])[] = [
    ['if', closing('if (check'), 'check(0)'],
    ['while', closing('while (hits++'), 'while (hits++'],
    ['a loop without a body', closing('while (hits++') + 1, 'while (hits++'],
    ['for', closing('i++'), 'i++'],
    ['for without a body', closing('i++') + 1, 'i++'],
    ['do', closing('while (hits > 1'), 'while (hits > 1'],
    ['the semicolon of do', closing('while (hits > 1') + 1, 'while (hits > 1'],
    ['switch', closing('switch'), 'switch'],
    ['an expression', closing('hits += argc'), 'hits += argc'],
    ['continue', closing('continue'), 'continue'],
    ['break', closing('break'), 'break'],
    ['goto', closing('goto'), 'goto'],
    ['the name in goto', closing('goto') - 1, 'goto'],
    ['return', closing('return hits'), 'return hits'],
  ];
  for (const [what, line, part] of cases)
    it(`${what}: line ${line + 1} is at ${part}`, async () => {
      const session = await Session.at({ files: { 'p.c': heads }, stopOnEntry: 'boot' });
      const [row] = session.debugger.breakpoints.setLines('p.c', [{ line }]);
      assert.equal(
        row?.place?.line,
        rows.findIndex(each => each.includes(part)),
      );
      session.end();
    });
});
