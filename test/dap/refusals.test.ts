/** Requests that make no sense: each gets a sentence, and the session goes on. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { asVsCode } from '../support/dap-client';
import { withClient } from './with-client';

const program = `int limit = 3;

int main(void)
{
    int local = 1;
    for (int i = 0; i < limit; i++)
        local += i;
    return local;
}
`;

type Refusal = readonly [command: string, args: object | undefined, sentence: string | RegExp];

const beforeLaunch: readonly Refusal[] = [
  ['initialize', asVsCode, 'initialize has been answered already'],
  ['attach', {}, 'Ringside cannot attach: it launches a machine of its own'],
  ['nonsense', {}, "Ringside does not know the request 'nonsense'"],
  ['toString', {}, "Ringside does not know the request 'toString'"],
  ['configurationDone', {}, 'configurationDone belongs between launch and its answer'],
  ['restart', {}, 'there is nothing to restart yet'],
  ['terminate', {}, 'nothing has been launched yet'],
  ['continue', { threadId: 1 }, 'nothing has been launched yet'],
  ['next', { threadId: 1 }, 'nothing has been launched yet'],
  ['pause', { threadId: 1 }, 'nothing has been launched yet'],
  ['stackTrace', { threadId: 1 }, 'nothing has been launched yet'],
  ['scopes', { frameId: 1 }, 'nothing has been launched yet'],
  ['variables', { variablesReference: 1 }, 'nothing has been launched yet'],
  ['evaluate', { expression: '1' }, 'nothing has been launched yet'],
  ['setBreakpoints', { source: { path: '/x.c' }, breakpoints: [] }, 'nothing has been launched yet'],
  ['ringside/input', { text: 'x' }, 'nothing has been launched yet'],
  ['source', { sourceReference: 1 }, 'there is no source 1'],
];

const whileStopped: readonly Refusal[] = [
  ['launch', { program: 'p.c' }, 'a program has been launched already'],
  ['configurationDone', {}, 'configurationDone belongs between launch and its answer'],
  ['stackTrace', {}, 'stackTrace: threadId: expected a whole number, got nothing'],
  ['stackTrace', undefined, 'stackTrace: threadId: expected a whole number, got nothing'],
  ['stackTrace', [], 'stackTrace: the arguments: expected an object, got []'],
  ['stackTrace', { threadId: 'two' }, 'stackTrace: threadId: expected a whole number, got "two"'],
  ['stackTrace', { threadId: 99 }, /there is no process with pid 99|process 99/],
  ['next', { threadId: 99 }, /there is no process with pid 99|process 99/],
  ['exceptionInfo', { threadId: 2 }, /process 2 has not stopped/],
  ['pause', { threadId: 2 }, /./],
  ['scopes', { frameId: 123456 }, 'there is no frame 123456 at this stop'],
  ['variables', { variablesReference: 4321 }, 'there are no variables 4321 at this stop'],
  ['variables', { variablesReference: 0 }, 'there are no variables 0 at this stop'],
  [
    'setVariable',
    { variablesReference: 4321, name: 'x', value: '1' },
    'there are no variables 4321 at this stop',
  ],
  ['source', { sourceReference: 99 }, 'there is no source 99'],
  ['evaluate', { expression: 'nothing_of_the_kind', context: 'watch' }, /nothing_of_the_kind/],
  ['evaluate', { expression: '1 +', context: 'watch' }, /./],
  ['evaluate', { expression: '', context: 'repl' }, /./],
  ['evaluate', { expression: '1', frameId: 123456 }, 'there is no frame 123456 at this stop'],
  ['setExpression', { expression: '1', value: '2' }, /./],
  ['setExpression', { expression: 'limit', value: '"' }, /./],
  ['setBreakpoints', { breakpoints: [] }, 'setBreakpoints: source: expected an object, got nothing'],
  ['setBreakpoints', { source: {}, breakpoints: [] }, 'a source needs a path or a sourceReference'],
  [
    'setBreakpoints',
    { source: { path: 'p.c' }, breakpoints: [{}] },
    'setBreakpoints: breakpoints[0].line: expected a whole number, got nothing',
  ],
  [
    'setInstructionBreakpoints',
    { breakpoints: [{ instructionReference: 'here' }] },
    "'here' is no address; addresses look like 0x80001000, or 3:0x1000 for process 3",
  ],
  ['setDataBreakpoints', { breakpoints: [{ dataId: 'x' }] }, "'x' is no dataId of dataBreakpointInfo"],
  ['setExceptionBreakpoints', { filters: ['everything'] }, "there is no exception filter 'everything'"],
  ['readMemory', { memoryReference: 'x', count: 4 }, /'x' is no address/],
  [
    'readMemory',
    { memoryReference: '0x80000000', count: -1 },
    'count: expected a number from 0 to 16777216, got -1',
  ],
  ['writeMemory', { memoryReference: '0x80000000', data: '*' }, 'data is not base64'],
  ['writeMemory', { memoryReference: '2:0x0', data: 'AAAA' }, 'not all of the 3 bytes are mapped'],
  [
    'disassemble',
    { memoryReference: '0x80000000', instructionCount: 1e6 },
    'instructionCount: expected a number from 0 to 65536, got 1000000',
  ],
  ['completions', { text: 'x' }, 'completions: column: expected a whole number, got nothing'],
  [
    'restart',
    { arguments: { program: 3 } },
    'program: expected the path of a .c or .toy file, of a folder of them, or of an executable, or a list of such paths, got 3',
  ],
];

const afterTheEnd: readonly Refusal[] = [
  ['continue', { threadId: 2 }, 'the program has ended'],
  ['stepIn', { threadId: 2 }, 'the program has ended'],
  ['pause', { threadId: 2 }, 'the program has ended'],
  ['stackTrace', { threadId: 2 }, 'the program has ended'],
  ['scopes', { frameId: 1 }, 'the program has ended'],
  ['variables', { variablesReference: 1 }, 'the program has ended'],
  ['evaluate', { expression: 'limit', context: 'repl' }, 'the program has ended'],
  ['readMemory', { memoryReference: '0x80000000', count: 4 }, 'the program has ended'],
  ['configurationDone', {}, 'configurationDone belongs between launch and its answer'],
  ['launch', { program: 'p.c' }, 'a program has been launched already'],
];

describe('requests that make no sense', function () {
  before(buildCommandLine);

  it('are refused with a sentence each', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      const refuse = async (rows: readonly Refusal[]) => {
        for (const [command, args, sentence] of rows) {
          const told = await client.refused(command, args);
          if (typeof sentence === 'string') assert.equal(told, sentence, command);
          else assert.match(told, sentence, command);
        }
      };
      assert.equal(await client.refused('launch', {}), 'launch came before initialize');
      await client.request('initialize', asVsCode);
      await refuse(beforeLaunch);
      const launched = client.ask('launch', { program: 'p.c', trace: false });
      await client.event('initialized');
      assert.match(await client.refused('stackTrace', { threadId: 2 }), /configurationDone is missing/);
      await client.request('configurationDone');
      assert.ok((await launched).success);
      await client.stopped('breakpoint');
      await refuse(whileStopped);

      const [frame] = await client.stack(2);
      const { scopes } = await client.request('scopes', { frameId: frame.id });
      const { variablesReference } = scopes[0];
      assert.match(
        await client.refused('setVariable', { variablesReference, name: 'nobody', value: '1' }),
        /there is no variable nobody there/,
      );
      assert.match(
        await client.refused('setVariable', { variablesReference, name: 'local', value: '1 +' }),
        /./,
      );
      await client.go('next', { threadId: 2 }, 'step');
      assert.match(
        await client.refused('setVariable', { variablesReference, name: 'local', value: '1' }),
        /there are no variables/,
      );
      assert.equal((await client.stack(2)).length > 0, true);

      await client.request('continue', { threadId: 2 });
      await client.event('terminated');
      await refuse(afterTheEnd);
      assert.deepEqual(await client.event('exited'), { exitCode: 4 });
      await client.disconnect();
    }));
});
