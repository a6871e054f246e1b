/** What a client asks about another process than the one that has stopped: by frame, by name and by plain address. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = (value: number) => `#include <unistd.h>
int shared_name = ${value};
int main(void)
{
    for (;;) {
        shared_name ^= ${value};
        usleep(10);
    }
}
`;
const files = { 'g1.c': program(11), 'g2.c': program(22) };
const launch = { program: 'g1.c', programs: [{ program: 'g2.c' }], stopOnEntry: false, trace: false };
const line = lineOf(files['g1.c'], 'shared_name ^=');

/** Stops in each of the two once: the second is where the machine stands then. */
async function both(client: DapClient): Promise<{ there: number; other: number }> {
  const set = (list: number[]) => ['g1.c', 'g2.c'].map(path => lines(path, ...list));
  const first = await client.startTo('breakpoint', launch, set([line]));
  let stop = first;
  while (stop.threadId === first.threadId) stop = await client.go('continue', { threadId: stop.threadId });
  for (const [command, args] of set([])) await client.request(command, args);
  return { there: stop.threadId, other: first.threadId };
}

const withBoth = (work: (client: DapClient, there: number, other: number) => Promise<void>) =>
  withClient(files, async ({ client }) => {
    const { there, other } = await both(client);
    await work(client, there, other);
    await client.disconnect();
  });

const main = (frames: readonly Body[]): Body => frames.find(({ name }) => name.startsWith('main '));

describe('a process that has not stopped', function () {
  before(buildCommandLine);

  it('gets an instruction breakpoint by a plain address of its disassembly', () =>
    withBoth(async (client, there, other) => {
      const { instructionPointerReference } = main(await client.stack(other));
      const { instructions } = await client.request('disassemble', {
        memoryReference: instructionPointerReference,
        instructionCount: 1,
      });
      // What a client asks for afterwards to show its other views changes nothing.
      await client.stack(other);
      const [frame] = await client.stack(there);
      await client.request('scopes', { frameId: frame.id });
      const breakpoints = [{ instructionReference: instructions[0].address }];
      const set = await client.request('setInstructionBreakpoints', { breakpoints });
      assert.ok(set.breakpoints[0].verified, set.breakpoints[0].message);
      assert.equal(set.breakpoints[0].instructionReference, instructionPointerReference);
      for (let left = 2; left > 0; left--)
        assert.equal(
          (await client.go('continue', { threadId: there }, 'instruction breakpoint')).threadId,
          other,
        );
      // Set again, as clients do with the whole list: it means what it meant, whatever has been looked at since.
      const [again] = await client.stack(there);
      await client.request('disassemble', {
        memoryReference: again.instructionPointerReference,
        instructionCount: 9,
      });
      const renewed = await client.request('setInstructionBreakpoints', { breakpoints });
      assert.deepEqual(renewed.breakpoints, set.breakpoints);
      assert.equal(
        (await client.go('continue', { threadId: there }, 'instruction breakpoint')).threadId,
        other,
      );
      await client.request('restart');
      const stop = await client.stopped('instruction breakpoint');
      assert.match(main(await client.stack(stop.threadId)).name, /^main \(g/);
      assert.equal(stop.threadId, other);
    }));

  it('has variables, memory, data breakpoints and hovers of its own', () =>
    withBoth(async (client, there, other) => {
      const frame = main(await client.stack(there));
      const [mine, its] = frame.name.includes('g1') ? ['g1', 'g2'] : ['g2', 'g1'];
      const ask = (expression: string, context = 'hover') =>
        client.request('evaluate', { expression, frameId: frame.id, context });
      const pointer = await ask(`&${its}::shared_name`);
      assert.match(pointer.memoryReference, new RegExp(`^${other}:0x`));
      assert.match((await ask(`&${mine}::shared_name`)).memoryReference, new RegExp(`^${there}:0x`));
      const { value } = await client.request('setExpression', {
        expression: `${its}::shared_name`,
        value: '1234',
        frameId: frame.id,
      });
      assert.equal(value, '1234');
      const memory = await client.event('memory');
      assert.equal(memory.memoryReference, pointer.memoryReference);
      const read = await client.request('readMemory', { memoryReference: pointer.memoryReference, count: 2 });
      assert.deepEqual([...Buffer.from(read.data, 'base64')], [0xd2, 0x04]);
      // The address of the answer means the process of the request.
      assert.deepEqual(await client.request('readMemory', { memoryReference: read.address, count: 2 }), read);
      assert.notEqual((await ask('shared_name')).result, '1234');
      assert.match((await ask(`${its}::main`)).result, /<main>$/);

      const info = await client.request('dataBreakpointInfo', {
        name: `${its}::shared_name`,
        frameId: frame.id,
      });
      await client.request('setDataBreakpoints', {
        breakpoints: [{ dataId: info.dataId, accessType: 'write' }],
      });
      assert.equal((await client.go('continue', { threadId: there }, 'breakpoint')).threadId, other);
      assert.equal(
        await client.refused('evaluate', { expression: 'sh::main', context: 'watch' }),
        'no process runs sh now: its memory is not there',
      );
    }));
});
