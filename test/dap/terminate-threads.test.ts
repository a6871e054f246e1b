/** `terminateThreads`: the kernel ends a process, whatever that does, and the others go on. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { endless } from './programs';
import { functions, withClient } from './with-client';

const reader = `#include <stdio.h>

int main(void)
{
    int c = getchar();
    printf("read %d\\n", c);
    return 3;
}
`;

const parent = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status, child = fork();
    if (child == 0)
        for (;;)
            ;
    waitpid(child, &status, 0);
    printf("killed by %d\\n", status);
    return 5;
}
`;

const threadNames = async (client: DapClient): Promise<string[]> =>
  (await client.request('threads')).threads.map(({ name }: Body) => name);

const exited = (client: DapClient, thread: number) =>
  client.event('thread', ({ threadId, reason }) => threadId === thread && reason === 'exited');

const started = (client: DapClient, thread: number) =>
  client.event('thread', ({ threadId, reason }) => threadId === thread && reason === 'started');

describe('a terminated thread', () => {
  before(buildCommandLine);

  it('ends in the midst of a loop, while the machine runs', () =>
    withClient({ 'parent.c': parent }, async ({ client }) => {
      await client.start({ program: 'parent.c', stopOnEntry: false });
      await started(client, 3);
      await client.request('terminateThreads', { threadIds: [3] });
      assert.deepEqual(await client.event('exited'), { exitCode: 5 });
      assert.equal(client.text('stdout'), 'killed by 9\n');
    }));

  it('ends where it waits for input, with nothing else to do', () =>
    withClient({ 'reader.c': reader }, async ({ client }) => {
      await client.start({ program: 'reader.c', stopOnEntry: false });
      while (!(await threadNames(client)).some(name => /^2 .*waits for input/.test(name)));
      await client.request('terminateThreads', { threadIds: [2] });
      assert.deepEqual(await client.event('exited'), { exitCode: 128 + 9 });
      assert.equal(client.text('stdout'), '');
    }));

  it('ends as soon as a machine runs that was stopped in user mode, and one in the kernel when that is done', () =>
    withClient({ 'reader.c': reader, 'endless.c': endless }, async ({ client }) => {
      const programs = [{ program: 'endless.c' }, { program: 'endless.c' }];
      const stop = await client.startTo('breakpoint', { program: 'reader.c', programs, trace: false });
      const before = (await client.stack(3)).map(({ name }) => name);
      await client.request('terminateThreads', { threadIds: [3] });
      // The kernel has noted it, and does it when the process runs: the stack is still the same.
      assert.deepEqual(await client.event('invalidated'), { areas: ['variables'] });
      assert.deepEqual(
        (await client.stack(3)).map(({ name }) => name),
        before,
      );
      assert.ok((await client.stack(stop.threadId)).length > 0);
      await client.request(...functions('sys_read'));
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      await client.request('terminateThreads', { threadIds: [4] });
      await client.event('output', ({ output }) => /^4 \w+ will be ended as soon as the/.test(output));
      const [frame] = await client.stack(2);
      assert.equal(frame.name, 'sys_read (kernel)');
      await client.request(...functions());
      await client.request('continue', { threadId: 2 });
      await Promise.all([exited(client, 3), exited(client, 4)]);
      await client.request('ringside/input', { text: 'A\n' });
      assert.deepEqual(await client.event('exited'), { exitCode: 3 });
      assert.equal(client.text('stdout'), 'read 65\n');
    }));

  it('is each of the programs, if none is named', () =>
    withClient({ 'reader.c': reader, 'endless.c': endless }, async ({ client }) => {
      const programs = [{ program: 'endless.c' }, { program: 'reader.c' }];
      await client.startTo('breakpoint', { program: 'reader.c', programs, trace: false });
      await client.request('terminateThreads', {});
      await client.request('continue', { threadId: 2 });
      // The machine goes off when the last of them has ended, with the status of the first.
      assert.deepEqual(await client.event('exited'), { exitCode: 128 + 9 });
    }));

  it('is refused by the kernel where it needs the process', () =>
    withClient({ 'reader.c': reader }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'reader.c', trace: false });
      const before = await client.stack(2);
      for (const [thread, sentence] of [
        [1, /^the kernel does not end process 1: error 1$/],
        [1_000_000, /^the idle process cannot be ended$/],
        [77, /^there is no process 77 that could be ended$/],
      ] as const)
        assert.match(await client.refused('terminateThreads', { threadIds: [thread] }), sentence);
      const after = await client.stack(2);
      assert.deepEqual(
        after.map(({ instructionPointerReference }) => instructionPointerReference),
        before.map(({ instructionPointerReference }) => instructionPointerReference),
      );
      await client.request('ringside/input', { text: 'B\n' });
      await client.request('continue', { threadId: 2 });
      assert.deepEqual(await client.event('exited'), { exitCode: 3 });
    }));
});
