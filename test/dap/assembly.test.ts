/** The assembly beside a source while its program runs: which line of it is executed, with which operands, and how often each was. */
import assert from 'node:assert/strict';
import { type AssemblyListing, AssemblyDocument, assemblyServices, cServices } from '../../src/language';
import { executedByLine, lineOfPlace, operandValues } from '../../src/language/running';
import type { ExecutionCounts } from '../../src/protocol';
import { SourceFile } from '../../src/source';
import { unitsOf } from '../language/c/support';
import { buildCommandLine } from '../support/command-line';
import { lineOf, lines, withClient } from './with-client';

const c = `static int square(int n)
{
    return n * n; /* stop */
}

int main(void)
{
    int sum = 0;
    for (int i = 0; i < 5; i++)
        sum += square(i);
    return sum & 1;
}
`;
const toy = `.data
numbers: .word 3, 4, 5
.text
.global main
main:
    la a1, numbers
    li a2, 3
    li a0, 0
add:
    lw t0, 4(a1) /* stop */
    add a0, a0, t0
    addi a1, a1, 4
    addi a2, a2, -1
    bnez a2, add
    ret
`;

function listingOf(name: string, text: string): AssemblyListing {
  const units = unitsOf({ [name]: text });
  if (name.endsWith('.c')) return cServices(units.unit(name)!, units).assembly!();
  const workspace = { files: units.files, includePaths: [] };
  const document = new AssemblyDocument(new SourceFile(name, text), workspace);
  return assemblyServices(document, workspace, units).assembly!();
}

/** `count| text` of each line that has been counted, without what the listing says of its word. */
const counted = (listing: AssemblyListing, counts: ReadonlyMap<number, number>): string[] =>
  listing.text
    .split('\n')
    .flatMap((text, line) =>
      counts.has(line) ? `${counts.get(line)}| ${text.replace(/ +#.*/, '').trim()}` : [],
    );

/** Where it stops the second time: there, the values of its operands, and what has been counted by then. */
const cases = [
  {
    name: 'p.c',
    text: c,
    stop: 'mul a0, a0, a0',
    values: ['a0 = 0x00000001 (1)'],
    counts: ['1| mul a0, a0, a0', '2| call square', '1| ret'],
  },
  {
    name: 'p.toy',
    text: toy,
    stop: 'lw t0, 4(a1)',
    values: ['t0 = 0x00000004 (4)', 'a1 = 0x00002004 <numbers+0x4>', '4(a1) = 5'],
    counts: ['1| addi a2, zero, 3', '1| lw t0, 4(a1)', '1| add a0, a0, t0', '0| jalr zero, 0(ra)'],
  },
];

describe('assembly beside a source that runs', () => {
  before(buildCommandLine);

  for (const { name, text, stop, values, counts } of cases)
    it(`knows the lines of ${name}`, () =>
      withClient({ [name]: text }, async ({ client, folder }) => {
        const listing = listingOf(name, text);
        const program = { program: name, trace: false };
        await client.startTo('breakpoint', program, [lines(name, lineOf(text, '/* stop */'))]);
        for (let time = 1; time < 3; time++) await client.go('continue', { threadId: 2 }, 'breakpoint');
        const [{ id: frameId }] = await client.stack(2);
        const ask = async (expression: string): Promise<string> =>
          (await client.request('evaluate', { expression, frameId, context: 'watch' })).result;

        const line = lineOfPlace(listing, await ask('$pc'));
        const row = listing.text.split('\n')[line ?? -1] ?? '';
        assert.equal(row.replace(/ +#.*/, '').trim(), stop);
        const shown = operandValues(row).map(
          async ({ text, expression }) => `${text} = ${await ask(expression)}`,
        );
        assert.deepEqual(await Promise.all(shown), values);

        const path = `${folder}/${name}`;
        const { sources } = (await client.request('ringside/counts', { path })) as ExecutionCounts;
        const rows = counted(listing, executedByLine(listing, sources[0]?.functions ?? []));
        assert.deepEqual(
          counts.filter(each => !rows.includes(each)),
          [],
          rows.join('\n'),
        );
      }));

  it('says nothing of a function that is another one by now', () => {
    const square = (expression: string) => listingOf('p.c', c.replace('n * n', expression));
    const functions = [{ name: 'square', executed: [1, 1] }];
    assert.deepEqual(counted(square('n * n'), executedByLine(square('n * n'), functions)).length, 2);
    assert.equal(executedByLine(square('n * n + 1'), functions).size, 0);
  });
});
