/** What a client sees of a stopped machine, and what it can change: variables, memory, instructions, expressions. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import type { Body, DapClient } from '../support/dap-client';
import { functions, lineOf, lines, names, withClient } from './with-client';

const program = `#include <stdio.h>

struct point { int x, y; char name[8]; };

int numbers[300];
struct point origin = { 1, -2, "home" };

static int add(int first, int second)
{
    int sum = first + second;
    return sum;
}

int main(void)
{
    struct point here = origin;
    for (int i = 0; i < 300; i++)
        numbers[i] = i;
    here.x = add(here.x, numbers[7]);
    printf("%d %d\\n", here.x, numbers[9]);
    return here.x;
}
`;

const replaced = `#include <unistd.h>

int main(void)
{
    char *argv[] = { "echo", "hi", 0 };
    execv("/bin/echo", argv);
    return 1;
}
`;

const thread = { threadId: 2 };
const toBytes = (data: string) => [...Buffer.from(data, 'base64')];

/** Stops in `add`, with main below it. */
async function inAdd(client: DapClient): Promise<Body[]> {
  await client.startTo('breakpoint', { program: 'p.c', trace: false }, [
    lines('p.c', lineOf(program, 'return sum')),
  ]);
  await client.go('continue', thread, 'breakpoint');
  return client.stack(2);
}

