/** What clients may do: not wait, send nonsense, count from zero, come by a port. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { type Body, DapClient, asVsCode } from '../support/dap-client';
import { endless, hello } from './programs';
import { functions, lineOf, lines, names, withClient } from './with-client';

describe('a client', () => {
  before(buildCommandLine);

  it('pauses an endless loop, and goes on', () =>
    withClient({ 'endless.c': endless }, async ({ client }) => {
      await client.start({ program: 'endless.c', stopOnEntry: false });
      await client.event('thread', ({ threadId, reason }) => threadId === 2 && reason === 'started');
      assert.ok((await client.request('threads')).threads.some(({ id }: Body) => id === 2));
      assert.equal((await client.event('ringside/status')).running, true);
      for (let turn = 0; turn < 3; turn++) {
        await client.request('pause', { threadId: 2 });
        const { threadId } = await client.stopped('pause');
        assert.ok(threadId > 0);
        assert.ok(
          (await client.request('threads')).threads.some(({ name }: Body) => name.startsWith('2 endless')),
        );
        await client.request('continue', { threadId });
        assert.match(await client.refused('stackTrace', { threadId }), /the machine is running/);
      }
      await client.disconnect();
    }));

  it('takes requests from a client that does not wait', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const answers = await Promise.all([
        client.request('initialize', asVsCode),
        client.request('launch', { program: 'hello.c', stopOnEntry: false }),
        client.request(...lines('hello.c', 6)),
        client.request('configurationDone'),
        client.request('threads'),
      ]);
      assert.ok(answers[2].breakpoints[0].verified);
      await client.stopped('breakpoint');
      await client.disconnect();
    }));

  it('survives what is no message', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      for (const content of [
        '{',
        'null',
        '7',
        '[]',
        '{"type":"event"}',
        '{"type":"response","request_seq":3}',
      ])
        client.sendRaw(content);
      client.output.write('Content-Length: x\r\n\r\n');
      await client.startTo('breakpoint', { program: 'hello.c' });
      await client.disconnect();
      assert.equal(client.errors, '');
    }));

  it('has its lines and columns from zero if the client counts so', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const { answer } = await client.launch(
        { program: 'hello.c', trace: false },
        { ...asVsCode, linesStartAt1: false, columnsStartAt1: false },
      );
      const { breakpoints } = await client.request(...lines('hello.c', 5));
      assert.equal(breakpoints[0].line, 5);
      await client.request('configurationDone');
      await answer;
      await client.stopped('breakpoint');
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const [frame] = await client.stack(2);
      assert.deepEqual([frame.line, frame.column], [5, 4]);
      await client.disconnect();
    }));

  it('shows bundled sources by number, or as URIs', async () => {
    await withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c' }, [functions('sys_write')]);
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const [frame] = await client.stack(2);
      assert.equal(frame.source.name, 'sysfile.c');
      const { content } = await client.request('source', { sourceReference: frame.source.sourceReference });
      assert.match(
        content
          .split('\n')
          .slice(frame.line - 5, frame.line + 1)
          .join('\n'),
        /sys_write/,
      );
      const { sources } = await client.request('loadedSources');
      assert.ok(sources.some(({ name }: Body) => name === 'hello.c'));
      assert.ok(
        sources.some(({ sourceReference }: Body) => sourceReference === frame.source.sourceReference),
      );
      const { breakpoints } = await client.request('setBreakpoints', {
        source: frame.source,
        breakpoints: [{ line: lineOf(content, 'int sys_read(') }],
      });
      assert.ok(breakpoints[0].verified);
      await client.disconnect();
    });
    await withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c', __bundledUris: true }, [
        functions('sys_write'),
      ]);
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const [frame] = await client.stack(2);
      assert.deepEqual(frame.source, { name: 'sysfile.c', path: 'ringside:/guest/kernel/sysfile.c' });
      const { breakpoints } = await client.request(...lines('ringside:/guest/kernel/syscall.c', 1));
      assert.equal(breakpoints.length, 1);
      await client.disconnect();
    });
  });

  it('is one of many over a port', () =>
    withFolder({ 'hello.c': hello }, async folder => {
      const server = spawn(process.execPath, [commandLine, 'dap', '--listen', '0'], { cwd: folder });
      try {
        const port = await new Promise<number>(resolve =>
          server.stderr.on('data', (text: Buffer) =>
            resolve(Number(/127\.0\.0\.1:(\d+)/.exec(text.toString())![1])),
          ),
        );
        const clients = await Promise.all([0, 1].map(() => DapClient.connect(port)));
        await Promise.all(
          clients.map(client => client.startTo('breakpoint', { program: 'hello.c', trace: false })),
        );
        clients[0]!.hangUp();
        await clients[0]!.ended;
        assert.match(names(await clients[1]!.stack(2))[0]!, /^main /);
        await clients[1]!.request('continue', { threadId: 2 });
        await clients[1]!.event('terminated');
        await clients[1]!.disconnect();
        const third = await DapClient.connect(port);
        await third.startTo('breakpoint', { program: 'hello.c' });
        await third.disconnect();
      } finally {
        server.kill();
      }
    }));
});
