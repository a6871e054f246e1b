/** The picture *Memory* over the protocol, held against what the machine says of the same addresses in other ways. */
import assert from 'node:assert/strict';
import { memoryMap } from '../../src/isa';
import type { MemoryParts } from '../../src/protocol';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = `#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>

static char text[] = "before";

int main(void)
{
    char *block = malloc(20000);
    int status;
    block[0] = 'x';
    text[1] = 'E'; /* write */
    text[3] = 'O';
    if (fork() == 0) /* fork */
        return block[0]; /* child */
    wait(&status);
    return 0;
}
`;
const mapper = `#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("text", O_CREAT | O_RDWR);
    write(fd, "hello", 5);
    char *file = mmap(0, 5, PROT_READ, MAP_SHARED, fd, 0);
    char *memory = mmap(0, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memory[0] = file[0];
    file += 0; /* mapped */
    munmap(memory, 3 * 4096);
    return file[0]; /* given back */
}
`;
const files = { 'p.c': program };
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const attributes = { program: 'p.c', trace: false, stopOnEntry: false, timer: 0 };
const { pageSize, userTop } = memoryMap;

/** What a client has that keeps the parts that are not told again. */
function known(client: DapClient): MemoryParts {
  const batches: Body[] = client.events('ringside/memory');
  return Object.assign({}, ...batches.map(({ parts }) => parts)) as MemoryParts;
}

async function follow(client: DapClient, wishes: object): Promise<MemoryParts> {
  const before = client.events('ringside/memory').length;
  await client.request('ringside/memory', wishes);
  while (client.events('ringside/memory').length === before) await client.event('ringside/memory');
  return known(client);
}

const regionAt = ({ space }: MemoryParts, address: number) =>
  space.regions.find(({ from, to }) => address >= from && address < to);
const regionOf = (parts: MemoryParts, address: number) => regionAt(parts, address)?.kind;
const framesOf = ({ frames }: MemoryParts, owner: string) =>
  frames.filter(run => run.owner === owner).reduce((sum, { count }) => sum + count, 0);

async function addressIn(client: DapClient, expression: string): Promise<number> {
  const [frame] = await client.stack(2);
  const { result } = await client.request('evaluate', { expression, frameId: frame.id, context: 'watch' });
  return Number(/0x[\da-f]+/.exec(result)![0]);
}

