/** `ringside compare`: two futures of one instant. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledKernel } from '../debugger/session';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { root } from '../support/guest';

const programs = {
  'sum.c': `#include <stdio.h>
#include <unistd.h>
int total = 1;
static void add(int n) { total += n; }
int main(void)
{
    char line[20];
    while (fgets(line, sizeof line, stdin)) {
        add(line[0] - '0');
        printf("%d\\n", total);
        fflush(stdout);
    }
    return 3;
}
`,
  'poke.c': `#include <stdio.h>
#include <unistd.h>
#include "table.h"
int main(void)
{
    volatile int *entry = (int *)TABLE;
    getpid();
    *entry = *entry;
    puts("written");
    return 0;
}
`,
  'loop.c': 'int main(void) { for (;;) {} }\n',
};

describe('ringside compare', function () {
  before(buildCommandLine);

  for (const page of ['README.md', 'docs/time.md'])
    it(`shows what ${page} says that it shows`, () => {
      const text = readFileSync(join(root, page), 'utf8');
      const [, line = ''] = /ringside (compare .* race\.c(?: \d+)?)/.exec(text) ?? [];
      const { status, out } = ringside(line.split(' '), { folder: join(root, 'examples') });
      assert.equal(status, 1, `no other future by ${line}: the instants of ${page} are of another kernel`);
      assert.match(out, /^changed: +output "some of it is lost/m);
    });

  const compare = (folder: string, args: readonly string[], input = '') =>
    ringside(['compare', ...args], { folder, input });

  /** The instants of the calls of `read`, by the events of a run. */
  function reads(folder: string, input: string): number[] {
    const { error } = ringside(['run', '--trace', 'sum.c'], { folder, input });
    return [...error.matchAll(/^ *(\d+) .*system call read\(0/gm)].map(([, count]) => Number(count));
  }

  it('tells the first event, state and output that differ, and keeps the other future', () =>
    withFolder(programs, folder => {
      const input = '2\n3\n4\n';
      const at = reads(folder, input)[1];
      const args = ['--at', String(at), '--change', 'total = 50', '--record', 'other.ringside', 'sum.c'];
      const { status, out, error } = compare(folder, args, input);
      assert.deepEqual([status, error], [1, ''], out);
      assert.match(out, new RegExp(`^at instruction ${at}, 2 sum in read\\+0x4: total = 50\\n`));
      assert.match(out, /^as it is: output "6\\n10\\n", status 3, at instruction \d+$/m);
      assert.match(out, /^changed: {2}output "53\\n57\\n", status 3, at instruction \d+$/m);
      const first = /differs:\n {2}as it is .*write\(1, "6\\n", 2\).*\n {2}changed .*write\(1, "53\\n", 3\)/;
      assert.match(out, first);
      assert.match(out, /^the first state that differs: system call read\(0, .* by 2 sum;/m);
      assert.match(out, /^ {2}total = 3, changed 50$/m);
      assert.match(out, /differs, after 0 characters:\n {2}as it is {2}"6\\n"\n {2}changed {3}"53\\n"\n$/);
      const replayed = ringside(['replay', 'other.ringside'], { folder });
      assert.deepEqual(replayed, { status: 3, out: '3\n53\n57\n', error: '' });
    }));

  it('takes a recording, and finds no difference where there is none', () =>
    withFolder(programs, folder => {
      const input = '2\n3\n';
      const at = String(reads(folder, input)[1]);
      ringside(['run', '--record', 'r.ringside', 'sum.c'], { folder, input });
      const same = compare(folder, ['--at', at, '--change', 'interrupt', '--replay', 'r.ringside']);
      assert.equal(same.status, 0, same.out);
      assert.match(same.out, /\nno event differs\nthe output is the same\n$/);
      const { status, out } = compare(folder, [
        '--at',
        at,
        '--change',
        'timer 700',
        '--replay',
        'r.ringside',
      ]);
      assert.ok([0, 1].includes(status ?? 2), out);
      assert.match(out, /^as it is: output "6\\n", status 3/m);
      assert.match(out, /^changed: {2}output "6\\n", status 3/m);
    }));

  it('lets programs write a page of the kernel, and stops where it is told to', () =>
    withFolder(programs, folder => {
      const { address = 0 } = bundledKernel().symbols.find(({ name }) => name === 'trap_table') ?? {};
      writeFileSync(join(folder, 'table.h'), `#define TABLE 0x${address.toString(16)}\n`);
      const poked = ringside(['run', '--trace', 'poke.c'], { folder });
      const at = /^ *(\d+) .*system call getpid/m.exec(poked.error)?.[1] ?? '';
      assert.equal(poked.status, 128 + 11, poked.error);
      const { out } = compare(folder, ['--at', at, '--change', 'writable kernel::trap_table', 'poke.c']);
      assert.match(out, /^changed: {2}output "written\\n", status 0/m);
      const args = ['--at', '234567', '--for', '200000', '--change', 'interrupt', 'loop.c'];
      assert.match(compare(folder, args).out, /^changed: .*no end, at instruction 434567$/m);
    }));

  it('says what is wrong with what it is asked for', () =>
    withFolder(programs, folder => {
      const refused = (args: readonly string[], sentence: RegExp) => {
        const { status, error } = compare(folder, args);
        assert.equal(status, 2, args.join(' '));
        assert.match(error, sentence);
      };
      refused(['sum.c'], /at which instant\? Give --at N/);
      refused(['--at', '5', 'sum.c'], /what is to be changed there\? Give --change CHANGE/);
      refused(
        ['--at', '900_000_000', '--change', 'interrupt', 'sum.c'],
        /does not come to instruction 900000000/,
      );
      refused(
        ['--at', '90000', '--change', 'total', 'sum.c'],
        /^ringside: total is no change: there are inter/,
      );
      refused(['--at', '90000', '--change', 'tota = 1', 'sum.c'], /^ringside: there is no tota/);
      refused(['--at', '9', '--change', 'interrupt', '--replay', 'sum.c'], /it is no recording of Ringside/);
    }));
});
