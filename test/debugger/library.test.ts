/** Steps that meet the library: what they pass over, and what they do not. */
import assert from 'node:assert/strict';
import { Session, isEnd } from './session';

const program = `#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int numbers[4] = {3, 1, 2, 0};

static int compare(const void *a, const void *b)
{
    int left = *(const int *)a;
    return left - *(const int *)b; /* compare last */
} /* compare end */

static void bye(void)
{
    write(1, "bye\\n", 4); /* bye first */
} /* bye end */

static int twice(int x)
{
    return 2 * x; /* twice */
}

int main(void)
{
    long long big = 1LL << 40;
    atexit(bye); /* atexit */
    printf("%d\\n", twice(4)); /* print */
    qsort(numbers, 4, sizeof numbers[0], compare); /* sort */
    big /= 7; /* divide */
    write(1, "x\\n", 2); /* write */
    exit((int)big & 1); /* exit */
}
`;
const lines = program.split('\n');
const at = (mark: string) => lines.findIndex(line => line.includes(`/* ${mark} */`)) + 1;
const files = { 'p.c': program };

/** Stops at a line, and takes one kind of step so many times. */
async function steps(session: Session, mark: string, times: number, how: 'into' | 'over' = 'into') {
  session.breakAt('p.c', at(mark));
  await session.continue();
  session.breakAt('p.c');
  const seen: string[] = [];
  for (let left = times; left > 0; left--) {
    if (isEnd(await session.step(how))) return [...seen, 'end'];
    seen.push(session.where());
  }
  return seen;
}

for (const timer of [0, 600])
  describe(`steps into with a timer of ${timer}`, () => {
    it('pass over functions of the library, and enter those of the user among their arguments', async () => {
      const session = await Session.at({ files, timer });
      assert.deepEqual(await steps(session, 'print', 4), [
        `twice p.c:${at('twice')}`,
        `twice p.c:${at('twice') + 1}`,
        `main p.c:${at('print')}`,
        `main p.c:${at('sort')}`,
      ]);
      assert.equal(session.output, '8\n');
      session.end();
    });

    it('stop in a function of the user’s that the library calls back, each time', async () => {
      const session = await Session.at({ files, timer });
      const [first, ...rest] = await steps(session, 'sort', 40);
      assert.equal(first, `compare p.c:${at('compare last') - 1}`);
      const until = rest.indexOf(`main p.c:${at('divide')}`);
      const turns = rest.slice(0, until).filter(place => place === first).length + 1;
      assert.ok(turns >= 4, `${turns}`);
      assert.deepEqual(
        new Set(rest.slice(0, until)),
        new Set([first, `compare p.c:${at('compare last')}`, `compare p.c:${at('compare end')}`]),
      );
      session.end();
    });

    it('never stop in what the compiler calls by itself', async () => {
      const session = await Session.at({ files, timer });
      assert.deepEqual(await steps(session, 'divide', 1), [`main p.c:${at('write')}`]);
      session.end();
    });

    it('enter the stub of a system call, and from there the kernel', async () => {
      const session = await Session.at({ files, timer });
      const [stub, trap, kernel] = await steps(session, 'write', 3);
      assert.match(stub!, /^write usys\.toy:/);
      assert.match(trap!, /^write usys\.toy:/);
      assert.match(kernel!, /^trapentry trapentry\.toy:/);
      session.end();
    });

    it('go on in the library where they start in it', async () => {
      const session = await Session.at({ files, timer });
      session.debugger.breakpoints.setFunctions([{ name: 'printf' }]);
      await session.continue();
      session.debugger.breakpoints.setFunctions([]);
      const names = new Set<string>();
      for (let left = 12; left > 0; left--) {
        await session.step('into');
        names.add(session.top.name);
      }
      assert.ok(names.size > 1, [...names].join());
      session.end();
    });

    it('come to functions that run at exit', async () => {
      const session = await Session.at({ files, timer });
      assert.deepEqual(await steps(session, 'exit', 1), [`bye p.c:${at('bye first')}`]);
      session.end();
    });
  });

describe('a step over', () => {
  it('at the end of a function that the library has called goes on to the next one of the user’s', async () => {
    const session = await Session.at({ files });
    session.breakAt('p.c', at('compare end'));
    await session.continue();
    session.breakAt('p.c');
    await session.step();
    assert.equal(session.where(), `compare p.c:${at('compare last') - 1}`);
    session.end();
  });
});

describe('a step into with the library', () => {
  it('enters its functions', async () => {
    const session = await Session.at({ files, stepIntoLibrary: true });
    const [first] = await steps(session, 'sort', 1);
    assert.match(first!, /^qsort qsort\.c:/);
    session.end();
  });

  it('goes back to it from where it was called', async () => {
    const session = await Session.at({ files, stepIntoLibrary: true });
    session.breakAt('p.c', at('compare end'));
    await session.continue();
    session.breakAt('p.c');
    await session.step('into');
    assert.match(session.where(), /qsort\.c:/);
    session.end();
  });
});
