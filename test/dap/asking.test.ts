/** Requests that make the run again beside the session: questions, and how often code has been executed. */
import assert from 'node:assert/strict';
import type { Answer, ExecutionCounts } from '../../src/protocol';
import { buildCommandLine } from '../support/command-line';
import type { DapClient } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = `#include <unistd.h>

static int square(int n)
{
    return n * n; /* square */
}

int main(void)
{
    int sum = 0;
    for (int i = 0; i < 5; i++) {
        sum += square(i);
        write(1, ".", 1); /* body */
    }
    return sum & 1; /* last */
}
`;
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const files = { 'p.c': program };
const attributes = { program: 'p.c', trace: false };
const thread = { threadId: 2 };

const ask = (client: DapClient, question: string): Promise<Answer> =>
  client.request('ringside/ask', { question });
const count = (client: DapClient, path?: string): Promise<ExecutionCounts> =>
  client.request('ringside/counts', { path });
const row = ({ sources }: ExecutionCounts, mark: string) =>
  sources.flatMap(source => source.lines).find(({ line }) => line === at(mark));

describe('asking a session about its run', () => {
  before(buildCommandLine);

  it('answers a question with instants that one can go to, and refuses one that makes no sense', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('last'))]);
      await client.go('continue', thread, 'breakpoint');
      const stands = client.events('ringside/status').at(-1).count;
      const answer = await ask(client, 'call square');
      assert.deepEqual([answer.count, answer.instants.length, answer.holds], [5, 5, undefined]);
      const claim = await ask(client, 'never system-call write of 2');
      assert.deepEqual([claim.holds, claim.instants.map(({ who }) => who)], [false, Array(5).fill('2 p')]);
      assert.equal(client.events('ringside/status').at(-1).count, stands);
      assert.match(
        await client.refused('ringside/ask', { question: 'never tarp' }),
        /^there is no event tarp; .* \(column 7 of the question\)$/,
      );
      await client.go('ringside/goTo', { count: answer.instants[2]?.count }, 'goto');
      const [frame] = await client.stack(2);
      assert.equal(frame.name.split(' ')[0], 'square');
    }));

  it('counts lines and instructions up to where the machine stands, in programs and in the kernel', () =>
    withClient(files, async ({ client, folder }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('body'))]);
      await client.go('continue', thread, 'breakpoint');
      const path = `${folder}/p.c`;
      const first = await count(client, path);
      assert.equal(first.count, client.events('ringside/status').at(-1).count);
      assert.deepEqual(
        first.sources.map(source => source.path),
        [path],
      );
      assert.deepEqual(row(first, 'square'), { line: at('square'), user: 1, kernel: 0 });
      assert.equal(row(first, 'body')?.user, 0);

      // It counts on from there: the fifth time, and four writes.
      for (let turn = 1; turn < 5; turn++) await client.go('continue', thread, 'breakpoint');
      const fifth = await count(client, path);
      assert.deepEqual([row(fifth, 'square')?.user, row(fifth, 'body')?.user], [5, 4]);
      const square = fifth.sources[0]?.functions.find(({ name }) => name === 'square');
      assert.equal(square?.module, 'p');
      assert.ok(square.executed.length > 0 && square.executed.every(times => times === 5));

      const all = await count(client);
      const writes = (await ask(client, 'call sys_write')).count;
      const sysWrite = all.sources
        .flatMap(({ functions }) => functions)
        .find(({ name, module }) => name === 'sys_write' && module === 'kernel');
      assert.equal(sysWrite?.executed[0], writes);
      const kernelLines = all.sources.find(source => source.path.endsWith('kernel/syscall.c'))?.lines ?? [];
      assert.ok(kernelLines.some(({ user, kernel }) => user === 0 && kernel > writes));

      // Back in time there was less; what is counted anew there is what was counted then.
      await client.go('ringside/goTo', { count: first.count }, 'goto');
      assert.deepEqual(await count(client, path), first);
    }));
});
