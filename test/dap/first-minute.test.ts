/** What a newcomer sees first: where the machine stops, which processes there are, which frames count. */
import assert from 'node:assert/strict';
import type { Body } from '../support/dap-client';
import { buildCommandLine } from '../support/command-line';
import { functions, withClient } from './with-client';

const hello = '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n';

const threadNames = async (client: { request(command: string): Promise<Body> }): Promise<string[]> =>
  (await client.request('threads')).threads.map(({ name }: Body) => name);

describe('the first minute', () => {
  before(buildCommandLine);

  it('the stop at entry is one at which VS Code opens its debug view, with a short word for it', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const stop = await client.startTo('breakpoint', { program: 'hello.c' });
      assert.deepEqual([stop.description, stop.text], ['entry', 'entry: main (user mode)']);
    }));

  it('a stop’s words leave room for the process’s name, and its sentence is in the text', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c' }, [functions('sys_write')]);
      await client.request('setExceptionBreakpoints', { filters: ['system-call', 'process'] });
      const words: Body[] = [];
      for (let stop = 0; stop < 5; stop++) {
        await client.request('continue', { threadId: 2 });
        const { reason, description, text } = await client.stopped();
        words.push([reason, description]);
        assert.ok(description.length <= 20, description);
        assert.ok(text.length > description.length, text);
      }
      assert.deepEqual(words, [
        ['breakpoint', 'fstat'],
        ['breakpoint', 'write'],
        ['breakpoint', 'breakpoint'],
        ['breakpoint', 'exit'],
        ['breakpoint', 'process exit'],
      ]);
    }));

  it('idle and init are no threads while they only wait', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c' });
      assert.deepEqual(await threadNames(client), ['2 hello (running, user)']);
      assert.deepEqual([...new Set(client.events('thread').map(({ threadId }) => threadId))], [2]);
    }));

  it('they are once the machine has stopped in them', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c' }, [functions('proc_free')]);
      const { threadId } = await client.go('continue', { threadId: 2 });
      assert.equal(threadId, 1);
      const [first] = await threadNames(client);
      assert.match(first!, /^1 init/);
      assert.ok(client.events('thread').some(body => body.threadId === 1 && body.reason === 'started'));
    }));

  it('they are while nothing else is there, and where the launch asks for them', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c', stopOnEntry: 'boot', allProcesses: true }, [
        functions('hello::main'),
      ]);
      assert.deepEqual(await threadNames(client), ['0 kernel (running, kernel)']);
      await client.go('continue', { threadId: 1_000_000 });
      assert.deepEqual(
        (await threadNames(client)).map(name => name.split(' (')[0]),
        ['0 idle', '1 init', '2 hello'],
      );
    }));

  it('the library’s frames are subdued, but for the one that runs and the one that has trapped', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c' }, [functions('sys_write', 'puts')]);
      const hint = ({ name, presentationHint }: Body) => [name.split(' ')[0], presentationHint ?? ''];
      await client.go('continue', { threadId: 2 });
      assert.deepEqual((await client.stack(2)).map(hint), [
        ['puts', ''],
        ['main', ''],
        ['_start', 'subtle'],
      ]);
      await client.go('continue', { threadId: 2 });
      const stack = await client.stack(2);
      const trap = stack.findIndex(({ presentationHint }) => presentationHint === 'label');
      assert.match(stack[trap].name, /^user → kernel · write\(1, "hello/);
      const user = stack.slice(trap + 1).map(hint);
      assert.deepEqual(
        [user[0], user.at(-2), user.at(-1)],
        [
          ['write', ''],
          ['main', ''],
          ['_start', 'subtle'],
        ],
      );
      assert.ok(
        user.slice(1, -2).every(([, shown]) => shown === 'subtle'),
        JSON.stringify(user),
      );
    }));
});
