/** Pages that come with their first use, and copies that come with the first write after fork: the debugger sees through them. */
import assert from 'node:assert/strict';
import { Session, stopped } from './session';

const promised = `#include <stdlib.h>
int table[100000];
int main(void)
{
    int *heap = malloc(400000);

    heap[50000] = 1; /* heap */
    table[70000] = 2; /* table */
    return heap[50001] + *(volatile char *)0x10; /* null */
}
`;

const forked = `#include <sys/wait.h>
#include <unistd.h>
int shared = 1, status, far[3000] = {1};
int main(void)
{
    int ends[2];

    pipe(ends);
    if (fork() == 0) {
        shared++; /* child */
        read(ends[0], &shared, sizeof shared); /* read */
        return shared; /* end */
    }
    write(ends[1], "abcd", 4);
    wait(&status);
    return shared; /* parent */
}
`;

const lineOf = (program: string, comment: string) =>
  program.split('\n').findIndex(row => row.includes(`/* ${comment} */`)) + 1;

const at = async (program: string) => {
  const session = await Session.at({ files: { 'p.c': program }, timer: 0 });
  session.debugger.setExceptionFilters([{ filter: 'fault' }]);
  return session;
};

const runTo = async (session: Session, line: number) => {
  session.breakAt('p.c', line);
  await session.continue();
  assert.equal(session.stack()[0], `main p.c:${line}`);
};

describe('pages on demand', () => {
  it('are no faults that are stopped at, and steps go over them', async () => {
    const session = await at(promised);
    await runTo(session, lineOf(promised, 'heap'));
    for (const comment of ['table', 'null']) {
      await session.step('into');
      assert.equal(session.stack()[0], `main p.c:${lineOf(promised, comment)}`);
    }
    const { reason } = stopped(await session.continue());
    assert.equal(reason, 'exception');
    session.end();
  });

  it('read as the zeros that they will be', async () => {
    const session = await at(promised);
    await runTo(session, lineOf(promised, 'heap'));
    const before = session.system.machine.count;
    assert.deepEqual(
      ['heap[50000]', 'heap[90000]', 'table[0]', 'table[99999]'].map(text => session.value(text)),
      ['0', '0', '0', '0'],
    );
    assert.equal(session.system.machine.count, before);
    session.end();
  });

  it('come when they are written by hand', async () => {
    const session = await at(promised);
    await runTo(session, lineOf(promised, 'heap'));
    const { pid, top } = session;
    session.debugger.examine.assign('table[50000]', '7', top);
    assert.deepEqual(
      ['table[50000]', 'table[50001]'].map(text => session.value(text)),
      ['7', '0'],
    );
    const { address } = session.debugger.examine.evaluate('table[90000]', top, 'watch') as {
      address: number;
    };
    assert.equal(session.debugger.examine.writeMemory(pid, address, Uint8Array.of(1, 2, 3, 4)), 4);
    assert.equal(session.value('table[90000]'), String(0x04030201));
    // The program goes on as if nothing had been between.
    await session.step('over');
    assert.equal(session.stack()[0], `main p.c:${lineOf(promised, 'table')}`);
    assert.equal(session.value('table[50000]'), '7');
    session.end();
  });

  it('do not come by hand while the kernel is in the midst of something', async () => {
    const session = await at(promised);
    session.debugger.breakpoints.setFunctions([{ name: 'sys_sbrk' }]);
    await session.continue();
    assert.throws(
      () => session.debugger.examine.assign('p::table[50000]', '7', session.top),
      /cannot be written yet: it comes when the program first uses it, or by hand in user mode/,
    );
    session.end();
  });
});

describe('copy on write', () => {
  it('leaves each process its own values, and a step goes over the copying', async () => {
    const session = await at(forked);
    await runTo(session, lineOf(forked, 'child'));
    session.debugger.examine.assign('far[2000]', '7', session.top);
    assert.equal(session.value('far[2000]'), '7');
    await session.step('over');
    assert.equal(session.stack()[0], `main p.c:${lineOf(forked, 'read')}`);
    assert.equal(session.value('shared'), '2');
    session.debugger.examine.assign('shared', '7', session.top);
    await runTo(session, lineOf(forked, 'parent'));
    assert.equal(session.value('shared'), '1');
    assert.equal(session.value('far[2000]'), '0');
    session.end();
  });

  it('takes data breakpoints along', async () => {
    const session = await at(forked);
    await runTo(session, lineOf(forked, 'child'));
    const { pid } = session;
    const { address, size } = session.debugger.examine.evaluate('shared', session.top, 'watch') as {
      address: number;
      size: number;
    };
    session.debugger.breakpoints.setData([{ address, length: size, access: 'write', pid }]);
    assert.match(stopped(await session.continue()).description, /written by main/);
    assert.match(
      stopped(await session.continue()).description,
      /written by \w+\+0x\w+ \(kernel, for \d+ p\): was 0x00000002, is 0x64636261/,
    );
    session.end();
  });
});
