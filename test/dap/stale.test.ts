/** Questions about a stop that is over, and what the client is told when something has been changed. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { asVsCode } from '../support/dap-client';
import { withClient } from './with-client';

const program = `struct pair { int first, second; } pair = { 1, 2 };
int main(void)
{
    volatile int local = 1;
    local++;
    pair.first = local;
    for (;;)
        pair.second++;
}
`;
const files = { 'p.c': program };
const thread = { threadId: 2 };

describe('an old number', function () {
  before(buildCommandLine);

  it('of a frame or of variables is answered with nothing, in the next stop and while the machine runs', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false });
      const [frame] = await client.stack(2);
      const { scopes } = await client.request('scopes', { frameId: frame.id });
      const references = scopes.map(
        ({ variablesReference }: { variablesReference: number }) => variablesReference,
      );
      const isEmpty = async () => {
        assert.deepEqual(await client.request('scopes', { frameId: frame.id }), { scopes: [] });
        for (const variablesReference of references)
          assert.deepEqual(await client.request('variables', { variablesReference }), { variables: [] });
        for (const context of ['watch', 'hover', 'clipboard', undefined])
          assert.deepEqual(
            await client.request('evaluate', { expression: 'local', frameId: frame.id, context }),
            { result: '', variablesReference: 0 },
          );
        assert.deepEqual(await client.request('completions', { text: 'l', column: 2, frameId: frame.id }), {
          targets: [],
        });
      };
      await client.go('next', thread, 'step');
      await isEmpty();
      // What is to be done is refused: it has not been done.
      const [variablesReference] = references;
      for (const [command, args] of [
        ['setVariable', { variablesReference, name: 'local', value: '7' }],
        ['setExpression', { expression: 'local', value: '7', frameId: frame.id }],
        ['evaluate', { expression: 'local = 7', frameId: frame.id, context: 'repl' }],
      ] as const)
        assert.match(await client.refused(command, args), /at this stop/);
      // A number that was never given out is none.
      for (const [command, args] of [
        ['scopes', { frameId: 1e6 }],
        ['variables', { variablesReference: 1e6 }],
        ['evaluate', { expression: '1', frameId: 1e6 }],
      ] as const)
        assert.match(await client.refused(command, args), /at this stop/);
      await client.request('continue', thread);
      await isEmpty();
      await client.request('pause', thread);
      await client.stopped('pause');
      await isEmpty();
      await client.request('restart');
      await client.stopped('breakpoint');
      await client.stack(2);
      await isEmpty();
      await client.disconnect();
    }));
});

describe('a change', function () {
  before(buildCommandLine);

  it('is told however it is made, and nothing else is', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false });
      const [frame] = await client.stack(2);
      const told = () => client.events('invalidated').length;
      const evaluate = (expression: string, context = 'repl') =>
        client.request('evaluate', { expression, frameId: frame.id, context });
      const { memoryReference } = await evaluate('&pair', 'watch');
      const { variablesReference } = await evaluate('pair', 'watch');
      const changes: readonly (readonly [work: () => Promise<unknown>, areas: string[]])[] = [
        [() => evaluate('pair.first = 5'), ['variables']],
        [() => evaluate('pair.first++, 0'), ['variables']],
        [() => evaluate('$a0 = 1'), ['variables']],
        [() => evaluate('$pc += 0'), ['variables']],
        [() => evaluate('$pc += 4'), ['stacks', 'variables']],
        [() => evaluate('$pc -= 4'), ['stacks', 'variables']],
        [
          () => client.request('setVariable', { variablesReference, name: 'first', value: '60' }),
          ['variables'],
        ],
        [
          () => client.request('setExpression', { expression: 'pair.second', value: '7', frameId: frame.id }),
          ['variables'],
        ],
        [() => client.request('writeMemory', { memoryReference, data: 'AQAAAA==' }), ['variables']],
        [() => client.request('ringside/toggleHex'), ['variables']],
      ];
      for (const [work, areas] of changes) {
        const before = told();
        await work();
        assert.deepEqual(await client.event('invalidated'), { areas });
        assert.equal(told(), before + 1);
      }
      const before = told();
      const memory = client.events('memory').length;
      await client.request('setExpression', { expression: 'pair.second', value: '7', frameId: frame.id });
      await evaluate('pair.first');
      await evaluate('pair.first == 1 ? pair.second : 0');
      await client.refused('evaluate', { expression: 'pair.first = 9', frameId: frame.id, context: 'watch' });
      await client.refused('evaluate', { expression: 'main = 9', frameId: frame.id, context: 'repl' });
      await client.request('threads');
      assert.deepEqual([told(), client.events('memory').length], [before, memory]);

      await client.request('continue', thread);
      await client.request('ringside/toggleHex');
      await client.request('terminate');
      await client.event('terminated');
      await client.request('ringside/toggleHex');
      await client.request('threads');
      assert.equal(told(), before);
      await client.disconnect();
    }));

  it('is not told before there is anything, nor to a client that does not take it', () =>
    withClient(files, async ({ client }) => {
      await client.request('initialize', {
        ...asVsCode,
        supportsInvalidatedEvent: false,
        supportsMemoryEvent: false,
      });
      await client.request('ringside/toggleHex');
      const launched = client.ask('launch', { program: 'p.c', trace: false });
      await client.event('initialized');
      await client.request('ringside/toggleHex');
      await client.request('configurationDone');
      assert.ok((await launched).success);
      await client.stopped('breakpoint');
      const [frame] = await client.stack(2);
      await client.request('evaluate', { expression: 'pair.first = 5', frameId: frame.id, context: 'repl' });
      await client.request('threads');
      assert.deepEqual([client.events('invalidated'), client.events('memory')], [[], []]);
      await client.disconnect();
    }));
});
