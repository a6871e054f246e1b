/** Sessions that end, in every way and at every stage, and begin again. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { DapClient, asVsCode } from '../support/dap-client';
import { endless, hello } from './programs';
import { lines, withClient } from './with-client';

describe('the end of a session', () => {
  before(buildCommandLine);

  it('ends by disconnect at every stage', async () => {
    const stages: readonly ((client: DapClient) => Promise<unknown>)[] = [
      async () => {},
      client => client.request('initialize', asVsCode),
      async client => {
        await client.request('initialize', asVsCode);
        void client.ask('launch', { program: 'endless.c' });
      },
      client => client.launch({ program: 'endless.c' }),
      client => client.startTo('breakpoint', { program: 'endless.c' }),
      client => client.start({ program: 'endless.c', stopOnEntry: false }),
    ];
    for (const stage of stages)
      await withClient({ 'endless.c': endless }, async ({ client }) => {
        await stage(client);
        await client.request('disconnect', {});
        assert.equal(await client.ended, 0);
      });
  });

  it('ends when the client hangs up, at every stage', async () => {
    const stages: readonly ((client: DapClient) => Promise<unknown>)[] = [
      async () => {},
      client => client.request('initialize', asVsCode),
      client => client.launch({ program: 'endless.c' }),
      client => client.startTo('breakpoint', { program: 'endless.c' }),
      client => client.start({ program: 'endless.c', stopOnEntry: false }),
    ];
    for (const stage of stages)
      await withClient({ 'endless.c': endless }, async ({ client }) => {
        await stage(client);
        client.hangUp();
        assert.equal(await client.ended, 0);
        assert.equal(client.errors, '');
      });
  });

  it('ends by terminate while it builds, waits, runs and is stopped', async () => {
    await withClient({ 'endless.c': endless }, async ({ client }) => {
      await client.request('initialize', asVsCode);
      assert.equal(await client.refused('terminate'), 'nothing has been launched yet');
      const answer = client.ask('launch', { program: 'endless.c' });
      await client.request('terminate');
      await client.event('terminated');
      assert.equal((await answer).message, 'the launch was cancelled');
      await client.disconnect();
    });
    await withClient({ 'endless.c': endless }, async ({ client }) => {
      const { answer } = await client.launch({ program: 'endless.c' });
      await client.request('terminate');
      await client.event('terminated');
      assert.equal((await answer).message, 'the launch was cancelled');
      await client.disconnect();
    });
    for (const stopOnEntry of ['main', false] as const)
      await withClient({ 'endless.c': endless }, async ({ client }) => {
        await client.start({ program: 'endless.c', stopOnEntry });
        if (stopOnEntry) await client.stopped();
        await client.request('terminate');
        await client.event('terminated');
        assert.equal(await client.refused('stackTrace', { threadId: 2 }), 'the program has ended');
        assert.deepEqual(await client.request('threads'), { threads: [] });
        await client.request('terminate');
        await client.disconnect();
      });
  });

  it('restarts: builds again, with the breakpoints of before', () =>
    withFolder({ 'hello.c': hello }, async folder => {
      const client = DapClient.start(commandLine, folder);
      try {
        const path = join(folder, 'hello.c');
        await client.startTo('breakpoint', { program: path, trace: false }, [lines(path, 6)]);
        await client.go('continue', { threadId: 2 }, 'breakpoint');
        const [first] = await client.stack(2);
        await client.request('restart', {});
        await client.stopped('breakpoint');
        const again = await client.go('continue', { threadId: 2 }, 'breakpoint');
        const [second] = await client.stack(2);
        assert.deepEqual([second.name, second.line], [first.name, first.line]);
        const ids = client.events('stopped').flatMap(({ hitBreakpointIds }) => hitBreakpointIds);
        assert.equal(new Set(ids).size, 1);
        assert.equal(again.hitBreakpointIds.length, 1);
        const other = { program: path, args: ['x'], stopOnEntry: false, trace: false };
        await client.request('restart', { arguments: other });
        await client.stopped('breakpoint');
        await client.request('continue', { threadId: 2 });
        await client.event('terminated');
        assert.equal(client.text('stdout'), 'hello 1\nhello 1\nhello 2\n');
        await client.request('restart', {});
        await client.stopped('breakpoint');
        assert.match(await client.refused('restart', { arguments: { program: 'none.c' } }), /no such file/);
        assert.equal((await client.stack(2))[0].line, 6);
        await client.disconnect();
      } finally {
        client.kill();
      }
    }));
});
