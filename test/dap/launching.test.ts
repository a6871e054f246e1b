/** Sessions that begin, and what the launch says of programs that do not build. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDisk } from '../../src/disk';
import { buildCommandLine, commandLine } from '../support/command-line';
import { type Body, DapClient, asVsCode } from '../support/dap-client';
import { hello } from './programs';
import { lines, withClient } from './with-client';

const log = `#include <fcntl.h>
#include <unistd.h>
int main(void) { return write(open("/log", O_WRONLY | O_CREAT | O_APPEND, 0644), "x", 1) != 1; }
`;

describe('a session', () => {
  before(buildCommandLine);

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

  it('keeps the disk, from one session to the next and over a restart', () =>
    withClient({ 'log.c': log }, async ({ client, folder }) => {
      const written = () => {
        const { files, problems } = readDisk(readFileSync(join(folder, 'disk.img')));
        assert.deepEqual(problems, []);
        return new TextDecoder().decode(files.get('/log'));
      };
      await client.start({ program: 'log.c', disk: 'disk.img', stopOnEntry: true });
      await client.event('stopped');
      await client.request('restart', {});
      await client.event('stopped');
      await client.request('continue', { threadId: 2 });
      await client.event('terminated');
      assert.equal(written(), 'x');
      await client.disconnect();
      const again = DapClient.start(commandLine, folder);
      await again.start({ program: 'log.c', disk: 'disk.img', stopOnEntry: false });
      await again.event('terminated');
      assert.equal(written(), 'xx');
      await again.disconnect();
    }));

  it('gives a program the arguments of the launch, empty ones too', () =>
    withClient(
      {
        'args.c':
          '#include <stdio.h>\nint main(int argc, char *argv[]) { for (int i = 1; i < argc; i++) printf("[%s]", argv[i]); return 0; }\n',
      },
      async ({ client }) => {
        const args = ['', 'a', '', '\x01', 'b c'];
        await client.start({ program: 'args.c', args, stopOnEntry: false });
        await client.event('terminated');
        assert.equal(client.text('stdout'), '[][a][][\x01][b c]');
      },
    ));

  it('tells events as data to a client that subscribes to them, and to no other', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      const { answer } = await client.launch({ program: 'hello.c', trace: false });
      await client.request('ringside/subscribe', { events: ['process-start', 'trap'] });
      await client.request('configurationDone');
      await answer;
      await client.stopped('breakpoint');
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
      assert.ok(told.some(({ event }: Body) => event === 'trap-table'));
      assert.deepEqual([told.at(-1).event, told.at(-1).status], ['halt', 7]);
      assert.ok(told.some(({ shown }: Body) => shown === 'write(1, "hello 1\\n", 8)'));
      await client.disconnect();
    }));

  it('tells the protocol to a client that follows it, and that of the next launch too', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.request('initialize', asVsCode);
      await client.request('ringside/protocol', {});
      const answer = client.ask('launch', { program: 'hello.c', stopOnEntry: false, trace: false });
      await client.event('initialized');
      await client.request('configurationDone');
      await answer;
      await client.event('terminated');
      const batches = client.events('ringside/protocol');
      assert.equal(batches[0].from, 0);
      const titles = batches.flatMap(({ sections }) => sections.map(({ title }: Body) => title));
      for (const title of ['boot', 'run 2 hello', 'write(1, "hello 1\\n", 8) = 8 by 2 hello'])
        assert.ok(titles.includes(title), titles.join('\n'));
      await client.disconnect();
    }));

  it('tells the timeline to a client that follows it, and a stretch of it once more', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'hello.c', trace: false });
      const told = () => client.events('ringside/timeline');
      await client.request('ringside/timeline', {});
      await client.request('ringside/timeline', { from: 1000, to: 2000 });
      await client.request('threads');
      const [all, again] = told();
      assert.deepEqual(
        all.parts
          .at(-1)
          .lanes.map(({ name }: Body) => name)
          .sort(),
        ['hello', 'idle', 'init'],
      );
      assert.equal(all.parts.at(-1).to, all.count);
      assert.deepEqual([again.parts[0].from, again.parts[0].to, again.marks], [1000, 2000, all.marks]);
      await client.request('ringside/timeline', { follow: false });
      const before = told().length;
      await client.request('continue', { threadId: 2 });
      await client.event('terminated');
      assert.equal(told().length, before);
      const problem = await client.ask('ringside/timeline', { from: 'now' });
      assert.equal(problem.success, false);
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
        await client.startTo('breakpoint', { program: 'upper.c', trace: false });
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

  it('tells of attributes that nobody knows, and goes on', () =>
    withClient({ 'hello.c': hello }, async ({ client }) => {
      await client.start({ program: 'hello.c', stopOnEnty: false, trace: false, stopOnEntry: true });
      await client.stopped('breakpoint');
      assert.equal(
        client.text('console'),
        "there is no launch attribute 'stopOnEnty'; did you mean stopOnEntry?\n",
      );
      await client.disconnect();
    }));
});
