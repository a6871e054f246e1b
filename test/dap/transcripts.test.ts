/** Complete sessions, held against golden files. */
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { checkOrder } from './messages';
import { checkTranscript } from './transcript';
import { functions, lineOf, lines, withClient } from './with-client';

const hello = `#include <unistd.h>

int main(void)
{
    int answer = 42;
    write(1, "hello\\n", 6);
    answer++;
    return answer;
}
`;

const counter = `#include <unistd.h>

int rounds = 3;

static int work(int round)
{
    return round * round;
}

int main(int argc, char *argv[])
{
    int sum = 0;
    for (int round = 0; round < rounds; round++) {
        sum += work(round);
        write(1, argv[1], 1);
    }
    return sum;
}
`;

const faulty = `#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    if (fork() == 0) {
        *(volatile int *)64 = 1;
        exit(0);
    }
    wait(&status);
    write(1, "over\\n", 5);
    return 0;
}
`;

interface Session {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Ends with the end of the program. A result is the number of messages that the golden file leaves out. */
  run(client: DapClient): Promise<number | void>;
}

const thread = { threadId: 2 };
const quiet = { trace: false };

/** All that an editor asks for at a stop, down to the locals of the innermost frame with any. */
async function look(client: DapClient, threadId = 2): Promise<void> {
  await client.request('threads');
  const frames = await client.stack(threadId);
  const frame = frames.find(({ presentationHint }: Body) => presentationHint !== 'label');
  const { scopes } = await client.request('scopes', { frameId: frame.id });
  const locals = scopes.find(({ presentationHint }: Body) => presentationHint === 'locals');
  if (locals) await client.variables(locals.variablesReference);
}

const sessions: readonly Session[] = [
  {
    name: 'hello, into the kernel and out again',
    files: { 'hello.c': hello },
    async run(client) {
      await client.startTo('breakpoint', { program: 'hello.c', trace: false }, [
        ['setExceptionBreakpoints', { filters: [] }],
      ]);
      await look(client);
      await client.request(...functions('sys_write'));
      await client.go('continue', thread, 'breakpoint');
      await look(client);
      await client.go('stepOut', thread, 'step');
      await client.go('stepOut', thread, 'step');
      await client.go('stepOut', thread, 'step');
      await client.go('stepOut', thread, 'step');
      await look(client);
      await client.request(...functions());
      await client.request(...lines('hello.c', 7));
      await client.go('continue', thread, 'breakpoint');
      await client.go('next', thread, 'step');
      await look(client);
      const [frame] = await client.stack(2);
      await client.request('evaluate', { expression: 'answer * 2', frameId: frame.id, context: 'watch' });
      await client.request('setExpression', { expression: 'answer', value: '9', frameId: frame.id });
      await client.event('invalidated');
      await client.request('continue', thread);
      await client.event('terminated');
      await client.disconnect();
    },
  },
  {
    name: 'two programs that take turns',
    files: { 'counter.c': counter, 'other.c': counter },
    async run(client) {
      const programs = [{ program: 'other.c', args: ['b'] }];
      const line = lineOf(counter, 'sum += work');
      await client.startTo(
        'breakpoint',
        { program: 'counter.c', args: ['a'], programs, timer: 500, ...quiet },
        [lines('counter.c', line)],
      );
      const stop = await client.go('continue', thread, 'breakpoint');
      await look(client, stop.threadId);
      await client.go('stepIn', thread, 'step');
      await look(client);
      await client.go('stepOut', thread, 'step');
      await client.go('next', thread, 'step');
      await client.go('next', thread, 'step');
      await look(client);
      await client.request(...lines('counter.c'));
      await client.request('continue', thread);
      await client.event('terminated');
      await client.disconnect();
    },
  },
  {
    name: 'exception filters',
    files: { 'faulty.c': faulty },
    async run(client) {
      await client.startTo('breakpoint', { program: 'faulty.c', ...quiet });
      const filterOptions = [
        { filterId: 'system-call', condition: 'fork, write' },
        { filterId: 'context-switch', condition: 'current->pid == 1' },
      ];
      await client.request('setExceptionBreakpoints', {
        filters: ['fault', 'process'],
        filterOptions,
      });
      for (let stop = 0; stop < 5; stop++) {
        const { threadId } = await client.go('continue', thread);
        await client.request('exceptionInfo', { threadId });
        await client.request('stackTrace', { threadId, levels: 4 });
      }
      await client.request('setExceptionBreakpoints', { filters: [] });
      await client.request('continue', thread);
      await client.event('terminated');
      await client.disconnect();
    },
  },
  {
    name: 'breakpoints with conditions',
    files: { 'counter.c': counter },
    async run(client) {
      const body = lineOf(counter, 'write(1');
      await client.startTo('breakpoint', { program: 'counter.c', args: ['x'], ...quiet }, [
        lines(
          'counter.c',
          { line: lineOf(counter, 'int main') + 1 },
          { line: lineOf(counter, 'sum += work'), condition: 'round == 2' },
          { line: body, logMessage: 'round {round}, sum {sum}' },
          { line: 100 },
        ),
        [
          'setFunctionBreakpoints',
          { breakpoints: [{ name: 'work', hitCondition: '2' }, { name: 'nobody' }] },
        ],
      ]);
      await client.go('continue', thread, 'breakpoint');
      await look(client);
      await client.go('continue', thread, 'breakpoint');
      await look(client);
      await client.request(...lines('counter.c', { line: body, condition: 'nonsense > 1' }));
      await client.request(...lines('counter.c', { line: body, condition: '*(int *)0 > 1' }));
      await client.go('continue', thread);
      await client.request('breakpointLocations', { source: { path: 'counter.c' }, line: 10, endLine: 14 });
      await client.request('continue', thread);
      await client.event('terminated');
      await client.disconnect();
    },
  },
  {
    name: 'the console tells what happens',
    files: { 'hello.c': hello },
    async run(client) {
      await client.startTo('breakpoint', { program: 'hello.c', trace: ['trap', 'process'] });
      const before = client.record.length;
      await client.request('continue', thread);
      await client.event('terminated');
      await client.disconnect();
      return before;
    },
  },
];

describe('a complete session', function () {
  before(buildCommandLine);

  for (const { name, files, run } of sessions)
    it(name, () =>
      withClient(files, async ({ client, folder }) => {
        const from = (await run(client)) ?? 0;
        checkOrder(client.record);
        checkTranscript(name.replace(/\W+/g, '-'), client.record.slice(from), folder);
      }),
    );
});
