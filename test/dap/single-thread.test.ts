/** `singleThread`: one process runs until the kernel gives the CPU to another one. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { endless } from './programs';
import { lineOf, lines, withClient } from './with-client';

const worker = `#include <unistd.h>

int main(void)
{
    volatile int i, sum = 0;
    for (i = 0; i < 100000; i++) /* loop */
        sum += i;
    write(1, "done\\n", 5); /* done */
    return 4;
}
`;
const thread = { threadId: 2 };

describe('a single thread', () => {
  before(buildCommandLine);

  it('continues until another one gets the CPU, and can go on from there', () =>
    withClient({ 'worker.c': worker, 'endless.c': endless }, async ({ client }) => {
      const attributes = { program: 'worker.c', programs: [{ program: 'endless.c' }], trace: false };
      await client.startTo('breakpoint', attributes);
      const answer = await client.request('continue', { ...thread, singleThread: true });
      assert.deepEqual(answer, { allThreadsContinued: false });
      const stop = await client.stopped('pause');
      assert.equal(stop.threadId, 2);
      assert.match(stop.text, /^3 \w+ gets the CPU: only 2 worker was to run$/);
      const [frame] = await client.stack(2);
      assert.match(frame.name, /^(switch_to|swtch) \(kernel\)$/);
      assert.equal(client.text('stdout'), '');
      for (const command of ['continue', 'next', 'stepIn', 'stepOut'])
        assert.match(
          await client.refused(command, { threadId: 3, singleThread: true }),
          /^process 3 does not have the CPU/,
        );
      await client.request(...lines('worker.c', lineOf(worker, '/* done */')));
      await client.go('continue', { ...thread, singleThread: false }, 'breakpoint');
      await client.disconnect();
    }));

  it('steps likewise', () =>
    withClient({ 'worker.c': worker, 'endless.c': endless }, async ({ client }) => {
      const attributes = { program: 'worker.c', programs: [{ program: 'endless.c' }], trace: false };
      await client.startTo('breakpoint', attributes);
      await client.go('stepOut', { ...thread, singleThread: true }, 'pause');
      await client.disconnect();
    }));

  it('runs to the end where it is the only one: the kernel is no other process', () =>
    withClient({ 'worker.c': worker }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'worker.c', trace: false });
      await client.go('next', { ...thread, singleThread: true }, 'step');
      await client.request(...lines('worker.c', lineOf(worker, '/* done */')));
      await client.go('continue', { ...thread, singleThread: true }, 'breakpoint');
      await client.go('next', { ...thread, singleThread: true }, 'step');
      assert.equal(client.text('stdout'), 'done\n');
      await client.request('continue', thread);
      assert.deepEqual(await client.event('exited'), { exitCode: 4 });
    }));
});
