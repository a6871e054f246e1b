/** The picture *Stacks* over the protocol: what a trap and a switch move, word by word. */
import assert from 'node:assert/strict';
import { trapFrame } from '../../src/isa';
import type { StacksParts, StacksWord } from '../../src/protocol';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { functions, withClient } from './with-client';

const program = `#include <unistd.h>
int main(void)
{
    int parent = getpid();
    usleep(1000);
    return parent;
}
`;
const files = { 'p.c': program };
const attributes = { program: 'p.c', trace: false, stopOnEntry: false };

/** What a client has that keeps the parts that are not told again. */
function known(client: DapClient): StacksParts {
  const batches: Body[] = client.events('ringside/stacks');
  return Object.assign({}, ...batches.map(({ parts }) => parts)) as StacksParts;
}

async function follow(client: DapClient, wishes: object = {}): Promise<StacksParts> {
  const before = client.events('ringside/stacks').length;
  await client.request('ringside/stacks', wishes);
  while (client.events('ringside/stacks').length === before) await client.event('ringside/stacks');
  return known(client);
}

const step = { threadId: 2, granularity: 'instruction' };
const wordOf = (words: readonly StacksWord[], name: string) => words.find(({ what }) => what === name)!;
const register = ({ cpu }: StacksParts, name: string) => cpu.registers.find(row => row.name === name)!.value;

describe('the picture Stacks', () => {
  before(buildCommandLine);

  it('shows the trap frame that the hardware pushes, and pops', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [functions('getpid')]);
      const program = await follow(client);
      assert.equal(program.cpu.mode, 'user');
      assert.deepEqual([program.sides[0]!.pid, program.sides[0]!.kernel.words.length], [2, 0]);
      const back = program.sides[0]!.user.words.find(({ what }) => what === 'return address of main');
      assert.match(back!.symbol!, /^_start/);

      // Up to the trap and over it: all registers stand in the frame as they were in the CPU.
      let before = program;
      for (let left = 20; known(client).cpu.mode === 'user' && left > 0; left--) {
        before = known(client);
        await client.go('stepIn', step);
      }
      const trapped = known(client);
      assert.equal(trapped.cpu.mode, 'kernel');
      const [side] = trapped.sides;
      assert.deepEqual(
        side!.trapFrame.map(({ what }) => what),
        trapFrame.map(({ name }) => name),
      );
      for (const name of ['ra', 'sp', 'a0', 't0', 's2', 'status'])
        assert.equal(wordOf(side!.trapFrame, name).value, register(before, name), name);
      assert.equal(wordOf(side!.trapFrame, 'pc').value, register(before, 'pc') + 4);
      assert.equal(side!.trapFrame[0]!.address, register(before, 'ksp') - 4 * trapFrame.length);
      const [save] = trapped.transfers;
      assert.deepEqual(
        [save!.by, save!.kind, save!.pid, save!.because],
        ['hardware', 'save', 2, 'system-call'],
      );
      assert.equal(save!.registers.length, trapFrame.length - 2, 'all but cause and value');
      assert.deepEqual(
        save!.registers.map(({ address }) => address),
        side!.trapFrame.slice(0, save!.registers.length).map(({ address }) => address),
      );

      // The return puts them back, with the result in a0.
      await client.request('setInstructionBreakpoints', {
        breakpoints: [{ instructionReference: `0x${wordOf(side!.trapFrame, 'pc').value!.toString(16)}` }],
      });
      await client.go('continue', { threadId: 2 }, 'instruction breakpoint');
      const returned = known(client);
      const [restore] = returned.transfers;
      assert.deepEqual([restore!.by, restore!.kind], ['hardware', 'restore']);
      assert.equal(register(returned, 'a0'), 2);
      assert.equal(register(returned, 'sp'), register(before, 'sp'));
    }));

  it('shows both processes across a switch, and the words that the switch routine has moved so far', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [functions('usleep')]);
      await follow(client);
      await client.request(...functions('swtch'));
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const first = known(client);
      assert.deepEqual(
        first.sides.map(({ pid }) => pid),
        [2, 0],
      );
      assert.deepEqual(first.transfers, [], 'nothing has been moved yet');
      const thread = { ...step, threadId: client.events('stopped').at(-1).threadId };
      await client.go('stepIn', thread);
      await client.go('stepIn', thread);
      const [saved] = known(client).transfers;
      assert.deepEqual([saved!.by, saved!.kind, saved!.pid], ['software', 'save', 2]);
      assert.deepEqual(
        saved!.registers.map(({ name }) => name),
        ['ra', 'sp'],
      );
      const { context } = known(client).sides[0]!;
      assert.deepEqual(
        context.map(({ what }) => what),
        ['ra', 'sp', 'fp', 's0', 's1', 's2'],
      );
      assert.equal(wordOf(context, 'sp').value, register(known(client), 'sp'));
      // All six are saved, and three of the other's restored.
      for (let more = 0; more < 7; more++)
        await client.go('stepIn', { ...thread, threadId: client.events('stopped').at(-1).threadId });
      const { transfers, sides } = known(client);
      assert.deepEqual(
        transfers.map(({ kind, pid, registers }) => [kind, pid, registers.length]),
        [
          ['save', 2, 6],
          ['restore', 0, 3],
        ],
      );
      assert.equal(register(known(client), 'sp'), wordOf(sides[1]!.context, 'sp').value);

      // A process that the client asks for is shown alone.
      const asked = await follow(client, { pid: 1 });
      assert.deepEqual(
        asked.sides.map(({ pid }) => pid),
        [1],
      );
    }));
});