describe('the picture Memory', () => {
  before(buildCommandLine);

  it('has regions, tables and frames, and what a fork makes of them', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('fork'), at('child'))]);
      const first = await follow(client, {});
      const places = { main: 'text', text: 'data', block: 'heap', '&status': 'stack' };
      for (const [expression, kind] of Object.entries(places))
        assert.equal(regionOf(first, await addressIn(client, `(void *) ${expression}`)), kind, expression);
      assert.equal(regionOf(first, 0), 'guard', 'page 0 is never mapped');
      const limit = await addressIn(client, '(void *) kernel::user_stack_limit');
      assert.deepEqual([regionOf(first, limit - 1), regionOf(first, limit)], ['guard', undefined]);
      const kernelStack = first.space.regions.find(({ kind }) => kind === 'kernel stack')!;
      assert.equal(regionOf(first, kernelStack.from - 1), 'guard', 'nor the page below a kernel stack');
      const { pointers } = first;
      assert.equal(regionOf(first, pointers.find(({ name }) => name === 'pc')!.address), 'text');
      assert.equal(regionOf(first, pointers.find(({ name }) => name === 'sp')!.address), 'stack');

      // The tables map as many pages as the regions have, and each frame of RAM has one owner in the list.
      const inTables = first.tables
        .flatMap(({ entries }) => entries)
        .reduce((sum, { count }) => sum + count, 0);
      const inRegions = first.space.regions
        .filter(({ kind, promised }) => kind !== 'guard' && !promised)
        .reduce((sum, { from, to }) => sum + (to - from) / pageSize, 0);
      assert.equal(inTables, inRegions);
      // Of the block one page has been used: the next one is still to come.
      const block = await addressIn(client, '(void *) block');
      const promisedAt = ({ space }: MemoryParts, address: number) =>
        space.regions.some(({ from, to, promised }) => promised && address >= from && address < to);
      assert.deepEqual([promisedAt(first, block), promisedAt(first, block + 2 * pageSize)], [false, true]);
      const frames = first.frames.reduce((sum, { count }) => sum + count, 0);
      assert.equal(frames, memoryMap.defaultRamSize / pageSize);
      const written = await addressIn(client, '(void *) text');
      const [entry] = first.tables
        .flatMap(({ entries }) => entries)
        .filter(({ virtual, count }) => written >= virtual && written < virtual + count * pageSize);
      for (const bit of ['present', 'writable', 'user', 'dirty']) assert.ok(entry!.bits.includes(bit), bit);

      // The child: frames of its own for what it may write, or the same ones; in any case fewer are free.
      const before = framesOf(first, 'free');
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const child = known(client);
      assert.equal(child.space.pid, 3);
      assert.notEqual(child.space.directory, first.space.directory);
      assert.ok(framesOf(child, 'free') < before, `${framesOf(child, 'free')} of ${before}`);
      const text = child.space.regions.find(({ kind }) => kind === 'text')!;
      const shared = child.tables
        .filter(({ virtual }) => virtual < userTop)
        .flatMap(({ entries }) => entries)
        .filter(({ sharedWith }) => sharedWith.includes(2))
        .reduce((sum, { count }) => sum + count, 0);
      const sharedInRegions = child.space.regions.reduce((sum, region) => sum + region.shared, 0);
      assert.equal(sharedInRegions, shared);
      assert.ok(text.shared <= (text.to - text.from) / pageSize);
      // What the fork has left to both is copied by who writes first: the page of the block, which nobody has written since.
      const heap = child.space.regions.find(({ from, to }) => block >= from && block < to)!;
      assert.ok(heap.toCopy > 0 && heap.shared >= heap.toCopy, JSON.stringify(heap));
      assert.ok(framesOf(child, 'shared') >= shared);
    }));

  it('has mappings, of memory and of files, until they are given back', () =>
    withClient({ 'm.c': mapper }, async ({ client }) => {
      const places = ['mapped', 'given back'].map(mark => lineOf(mapper, `/* ${mark} */`));
      await client.startTo('breakpoint', { ...attributes, program: 'm.c' }, [lines('m.c', ...places)]);
      const first = await follow(client, {});
      const [memory, file] = [await addressIn(client, '(void *) memory'), await addressIn(client, '(void *) file')]; // prettier-ignore
      const found = [memory, memory + pageSize, file].map(address => regionAt(first, address)!);
      assert.deepEqual(
        found.map(({ kind, promised = false }) => [kind, promised]),
        [['mapping', false], ['mapping', true], ['mapping', false]], // prettier-ignore
      );
      assert.ok(!found[2]!.permissions.includes('writable'), 'a file that may only be read');
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      assert.deepEqual(
        [regionOf(known(client), memory), regionOf(known(client), file)],
        [undefined, 'mapping'],
      );
    }));

  it('has the bytes of an expression, which follow it, and what has changed', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('write'))]);
      const first = (await follow(client, { expression: 'text' })).bytes;
      const asText = (digits: string) => Buffer.from(digits, 'hex').toString('latin1');
      assert.ok(asText(first.bytes!).startsWith('before\0'));
      assert.equal(first.address, await addressIn(client, '(void *) text'));
      await client.go('next', { threadId: 2 });
      const then = known(client).bytes;
      assert.ok(asText(then.bytes!).startsWith('bEfore\0'));
      assert.deepEqual(then.changed, [1]);
      await client.go('next', { threadId: 2 });
      assert.deepEqual(known(client).bytes.changed, [3]);

      const pointer = (await follow(client, { expression: '$sp' })).bytes;
      assert.equal(pointer.address, known(client).pointers.find(({ name }) => name === 'sp')!.address);
      const wrong = (await follow(client, { expression: 'no_such_name' })).bytes;
      assert.match(wrong.problem!, /no_such_name/);
    }));
});
