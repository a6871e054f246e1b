/** What a client is told of threads: which run and which stand, while the kernel boots, one steps or one has ended. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import type { Body } from '../support/dap-client';
import { functions, lineOf, lines, names, withClient } from './with-client';

const parent = `#include <stdio.h>
#include <unistd.h>
int main(void)
{
    if (fork() == 0)
        return 3;
    usleep(100000);
    int c = getchar();
    putchar(c);
    return 0;
}
`;
const files = { 'p.c': parent };
const thread = { threadId: 2 };
const idle = 1_000_000;

describe('threads', function () {
  before(buildCommandLine);

  it('all run while one steps, and the client is told', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false });
      for (const command of ['next', 'stepIn', 'stepOut']) {
        await client.request(command, thread);
        assert.deepEqual(await client.event('continued'), { ...thread, allThreadsContinued: true });
        await client.stopped();
      }
      const { length } = client.events('continued');
      await client.request('continue', thread);
      await client.request('threads');
      assert.equal(client.events('continued').length, length);
      await client.disconnect();
    }));

  it('that have ended are not stepped', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false }, [
        lines('p.c', lineOf(parent, 'getchar')),
      ]);
      await client.go('continue', thread, 'breakpoint');
      for (const command of ['next', 'stepIn', 'stepOut'])
        assert.equal(
          await client.refused(command, { threadId: 3 }),
          'process 3 has ended: there is nothing left of it to step',
        );
      assert.deepEqual(client.events('continued'), []);
      assert.ok((await client.stack(2)).length > 0);
      await client.disconnect();
    }));

  it('are paused where the client asks for it, and the step goes on afterwards', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false }, [
        lines('p.c', lineOf(parent, 'getchar')),
      ]);
      await client.go('continue', thread, 'breakpoint');
      await client.request('next', thread);
      const waits = async () => {
        const { threads } = await client.request('threads');
        return threads.some(({ name }: Body) => name === '2 p (waits for input)');
      };
      while (!(await waits()));
      assert.equal((await client.go('pause', thread, 'pause')).threadId, 2);
      assert.match(names(await client.stack(2)).join(), /main \(p, user\)/);
      await client.request('continue', thread);
      await client.request('ringside/input', { text: 'x\n' });
      await client.stopped('step');
      assert.equal((await client.stack(2))[0].line, lineOf(parent, 'putchar(c)'));
      await client.disconnect();
    }));

  it('are there as soon as the machine is started, and have a stack while the kernel boots', () =>
    withClient(files, async ({ client }) => {
      const { answer } = await client.launch({ program: 'p.c', stopOnEntry: 'boot', trace: false });
      await client.request(...functions('kernel::main', 'kernel::proc_init'));
      const started = client.request('configurationDone');
      const { threads } = await client.request('threads');
      assert.deepEqual(
        threads.map(({ id }: Body) => id),
        [idle],
      );
      await started;
      await answer;
      const wanted = [/^_start /, /^main /, /^proc_init /];
      for (const name of wanted) {
        const { threadId } = await client.stopped();
        assert.equal(threadId, idle);
        const { threads: now } = await client.request('threads');
        assert.match(now[0].name, /^0 kernel \(running, kernel\)$/);
        const stack = await client.stack(threadId);
        assert.match(stack[0].name, name);
        assert.match(stack.at(-1).name, /^_start /);
        await client.request('continue', { threadId });
      }
      await client.disconnect();
    }));
});
