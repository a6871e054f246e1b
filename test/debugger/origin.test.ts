/** Where a value has come from: through registers, memory, trap frames, pipes, fork and the disk, to who made it. */
import assert from 'node:assert/strict';
import { Session, stopped } from './session';

interface Case {
  readonly what: string;
  readonly program: string;
  readonly variable?: string;
  /** Of the last step: a line of the program, marked with `made`. */
  readonly made?: RegExp;
  /** Of steps between. */
  readonly by: readonly RegExp[];
}

/** The program, with what stands before and in main. */
const main = (body: string, before = '') => `#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int total, seed = 3;
${before}
int main(void)
{
    int status, ends[2];
    ${body}
    return total; /* stop */
}
`;

const cases: readonly Case[] = [
  {
    what: 'a constant through locals and a call',
    program: main(
      'int x = twice(seed); total = x;',
      'static int twice(int n) {\n    int sum = n + n; /* made */\n    return sum;\n}',
    ),
    by: [],
  },
  {
    what: 'a copy by memcpy',
    program: main('int from = seed * 7; /* made */\n    int *p = &from; memcpy(&total, p, sizeof total);'),
    by: [/memcpy/],
  },
  {
    what: 'a value through a pipe, from another process',
    program: main(
      `pipe(ends);
    if (fork() == 0) {
        int n = seed * 9; /* made */
        write(ends[1], &n, sizeof n);
        _exit(0);
    }
    read(ends[0], &total, sizeof total);
    wait(&status);`,
    ),
    by: [/the kernel, for 2 p/, /the kernel, for 3 p/],
  },
  {
    what: 'an argument of a system call through the trap frame',
    program: main('total = dup2(1, seed * 2); /* made */'),
    by: [/the hardware pops the trap frame: a0/, /the hardware pushes the trap frame: a1/],
  },
  {
    what: 'a value through a file, when its block has gone to the disk and come back',
    program: main(
      `int fd = open("f", O_CREAT | O_RDWR), n = seed + 4; /* made */
    char block[4096];
    write(fd, &n, sizeof n);
    for (int i = 0; i < 100; i++)
        write(fd, block, sizeof block);
    lseek(fd, 0, SEEK_SET);
    read(fd, &total, sizeof total);`,
    ),
    by: [/the disk \(DMA\) reads sector \d+/, /the disk is written: sector \d+/],
  },
  {
    what: 'memory that is copied when the first of two processes writes to its page',
    program: main(
      `total = seed + 1; /* made */
    if (fork() != 0) {
        wait(&status);
        return 0;
    }
    seed = 9;`,
    ),
    by: [/the kernel, for [23] p/],
  },
];

describe('where a value comes from', function () {
  this.timeout(120_000);

  for (const { what, program, variable = 'total', by } of cases)
    it(`is told of ${what}`, async () => {
      const session = await Session.at({ files: { 'p.c': program }, timer: 2000, history: 64 });
      const lines = program.split('\n');
      const lineOf = (text: string) => lines.findIndex(line => line.includes(text)) + 1;
      session.breakAt('p.c', lineOf('/* stop */'));
      await session.continue();
      session.debugger.time.whence(session.debugger.examine.evaluate(variable, session.top, 'watch'));
      const { description } = stopped(await session.stop());
      assert.match(description, /^total comes from here, (one step|\d+ steps) back: /);
      const told = session.told.map(({ text }) => text).filter(text => /^\d+ {2}/.test(text));
      for (const pattern of by)
        assert.ok(
          told.some(text => pattern.test(text)),
          `${pattern}\n${told.join('\n')}`,
        );
      assert.equal(session.top.source?.line, lineOf('/* made */') - 1, told.join('\n'));
      session.end();
    });
});
