import assert from 'node:assert/strict';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const program = `#include <unistd.h>
static int twice(int n) { return 2 * n; }
int main(void) { getpid(); getpid(); return twice(2); }
`;

describe('ringside ask', function () {
  before(buildCommandLine);

  it('answers over a recording and over programs alike, as lines and as JSON', () =>
    withFolder({ 'p.c': program }, folder => {
      const asked = (...args: string[]) => ringside(['ask', ...args], { folder });
      ringside(['run', '--record', 'r.ringside', 'p.c'], { folder });
      const recorded = asked('r.ringside', 'system-call getpid', 'count call twice == 2');
      assert.equal(recorded.status, 1, recorded.error);
      assert.match(
        recorded.out,
        /^system-call getpid\n {2}it happens 2 times\n( +[\d,]+ {2}2 p +user → kernel {2}system call getpid\(\).*\n){2}count call twice == 2\n {2}does not hold: it happens once, not 2\n +[\d,]+ {2}2 p +call twice\(n: 2\), in main, p.c:3\n$/,
      );
      const made = asked('-q', 'system-call getpid', '-q', 'count call twice == 2', 'p.c');
      assert.deepEqual(made, recorded);
      const json = asked('--json', 'r.ringside', 'never fault of p');
      assert.deepEqual(JSON.parse(json.out), [
        {
          question: 'never fault of p',
          holds: true,
          text: 'holds: it never happens',
          count: 0,
          instants: [],
        },
      ]);
      assert.equal(json.status, 0);
      assert.match(asked('--most', '1', 'r.ringside', 'system-call getpid').out, /\n +and 1 more\n$/);
    }));

  it('says what is wrong, and where', () =>
    withFolder({ 'p.c': program, notes: 'x' }, folder => {
      const refused = (sentence: RegExp, ...args: string[]) => {
        const { status, error, out } = ringside(['ask', ...args], { folder });
        assert.deepEqual([status, out], [2, ''], error);
        assert.match(error, sentence);
      };
      refused(
        /^ringside: there is no function twise; did you mean twice\?\n {2}call twise of 2\n {2}\^~~~~~~~~~~~~~~\n$/,
        '-q',
        'call twise of 2',
        'p.c',
      );
      refused(
        /^ringside: there is no event trp; did you mean trap\?\n {2}never trp\n {8}\^~~\n$/,
        '-q',
        'never trp',
        'p.c',
      );
      refused(/p\.c is no recording; over a program, ask with --question/, 'p.c', 'call twice');
      refused(/cannot read gone: no such file/, 'gone', 'call twice');
      refused(/which recording, or which program\?/);
      ringside(['run', '--record', 'r.ringside', 'p.c'], { folder });
      refused(/--most: options stand before the recording/, 'r.ringside', 'call twice', '--most', '3');
    }));
});
