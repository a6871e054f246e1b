/** `ringside explore`, and interrupts placed by `ringside run --interrupts`. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { root } from '../support/guest';

/** Two processes add to a counter in a file; with `pipe`, a byte in a pipe is their lock. */
const race = (lock: string, unlock: string) => `#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int result, lock[2];

static int get(void)
{
    int n = 0, fd = open("counter", O_RDONLY);
    read(fd, &n, sizeof n);
    close(fd);
    return n;
}

static void put(int n)
{
    int fd = open("counter", O_CREAT | O_WRONLY);
    write(fd, &n, sizeof n);
    close(fd);
}

static void add(void)
{
    char c = 'c';
    (void)c;
    ${lock}
    int n = get();
    n++;
    put(n);
    ${unlock}
}

int main(void)
{
    int status;
    pipe(lock);
    write(lock[1], "x", 1);
    put(0);
    if (fork() == 0) {
        add();
        exit(0);
    }
    add();
    wait(&status);
    result = get();
    printf("%d\\n", result);
    return 0;
}
`;

const programs = {
  'race.c': race('', ''),
  'locked.c': race('read(lock[0], &c, 1);', 'write(lock[1], &c, 1);'),
  'sum.c': `#include <stdio.h>
int total;
static int add(int a, int b) { return a + b; }
int main(void) { char line[20]; while (fgets(line, sizeof line, stdin)) total = add(total, line[0]); return total & 7; }
`,
};

describe('ringside explore', function () {
  before(buildCommandLine);

  const explore = (folder: string, line: string, input = '') =>
    ringside(['explore', '--timer', '0', ...line.split(' ')], { folder, input });

  it('finds a lost update, and keeps a recording of each instant at which there is one', () =>
    withFolder(programs, folder => {
      const { status, out, error } = explore(folder, '--region add --check result --record lost race.c');
      assert.deepEqual([status, error], [1, '']);
      const rows = out.split('\n').slice(2, -2);
      const [first = '', second = ''] = out.split('\n');
      assert.equal(first, 'as it is: output "2\\n", status 0, result = 2');
      const [, all] = /^(\d+) instants in add$/.exec(second) ?? [];
      assert.match(out, new RegExp(`\n${rows.length} of ${all} instants make a difference\n$`));
      assert.ok(rows.length > 20 && rows.length < Number(all), out);
      for (const row of rows)
        assert.match(
          row,
          /^ *\d+ {2}\d race {2}\w+(\+0x[0-9a-f]+)? \(\w+\.(c|toy):\d+\): output "1\\n", status 0, result = 1$/,
        );
      const instants = rows.map(row => row.trim().split(' ')[0]);
      assert.deepEqual(
        readdirSync(join(folder, 'lost')).sort(),
        instants.map(instant => `${instant}.ringside`).sort(),
      );
      const [instant = ''] = instants;
      const replayed = ringside(['replay', `lost/${instant}.ringside`], { folder });
      assert.deepEqual(replayed, { status: 0, out: '1\n', error: '' });
      const placed = (...interrupts: string[]) =>
        ringside(['run', '--timer', '0', '--interrupts', interrupts.join(','), 'race.c'], { folder });
      assert.equal(placed(instant).out, '1\n');
      assert.equal(placed('5', '900_000_000').out, '2\n');
    }));

  it('finds none where there is a lock', () =>
    withFolder(programs, folder => {
      const { status, out } = explore(folder, '--region add --check result locked.c');
      assert.equal(status, 0, out);
      assert.match(out, /\n0 of \d+ instants make a difference\n$/);
    }));

  it('gives every run the same input, and tries no more instants than it is told', () =>
    withFolder(programs, folder => {
      const { status, out } = explore(folder, '--region add --check total --most 3 sum.c', 'a\nb\nc\n');
      assert.equal(status, 0);
      assert.match(
        out,
        /^as it is: output "", status 6, total = 294\n\d+ instants in add, 3 of them tried\n0 of 3 instants/,
      );
    }));

  it('finds what a loop does at one of its instructions, though it tries few of its turns', () => {
    const folder = join(root, 'examples');
    // 5,000 instants, five in each turn.
    const { status, out } = explore(folder, '--region add --most 50 race.c 500');
    assert.equal(status, 1, out);
    assert.match(
      out,
      /\n5000 instants in add, 50 of them tried\n(.+ race  add\+0x[8c] .+\n)+[1-9]\d* of 50 instants make/,
    );
  });

  it('says what is wrong with what it is asked for', () =>
    withFolder(programs, folder => {
      const refused = (line: string, sentence: RegExp) => {
        const { status, error } = explore(folder, line);
        assert.equal(status, 2, line);
        assert.match(error, sentence);
      };
      refused('sum.c', /which function\? Give --region FUNCTION/);
      refused('--region ad sum.c', /^ringside: there is no function ad; did you mean add\?\n$/);
      refused('--region add --check tota sum.c', /^ringside: there is no tota in sum/);
      refused('--region add --check total=1 sum.c', /^ringside: a condition only looks: = would assign/);
      refused('--region add --interrupts x sum.c', /--interrupts\[0\]: expected a whole number/);
    }));

  it('writes nothing but what it says', () =>
    withFolder(programs, folder => {
      explore(folder, '--region add sum.c');
      assert.deepEqual(readdirSync(folder).sort(), Object.keys(programs).sort());
      assert.equal(readFileSync(join(folder, 'sum.c'), 'utf8'), programs['sum.c']);
    }));
});