describe('a stopped machine', function () {
  before(buildCommandLine);

  const withProgram = (work: (client: DapClient, frames: Body[]) => Promise<void>) =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await work(client, await inAdd(client));
      await client.disconnect();
    });

  it('shows variables of every frame, and takes new values', () =>
    withProgram(async (client, [add, main]) => {
      const locals = await client.scope(add.id, 'Locals');
      assert.deepEqual(
        [...locals.values()].map(({ name, value, type }) => [name, value, type]),
        [
          ['first', '1', 'int'],
          ['second', '7', 'int'],
          ['sum', '8', 'int'],
        ],
      );
      const { scopes } = await client.request('scopes', { frameId: add.id });
      const { variablesReference } = scopes[0];
      const set = await client.request('setVariable', {
        variablesReference,
        name: 'sum',
        value: 'second * 6',
      });
      assert.equal(set.value, '42');
      await client.event('invalidated');
      assert.equal((await client.scope(add.id, 'Locals')).get('sum').value, '42');

      const here = (await client.scope(main.id, 'Locals')).get('here');
      const fields = await client.variables(here.variablesReference);
      assert.deepEqual([...fields.keys()], ['x', 'y', 'name']);
      assert.equal(fields.get('y').value, '-2');
      const hex = await client.variables(here.variablesReference, { format: { hex: true } });
      assert.equal(hex.get('y').value, '0xfffffffe');
      assert.deepEqual(await client.request('ringside/toggleHex'), { hex: true });
      await client.event('invalidated');
      assert.equal((await client.variables(here.variablesReference)).get('y').value, '0xfffffffe');
      assert.deepEqual(await client.request('ringside/toggleHex'), { hex: false });
      await client.request('setVariable', {
        variablesReference: here.variablesReference,
        name: 'y',
        value: '5',
      });
      const result = await client.request('evaluate', { expression: 'here.y + 1', frameId: main.id });
      assert.equal(result.result, '6');

      const finished = await client.go('stepOut', thread, 'step');
      assert.equal(finished.threadId, 2);
      await client.request('continue', thread);
      assert.deepEqual(await client.event('exited'), { exitCode: 42 });
      assert.equal(client.text('stdout'), '42 9\n');
    }));

  it('pages long arrays', () =>
    withProgram(async (client, [add]) => {
      const array = await client.request('evaluate', {
        expression: 'numbers',
        frameId: add.id,
        context: 'watch',
      });
      assert.equal(array.indexedVariables, 300);
      const page = { filter: 'indexed', start: 120, count: 3 };
      const part = await client.variables(array.variablesReference, page);
      assert.deepEqual(
        [...part.values()].map(({ name, value }) => `${name} = ${value}`),
        ['[120] = 120', '[121] = 121', '[122] = 122'],
      );
      assert.equal((await client.variables(array.variablesReference, { filter: 'named' })).size, 0);
      assert.equal((await client.variables(array.variablesReference)).size, 300);
      const { variablesReference } = array;
      await client.request('setVariable', { variablesReference, name: '[9]', value: '-1' });
      const { result } = await client.request('evaluate', { expression: 'numbers[9]', frameId: add.id });
      assert.equal(result, '-1');
    }));

  it('has registers as every frame had them', () =>
    withProgram(async (client, [add, main]) => {
      const inner = await client.scope(add.id, 'Registers');
      const outer = await client.scope(main.id, 'Registers');
      assert.match(inner.get('pc').value, /<add\+0x/);
      assert.match(outer.get('pc').value, /<main\+0x/);
      const { result } = await client.request('evaluate', { expression: '$sp', frameId: main.id });
      assert.ok(
        outer.get('sp').value.startsWith(result.split(' ')[0]) || result.includes(outer.get('sp').value),
      );
    }));

  it('reads and writes memory in the address space of a process', () =>
    withProgram(async (client, [add]) => {
      const { memoryReference } = await client.request('evaluate', {
        expression: '&origin',
        frameId: add.id,
      });
      assert.match(memoryReference, /^2:0x0000[0-9a-f]{4}$/);
      const read = await client.request('readMemory', { memoryReference, count: 13 });
      assert.deepEqual(toBytes(read.data), [1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, ...Buffer.from('home\0')]);
      assert.equal(read.unreadableBytes, undefined);
      const plain = memoryReference.slice(2);
      assert.deepEqual(await client.request('readMemory', { memoryReference: plain, offset: 8, count: 4 }), {
        address: `0x${(parseInt(plain, 16) + 8).toString(16).padStart(8, '0')}`,
        data: Buffer.from('home').toString('base64'),
      });
      const data = Buffer.from([7, 0, 0, 0]).toString('base64');
      assert.deepEqual(await client.request('writeMemory', { memoryReference, data }), { bytesWritten: 4 });
      const event = await client.event('memory');
      assert.deepEqual(event, { memoryReference, offset: 0, count: 4 });
      assert.equal(
        (await client.request('evaluate', { expression: 'origin.x', frameId: add.id })).result,
        '7',
      );

      const nowhere = await client.request('readMemory', { memoryReference: '2:0x0', count: 16 });
      assert.deepEqual(nowhere, { address: '0x00000000', unreadableBytes: 16 });
      const edge = await client.request('readMemory', {
        memoryReference: '2:0x1000',
        offset: -16,
        count: 16,
      });
      assert.deepEqual(edge, { address: '0x00000ff0', unreadableBytes: 16 });
      const across = await client.request('readMemory', {
        memoryReference: '2:0x1000',
        offset: -16,
        count: 64,
      });
      // So many are skipped, and the next request finds memory.
      assert.deepEqual(across, { address: '0x00000ff0', unreadableBytes: 16 });
      const before = await client.request('readMemory', { memoryReference: '2:0x0', offset: -16, count: 16 });
      assert.equal(before.unreadableBytes, 16);
      const kernel = await client.request('readMemory', { memoryReference: '0x80000000', count: 8 });
      assert.equal(toBytes(kernel.data).length, 8);
    }));

  it('disassembles, with symbols and lines', () =>
    withProgram(async (client, [add]) => {
      const { instructionPointerReference: memoryReference } = add;
      const request = { memoryReference, instructionOffset: -30, instructionCount: 60, resolveSymbols: true };
      const { instructions } = await client.request('disassemble', request);
      assert.equal(instructions.length, 60);
      const at = instructions[30];
      assert.equal(BigInt(at.address), BigInt(memoryReference.slice(2)));
      assert.deepEqual([at.location.name, at.line], ['p.c', lineOf(program, 'return sum')]);
      assert.ok(instructions.some(({ symbol }: Body) => symbol === 'add'));
      for (const [index, { address }] of instructions.entries())
        assert.equal(BigInt(address), BigInt(instructions[0].address) + BigInt(4 * index));
      const outside = await client.request('disassemble', { memoryReference: '2:0x0', instructionCount: 4 });
      assert.deepEqual(
        outside.instructions.map(({ presentationHint }: Body) => presentationHint),
        Array(4).fill('invalid'),
      );
    }));

  it('disassembles just as many as are asked for, and nothing outside of all addresses', () =>
    withProgram(async client => {
      const outside = ['-1', '??', 'invalid'];
      const ask = async (
        memoryReference: string,
        instructionOffset: number,
        instructionCount: number,
        offset = 0,
      ) => {
        const args = { memoryReference, instructionOffset, instructionCount, offset };
        const { instructions } = await client.request('disassemble', args);
        return instructions.map((row: Body) => [row.address, row.instruction, row.presentationHint]);
      };
      const low = await ask('2:0x0', -50, 52);
      assert.equal(low.length, 52);
      for (const row of low.slice(0, 50)) assert.deepEqual(row, outside);
      assert.deepEqual(
        low.slice(50).map(([address]: string[]) => address),
        ['0x00000000', '0x00000004'],
      );
      const high = await ask('0xfffffff8', 0, 6);
      assert.deepEqual(
        high.map(([address]: string[]) => address),
        ['0xfffffff8', '0xfffffffc', '-1', '-1', '-1', '-1'],
      );
      assert.deepEqual(high.at(-1), outside);
      assert.deepEqual(await ask('0xfffffffc', 1, 2), [outside, outside]);
      assert.deepEqual(await ask('2:0x0', 0, 1, -2), [outside]);
      assert.deepEqual(await ask('2:0x1000', -0x1000, 1), [outside]);
      assert.deepEqual(await ask('0x80000000', 0, 0), []);
      assert.equal((await ask('0x80000006', 0, 1))[0][0], '0x80000004');
      assert.equal((await ask('0x80000000', 0, 1, 7))[0][0], '0x80000004');
    }));

  it('reads and writes nothing outside of all addresses', () =>
    withProgram(async client => {
      const read = (memoryReference: string, offset: number, count: number) =>
        client.request('readMemory', { memoryReference, offset, count });
      assert.deepEqual(await read('2:0x0', -8, 12), { address: '0x00000000', unreadableBytes: 8 });
      assert.deepEqual(await read('2:0x0', -16, 8), { address: '0x00000000', unreadableBytes: 8 });
      assert.deepEqual(await read('0xffffffff', 9, 4), { address: '0xffffffff', unreadableBytes: 4 });
      for (const [memoryReference, offset] of [
        ['2:0x0', -4],
        ['0xffffffff', 1],
      ] as const)
        assert.match(
          await client.refused('writeMemory', { memoryReference, offset, data: 'AAAA', allowPartial: true }),
          /there is no memory before the first address, or after the last/,
        );
      const { breakpoints } = await client.request('setInstructionBreakpoints', {
        breakpoints: [
          { instructionReference: '2:0x0', offset: -4 },
          { instructionReference: '0xfffffffc', offset: 4 },
        ],
      });
      for (const { verified, message, instructionReference } of breakpoints)
        assert.deepEqual(
          [verified, message, instructionReference],
          [false, 'there is no such address', undefined],
        );
      const unmapped = await client.request('setInstructionBreakpoints', {
        breakpoints: [{ instructionReference: '2:0x70000000' }, { instructionReference: '0xffffff00' }],
      });
      assert.deepEqual(
        unmapped.breakpoints.map(({ verified, message }: Body) => [verified, message]),
        [
          [false, 'no memory is mapped at 0x70000000'],
          [false, 'no memory is mapped at 0xffffff00'],
        ],
      );
      await client.request('setInstructionBreakpoints', { breakpoints: [] });
    }));

  it('stops at instructions, by reference and offset', () =>
    withProgram(async (client, [, main]) => {
      const { instructionPointerReference } = main;
      const list = [{ instructionReference: instructionPointerReference, offset: 0 }];
      const { breakpoints } = await client.request('setInstructionBreakpoints', { breakpoints: list });
      assert.ok(breakpoints[0].verified, breakpoints[0].message);
      assert.equal(breakpoints[0].instructionReference, instructionPointerReference);
      const { hitBreakpointIds } = await client.go('continue', thread, 'instruction breakpoint');
      assert.deepEqual(hitBreakpointIds, [breakpoints[0].id]);
      await client.request('next', { ...thread, granularity: 'instruction' });
      await client.stopped('step');
      const [frame] = await client.stack(2);
      const address = (reference: string) => parseInt(reference.split(':')[1]!, 16);
      assert.equal(address(frame.instructionPointerReference), address(instructionPointerReference) + 4);
    }));

  it('stops when data changes', () =>
    withProgram(async (client, [top, main]) => {
      const here = (await client.scope(main.id, 'Locals')).get('here');
      const info = await client.request('dataBreakpointInfo', {
        variablesReference: here.variablesReference,
        name: 'x',
      });
      assert.deepEqual(info.accessTypes, ['read', 'write', 'readWrite']);
      const global = await client.request('dataBreakpointInfo', { name: 'origin.y', frameId: main.id });
      assert.ok(global.dataId);
      const address = await client.request('dataBreakpointInfo', {
        name: '0x80000000',
        asAddress: true,
        bytes: 8,
      });
      assert.equal(address.description, '8 bytes at 0x80000000');
      const none = await client.request('dataBreakpointInfo', { name: '1 + 1', frameId: main.id });
      assert.deepEqual(none, {
        dataId: null,
        description: '1 + 1 is a value of its own: it stands nowhere that could change',
      });
      const register = await client.request('dataBreakpointInfo', { name: '$a0', frameId: top.id });
      assert.deepEqual(register, {
        dataId: null,
        description: '$a0 is a register: memory and locals can be watched',
      });
      const unknown = await client.request('dataBreakpointInfo', { name: 'nosuch', frameId: main.id });
      assert.equal(unknown.dataId, null);
      assert.match(unknown.description, /^there is no nosuch/);
      const negative = await client.request('dataBreakpointInfo', {
        name: '0x80000000',
        asAddress: true,
        bytes: -5,
      });
      assert.deepEqual(negative, { dataId: null, description: 'bytes is 1 or more, not -5' });
      const nowhere = await client.request('setInstructionBreakpoints', {
        breakpoints: [{ instructionReference: '2:0x7000' }, { instructionReference: '0x70000000' }],
      });
      assert.deepEqual(
        nowhere.breakpoints.map(({ verified, message }: Body) => [verified, message]),
        ['0x7000', '0x70000000'].map(address => [false, `no memory is mapped at ${address}`]),
      );
      const { breakpoints } = await client.request('setDataBreakpoints', {
        breakpoints: [{ dataId: info.dataId, accessType: 'write' }],
      });
      assert.ok(breakpoints[0].verified, breakpoints[0].message);
      assert.equal(breakpoints[0].instructionReference, undefined);
      const stop = await client.go('continue', thread, 'breakpoint');
      assert.deepEqual(stop.hitBreakpointIds, [breakpoints[0].id]);
      assert.match(names(await client.stack(2))[0]!, /^main /);
      assert.equal((await client.request('evaluate', { expression: 'origin.x' })).result, '1');
    }));

  it('completes names in expressions', () =>
    withProgram(async (client, [add, main]) => {
      const labels = async (text: string, frameId: number) => {
        const { targets } = await client.request('completions', { text, column: text.length + 1, frameId });
        return targets.map(({ label }: Body) => label);
      };
      assert.ok((await labels('1 + su', add.id)).includes('sum'));
      assert.ok(!(await labels('su', main.id)).includes('sum'));
      assert.deepEqual(await labels('here.', main.id), ['x', 'y', 'name']);
      assert.ok((await labels('ori', add.id)).includes('origin'));
      const { targets } = await client.request('completions', {
        text: 'here.na',
        column: 8,
        frameId: main.id,
      });
      assert.deepEqual([targets[0].label, targets[0].start, targets[0].length], ['name', 6, 2]);
    }));

  it('lists modules and sources', () =>
    withProgram(async (client, [add]) => {
      const { modules, totalModules } = await client.request('modules', {});
      assert.equal(totalModules, modules.length);
      assert.deepEqual(names(modules).slice(0, 2), ['kernel', 'p']);
      assert.equal(add.moduleId, 'p');
      const one = await client.request('modules', { startModule: 1, moduleCount: 1 });
      assert.deepEqual([one.modules.length, one.modules[0].name, one.totalModules], [1, 'p', totalModules]);
      assert.ok(modules.some(({ name }: Body) => name === 'init'));
    }));

  it('tells of each program that a process runs, and of each module the first time', () =>
    withClient({ 'replaced.c': replaced }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'replaced.c', trace: false }, [functions('echo::main')]);
      const kernel = (await client.event('module')).module;
      assert.deepEqual([kernel.id, kernel.isUserCode], ['kernel', false]);
      const before = (await client.request('modules', {})).modules;
      assert.deepEqual(names(before), ['kernel', 'replaced', 'init']);
      for (const module of before.slice(1)) {
        const event = await client.event('module', body => body.module.id === module.id);
        assert.deepEqual(event, { reason: 'new', module });
      }
      const { name, isLocalProcess, startMethod } = await client.event('process', body =>
        /replaced/.test(body.name),
      );
      assert.deepEqual([name, isLocalProcess, startMethod], ['/bin/replaced', false, 'launch']);

      const { threadId } = await client.go('continue', thread, 'breakpoint');
      const { module } = await client.event('module', body => body.module.id === 'echo');
      assert.deepEqual([module.path, module.isUserCode], ['/bin/echo', false]);
      assert.match(module.addressRange, /^0x00001000-/);
      assert.equal((await client.stack(threadId))[0].moduleId, 'echo');
      assert.equal((await client.request('modules', {})).modules.at(-1).id, 'echo');
      await client.event('process', body => body.name === '/bin/echo');
      await client.request('continue', thread);
      await client.event('terminated');
      const loaded = client.events('module').map(body => body.module.id);
      assert.equal(new Set(loaded).size, loaded.length);
    }));

  it('gives its stack in parts', () =>
    withClient({ 'p.c': program }, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false }, [functions('sys_write')]);
      await client.go('continue', thread, 'breakpoint');
      const all = await client.request('stackTrace', thread);
      const part = await client.request('stackTrace', { ...thread, startFrame: 2, levels: 3 });
      assert.equal(part.totalFrames, all.stackFrames.length);
      assert.deepEqual(part.stackFrames, all.stackFrames.slice(2, 5));
      const rest = await client.request('stackTrace', { ...thread, startFrame: 3, levels: 0 });
      assert.deepEqual(rest.stackFrames, all.stackFrames.slice(3));
      const trap = all.stackFrames.findIndex(({ presentationHint }: Body) => presentationHint === 'label');
      assert.match(all.stackFrames[trap].name, /^user → kernel · write\(1, .*\)$/);
      assert.equal(all.stackFrames[trap].source, undefined);
      assert.equal(all.stackFrames[trap - 1].moduleId, 'kernel');
      assert.equal(all.stackFrames[trap + 1].moduleId, 'p');
      assert.match(names(all.stackFrames).join('\n'), /^main \(p, user\)$/m);
      await client.disconnect();
    }));
});
