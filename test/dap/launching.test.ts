/** Sessions that begin, fail to begin, and end in every way. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { type Body, DapClient, asVsCode } from '../support/dap-client';
import { functions, lineOf, lines, names, withClient } from './with-client';

const hello = `#include <stdio.h>

int main(int argc, char *argv[])
{
    printf("hello %d\\n", argc);
    return 7;
}
`;
const endless = `int main(void)
{
    volatile int turns = 0;
    for (;;)
        turns++;
}
`;

describe('a session', function () {
  this.timeout(30_000);
  before(function () {
    this.timeout(120_000);
    buildCommandLine();
  });

  it('runs a program to its end', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.start({
        program: 'hello.c',
        args: ['a', 'b'],
        kernel: null,
        timer: null,
        stopOnEntry: false,
        trace: false,
      });
      assert.deepEqual(await client.event('exited'), { exitCode: 7 });
      await client.event('terminated');
      assert.equal(client.text('stdout'), 'hello 3\n');
      await client.disconnect();
    }));

  it('tells events as data to a client that subscribes to them, and to no other', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const { answer } = await client.launch({ program: 'hello.c', trace: false });
      await client.request('ringside/subscribe', { events: ['process-start', 'trap'] });
      await client.request('configurationDone');
      await answer;
      await client.stopped('entry');
      const told = () => client.events('ringside/events').flatMap(({ events }) => events);
      const starts = told().filter(({ event }: Body) => event === 'process-start');
      assert.deepEqual(
        starts.map(({ pid, name, at, cpu }: Body) => [pid, name, at, cpu]),
        [
          [1, 'init', '_start', 0],
          [2, 'init', starts[1].at, 0],
          [2, 'hello', '_start', 0],
        ],
      );
      assert.match(
        await client.refused('ringside/subscribe', { events: ['trap', 'tarp'] }),
        /there is no event 'tarp'; there are .*trap/,
      );
      const before = told().length;
      await client.request('ringside/subscribe', { events: [] });
      await client.request('continue', { threadId: 2 });
      await client.event('terminated');
      assert.equal(told().length, before);
      await client.disconnect();
    }));

  it('tells its events from the next launch on if it subscribes before', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.request('initialize', asVsCode);
      await client.request('ringside/subscribe', {});
      const answer = client.ask('launch', { program: 'hello.c', stopOnEntry: false, trace: false });
      await client.event('initialized');
      await client.request('configurationDone');
      await answer;
      await client.event('terminated');
      const told = client.events('ringside/events').flatMap(({ events }) => events);
      assert.equal(told[0].event, 'trap-table');
      assert.deepEqual([told.at(-1).event, told.at(-1).status], ['halt', 7]);
      assert.ok(told.some(({ shown }: Body) => shown === 'write(1, "hello 1\\n", 8)'));
      await client.disconnect();
    }));

  it('runs without debugging: no stops, no trace', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const { answer } = await client.launch({
        program: 'hello.c',
        noDebug: true,
        trace: true,
        stopOnEntry: 'boot',
      });
      const { breakpoints } = await client.request(...lines('hello.c', 5));
      assert.deepEqual(breakpoints, [{ verified: false, message: 'the program runs without debugging' }]);
      await client.request('configurationDone');
      assert.ok((await answer).success);
      await client.event('terminated');
      assert.equal(client.text('stdout'), 'hello 1\n');
      assert.equal(client.events('stopped').length, 0);
      assert.equal(client.events('output').filter(({ source }) => source).length, 0);
      await client.disconnect();
    }));

  it('puts files on the disk, and finds headers in folders', () =>
    withClient(
      {
        'cat.c':
          '#include <stdio.h>\n#include <greeting.h>\nint main(void) { char line[80]; FILE *f = fopen("/etc/notes", "r"); fgets(line, 80, f); printf("%s%s", GREETING, line); return 0; }\n',
        'headers/greeting.h': '#define GREETING "notes: "\n',
        'notes.txt': 'to remember\n',
      },
      async ({ client }) => {
        const files = ['notes.txt=etc/notes'];
        await client.start({
          program: 'cat.c',
          files,
          include: ['headers'],
          stopOnEntry: false,
          trace: false,
        });
        assert.deepEqual(await client.event('exited'), { exitCode: 0 });
        assert.equal(client.text('stdout'), 'notes: to remember\n');
        await client.disconnect();
      },
    ));

  it('gives the program input, and its end', () =>
    withClient(
      {
        'upper.c':
          '#include <stdio.h>\n#include <ctype.h>\nint main(void) { int c; while ((c = getchar()) != EOF) putchar(toupper(c)); puts("end"); return 0; }\n',
      },
      async ({ client }) => {
        await client.startTo('entry', { program: 'upper.c', trace: false });
        assert.deepEqual(await client.request('evaluate', { expression: '> one', context: 'repl' }), {
          result: '',
          variablesReference: 0,
        });
        await client.request('continue', { threadId: 2 });
        await client.request('evaluate', { expression: 'two', context: 'repl' });
        await client.request('ringside/input', { text: 'three\n' });
        await client.request('ringside/endInput');
        await client.event('terminated');
        assert.equal(client.text('stdout'), ' ONE\nTWO\nTHREE\nend\n');
        await client.disconnect();
      },
    ));

  const broken = '#include "part.h"\nint main(void)\n{\n    return missing + also;\n}\n';
  it('says what does not build, with places, and goes on to the next launch', () =>
    withClient(
      { 'broken.c': broken, 'part.h': 'int x = ;\n', 'hello.c': hello },
      async ({ client, folder }) => {
        await client.request('initialize', asVsCode);
        assert.equal(
          await client.refused('launch', { program: 'broken.c' }),
          'broken.c does not build: 3 errors',
        );
        const { diagnostics, failed } = await client.event('ringside/diagnostics');
        assert.ok(failed);
        const rows = diagnostics.map(({ path, range, severity }: Body) => [path, range.start.line, severity]);
        assert.deepEqual(rows, [
          [join(folder, 'part.h'), 0, 'error'],
          [join(folder, 'broken.c'), 3, 'error'],
          [join(folder, 'broken.c'), 3, 'error'],
        ]);
        const outputs = client
          .events('output')
          .map(({ category, line, source }) => [category, line, source.name]);
        assert.deepEqual(outputs, [
          ['stderr', 1, 'part.h'],
          ['stderr', 4, 'broken.c'],
          ['stderr', 4, 'broken.c'],
        ]);
        assert.match(client.text(), /broken\.c:4:12: error: .*missing/);
        assert.equal(client.events('initialized').length, 0);
        const answer = client.ask('launch', { program: 'hello.c', stopOnEntry: false });
        await client.event('initialized');
        await client.request('configurationDone');
        assert.ok((await answer).success);
        await client.event('terminated');
        await client.disconnect();
      },
    ));

  it('tells warnings and goes on', () =>
    withClient({ 'w.c': '#warning beware\nint main(void) { return 0; }\n' }, async ({ client }) => {
      await client.start({ program: 'w.c', stopOnEntry: false, trace: false });
      await client.event('terminated');
      assert.match(client.text('stderr'), /w\.c:1:\d+: warning: .*beware/);
      const { diagnostics, failed } = await client.event('ringside/diagnostics');
      assert.equal(failed, false);
      assert.equal(diagnostics[0].severity, 'warning');
      await client.disconnect();
    }));

  const failures: readonly (readonly [name: string, attributes: object, sentence: RegExp])[] = [
    ['a program that is not there', { program: 'none.c' }, /^cannot read .*none\.c: no such file$/],
    [
      'a program of an unknown kind',
      { program: 'notes.txt' },
      /notes\.txt is neither C \(\.c\), nor assembly/,
    ],
    ['no program', {}, /^program: expected the path/],
    [
      'a file for the disk that is not there',
      { program: 'a.c', files: ['x'] },
      /^files: cannot read .*x: no such file$/,
    ],
    [
      'a kernel that is not there',
      { program: 'a.c', kernel: 'k' },
      /^no kernel in .*k: it has no \.c or \.toy files$/,
    ],
    [
      'a kernel that does not build',
      { program: 'a.c', kernel: 'bad' },
      /^the kernel in .*bad does not build: 1 error$/,
    ],
    [
      'several that do not build',
      { program: 'b.c', programs: [{ program: 'b.toy' }] },
      /^b\.c does not build: 1 error; b\.toy does not build: 1 error$/,
    ],
    ['an empty argument', { program: 'a.c', args: [''] }, /argument of a program cannot be empty/],
  ];
  const parts = {
    'a.c': 'int main(void) { return 0; }\n',
    'b.c': 'int main(void) { return x; }\n',
    'b.toy': 'nonsense\n',
    'notes.txt': 'x',
    'bad/main.c': 'int f(void) { return x; }\n',
  };
  for (const [name, attributes, sentence] of failures)
    it(`is refused for ${name}`, () =>
      withClient(parts, async ({ client }) => {
        await client.request('initialize', asVsCode);
        assert.match(await client.refused('launch', attributes), sentence);
        await client.disconnect();
      }));

  it('ends by disconnect at every stage', async () => {
    const stages: readonly ((client: DapClient) => Promise<unknown>)[] = [
      async () => {},
      client => client.request('initialize', asVsCode),
      async client => {
        await client.request('initialize', asVsCode);
        void client.ask('launch', { program: 'endless.c' });
      },
      client => client.launch({ program: 'endless.c' }),
      client => client.startTo('entry', { program: 'endless.c' }),
      client => client.start({ program: 'endless.c', stopOnEntry: false }),
    ];
    for (const stage of stages)
      await withClient({ 'endless.c': endless }, async ({ client }) => {
        await stage(client);
        const response = await client.ask('disconnect', {});
        assert.ok(response.success || response.message === 'disconnect came before initialize');
        if (!response.success) client.hangUp();
        assert.equal(await client.ended, 0);
      });
  });

  it('ends when the client hangs up, at every stage', async () => {
    const stages: readonly ((client: DapClient) => Promise<unknown>)[] = [
      async () => {},
      client => client.request('initialize', asVsCode),
      client => client.launch({ program: 'endless.c' }),
      client => client.startTo('entry', { program: 'endless.c' }),
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

  it('restarts: builds again, with the breakpoints of before', () =>
    withFolder({ 'hello.c': hello }, async folder => {
      const client = DapClient.start(commandLine, folder);
      try {
        const path = join(folder, 'hello.c');
        await client.startTo('entry', { program: path, trace: false }, [lines(path, 6)]);
        await client.go('continue', { threadId: 2 }, 'breakpoint');
        const [first] = await client.stack(2);
        await client.request('restart', {});
        await client.stopped('entry');
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
      await client.startTo('entry', { program: 'hello.c' });
      await client.disconnect();
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
      await client.stopped('entry');
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const [frame] = await client.stack(2);
      assert.deepEqual([frame.line, frame.column], [5, 4]);
      await client.disconnect();
    }));

  it('shows bundled sources by number, or as URIs', async () => {
    await withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('entry', { program: 'hello.c' }, [functions('sys_write')]);
      await client.go('continue', { threadId: 2 }, 'function breakpoint');
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
      await client.startTo('entry', { program: 'hello.c', __bundledUris: true }, [functions('sys_write')]);
      await client.go('continue', { threadId: 2 }, 'function breakpoint');
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
          clients.map(client => client.startTo('entry', { program: 'hello.c', trace: false })),
        );
        clients[0]!.hangUp();
        await clients[0]!.ended;
        assert.match(names(await clients[1]!.stack(2))[0]!, /^main /);
        await clients[1]!.request('continue', { threadId: 2 });
        await clients[1]!.event('terminated');
        await clients[1]!.disconnect();
        const third = await DapClient.connect(port);
        await third.startTo('entry', { program: 'hello.c' });
        await third.disconnect();
      } finally {
        server.kill();
      }
    }));
});
