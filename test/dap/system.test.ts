/** The picture *System* over the protocol: what the kernel has, what has happened by now, and what a step changes. */
import assert from 'node:assert/strict';
import type { SystemParts } from '../../src/protocol';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = `#include <sched.h>
#include <unistd.h>
#include <sys/wait.h>

int main(void)
{
    int i, status;
    close(99);
    close(99);
    for (i = 0; i < 3; i++)
        getpid();
    if (fork() == 0) { /* fork */
        sched_yield(); /* child */
        return 7;
    }
    wait(&status); /* wait */
    return 0; /* end */
}
`;
const files = { 'p.c': program };
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const attributes = { program: 'p.c', trace: false, timer: 0, stopOnEntry: false };

async function follow(client: DapClient): Promise<void> {
  await client.request('ringside/system', {});
  await client.event('ringside/system');
}

/** What a client has that keeps the parts that are not told again. */
function known(client: DapClient): SystemParts {
  const batches: Body[] = client.events('ringside/system');
  return Object.assign({}, ...batches.map(({ parts }) => parts)) as SystemParts;
}

const states = ({ processes }: SystemParts) =>
  Object.fromEntries(processes.map(({ pid, state }) => [pid, state]));
const callOf = ({ calls }: SystemParts, name: string) => calls.find(call => call.name === name);

describe('the picture System', () => {
  before(buildCommandLine);

  it('has the kernel’s list, the trap table and what has happened, as of each stop', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('fork'), at('child'), at('end'))]);
      await follow(client);
      const first = known(client);
      assert.equal(first.scheduler.policy, 'round-robin');
      assert.deepEqual(states(first), { 0: 'ready', 1: 'blocked', 2: 'running' });
      assert.match(first.processes[1]!.why!, /child/);
      const { times, returned, errors } = callOf(first, 'close')!; // init closes something too
      assert.deepEqual([times, returned, errors], [3, 3, 2]);
      const asked = callOf(first, 'getpid')!;
      assert.deepEqual([asked.times, asked.errors, asked.waited], [3, 0, 0]);
      assert.ok(asked.cost > 3 * 10 && asked.cost < 3 * 1000, `${asked.cost} instructions`);
      const trap = first.traps.find(({ cause }) => cause === 'system-call')!;
      assert.equal(trap.symbol, 'trapentry');
      assert.equal(
        trap.times,
        first.calls.reduce((sum, call) => sum + call.times, 0),
      );
      const timer = first.devices.find(({ name }) => name === 'timer')!;
      assert.deepEqual([timer.ports[0]!.value, timer.due], [0, undefined]);

      // The child: its parent waits for it, and all that has led there is counted.
      const batches = client.events('ringside/system').length;
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const child = known(client);
      assert.deepEqual(states(child), { 0: 'ready', 1: 'blocked', 2: 'blocked', 3: 'running' });
      assert.equal(child.processes.find(({ pid }) => pid === 3)?.parent, 2);
      assert.deepEqual(
        child.processes.filter(({ before }) => before).map(({ pid, before }) => [pid, before]),
        [
          [2, 'running'],
          [3, 'none'],
        ],
      );
      const waiting = callOf(child, 'wait')!;
      assert.deepEqual([waiting.times - callOf(first, 'wait')!.times, waiting.returned], [1, 0]);
      const [news] = client.events('ringside/system').slice(batches);
      assert.ok(!('devices' in news.parts) || news.parts.disk, 'what has not changed is not sent again');
      assert.ok(!('since' in news.parts));

      // Back in the past nothing of that has happened.
      await client.request('ringside/goTo', { count: asked.last });
      await client.stopped();
      const past = known(client);
      assert.equal(callOf(past, 'getpid')!.times, 2);
      const forks = [first, child, past].map(parts => callOf(parts, 'fork')!.times);
      assert.deepEqual(forks, [1, 2, 1], 'init has made the program, and that its child');
      assert.deepEqual(states(past), states(first));
    }));

  it('has the queue of those that could run, and the numbers of the policy', () =>
    withClient(files, async ({ client }) => {
      const scheduler = { ...attributes, scheduler: 'feedback' };
      await client.startTo('breakpoint', scheduler, [lines('p.c', at('wait'))]);
      await follow(client);
      const { scheduler: told, processes } = known(client);
      assert.equal(told.policy, 'feedback');
      assert.deepEqual(
        told.queues.map(({ pids }) => pids),
        [[3], [], [], []],
      );
      const { numbers } = processes.find(({ pid }) => pid === 2)!;
      assert.ok('level' in numbers && numbers['CPU time'] !== undefined, JSON.stringify(numbers));
    }));
});
