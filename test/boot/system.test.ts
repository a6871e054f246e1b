import assert from 'node:assert/strict';
import { type Process } from '../../src/events';
import { Runner } from '../../src/session';
import { buildKernel, createSystem, treeOf } from '../../src/boot';
import { cache, guest } from '../support/guest';
import { boot, runToEnd } from '../support/system';

const hello = '#include <stdio.h>\nint main(void) { printf("hello\\n"); return 5; }\n';
const loop = 'int main(void) { for (;;) {} }\n';

describe('a system', function () {
  it('runs a program to its end, and takes its status', async () => {
    const { outcome, output } = await runToEnd(boot({ 'hello.c': hello }));
    assert.deepEqual(outcome, { reason: 'off', status: 5 });
    assert.equal(output, 'hello\n');
  });

  it('does the same whether anybody listens or not, and each time', async () => {
    const runs = [true, true, false].map(events =>
      runToEnd(boot({ 'hello.c': hello, 'b.c': hello }), { events }),
    );
    const [first, second, silent] = await Promise.all(runs);
    assert.deepEqual(second!.events, first!.events);
    assert.equal(silent!.system.machine.count, first!.system.machine.count);
    assert.deepEqual(silent!.system.machine.ram, first!.system.machine.ram);
  });

  it('gives its console what it asks for', async () => {
    const source = `
#include <stdio.h>
#include <unistd.h>
int main(void) {
    char line[100];
    int n, lines = 0;
    while ((n = read(0, line, sizeof line)) > 0) lines++, write(1, line, n);
    return lines;
}`;
    for (const live of [false, true]) {
      const input = ['one\n', 'two\n', 'three'];
      const ran = await runToEnd(boot({ 'copy.c': source }), { input, live });
      assert.equal(ran.output, 'one\ntwo\nthree');
      assert.deepEqual(ran.outcome, { reason: 'off', status: 3 });
    }
  });

  it('tells a program that the disk is full, and goes on', async () => {
    const source = `
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static char block[65536];
int main(void) {
    int fd = open("/full", O_CREAT | O_WRONLY, 0666), n, total = 0;
    while ((n = write(fd, block, sizeof block)) > 0) total += n;
    printf("%d %s\\n", total > 1000000, strerror(errno));
    return 0;
}`;
    const ran = await runToEnd(boot({ 'full.c': source, 'hello.c': hello }), { events: false });
    assert.match(ran.output, /^1 No space left on device$/m);
    assert.match(ran.output, /^hello$/m);
    assert.deepEqual(ran.outcome, { reason: 'off', status: 0 });
  });

  it('says what is in the way of making it', () => {
    const { kernel } = boot({ 'hello.c': hello });
    const cases: [options: object, problem: RegExp][] = [
      [{ memory: 64 * 1024 }, /^the kernel does not fit into 64 KiB of memory$/],
      [{ diskBlocks: 3 }, /^the disk cannot be made: /],
      [
        {
          files: [
            { path: '/bin/x/y', bytes: new Uint8Array() },
            { path: '/bin/x', bytes: new Uint8Array() },
          ],
        },
        /disk/,
      ],
    ];
    for (const [options, problem] of cases)
      assert.match(createSystem({ kernel, programs: [], bundled: [], ...options }).problem ?? '', problem);
  });

  it('knows that nothing can happen any more', async () => {
    const source = `
#include <unistd.h>
int main(void) {
    int ends[2];
    char c;
    pipe(ends);
    return read(ends[0], &c, 1);
}`;
    const { outcome } = await runToEnd(boot({ 'stuck.c': source }));
    assert.deepEqual(outcome, { reason: 'deadlock' });
  });

  it('stops for breakpoints of its own client alone', () => {
    const system = boot({ 'hello.c': hello });
    const runner = new Runner(system);
    const counts: number[] = [];
    runner.listen(new Set(['process-create']), event => {
      if (event.event === 'process-create') counts.push(event.count);
    });
    const address = system.kernel.symbols.find(({ name }) => name === 'proc_create')!.address;
    runner.setBreakpoint(address);
    for (let slices = 0; slices < 100_000; slices++) {
      const stop = runner.run(997);
      if (stop.reason === 'budget' || stop.reason === 'input') continue;
      if (stop.reason === 'breakpoint') {
        assert.equal(stop.address, address);
        assert.equal(system.machine.count, counts.at(-1));
        continue;
      }
      assert.deepEqual(stop, { reason: 'off', status: 5 });
      break;
    }
    assert.equal(counts.length, 2);
    assert.equal(new Set(counts).size, 2);
  });

  it('stops at an event that the listener asks for', () => {
    const runner = new Runner(boot({ 'hello.c': hello }));
    runner.listen(new Set(['process-exit']), event => event.event === 'process-exit');
    const stop = runner.run(20_000_000);
    assert.equal(stop.reason, 'event');
    assert.ok(stop.reason === 'event' && stop.event.event === 'process-exit' && stop.event.status === 5 << 8);
  });
});

describe('the kernel as the host sees it', function () {
  it('has no process before it has booted', () => {
    const { view } = boot({ 'hello.c': hello });
    assert.deepEqual(view.processes(), []);
    assert.equal(view.current()?.pid ?? 0, 0);
  });

  it('lists the processes with their states', () => {
    const system = boot({ 'one.c': loop, 'two.c': loop }, { timer: 1000 });
    const { view, machine } = system;
    const runner = new Runner(system);
    runner.run(3_000_000);
    while (!machine.userMode) runner.run(1);
    const processes = view.processes();
    const summary = processes.map(({ pid, name, state, parent }) => ({ pid, name, state, parent }));
    const [running, ready] = view.current()!.pid === 2 ? ['running', 'ready'] : ['ready', 'running'];
    assert.deepEqual(summary, [
      { pid: 0, name: 'idle', state: 'ready', parent: 0 },
      { pid: 1, name: 'init', state: 'blocked', parent: 0 },
      { pid: 2, name: 'one', state: running, parent: 1 },
      { pid: 3, name: 'two', state: ready, parent: 1 },
    ]);
    const init = processes[1]!;
    assert.equal(init.why, 'child');
    assert.equal(init.channel, init.owner);
    assert.deepEqual(processes.map(inOrder), [true, true, true, true]);
    assert.equal(view.current()!.pagedir, (machine.ptb & ~1) >>> 0);
    assert.equal(view.ownerOfStack(machine.ksp)?.pid, view.current()!.pid);
    for (const { kstack, pid } of processes) assert.equal(view.ownerOfStack(kstack + 1)?.pid, pid);
  });

  it('is understood by its own debug information, whatever its structures look like', async () => {
    const sources = guest.list('guest/kernel').map(name => {
      const text = new TextDecoder().decode(guest.read(`guest/kernel/${name}`));
      const changed = text
        .replace('struct proc {', 'struct proc {\n    int added[7];\n    struct { int deeper; };')
        .replace('struct thread {', 'struct thread {\n    int more[3];')
        .replace('BLOCKED,', 'BLOCKED = 17,');
      return [`mine/${name}`, new TextEncoder().encode(changed)] as const;
    });
    const built = buildKernel({ folder: 'mine', files: treeOf(new Map(sources)), guest, cache });
    assert.deepEqual(built.diagnostics, []);
    const system = boot({ 'hello.c': hello, 'loop.c': loop }, { kernel: built.executable! });
    const runner = new Runner(system);
    const starts: string[] = [];
    runner.listen(
      new Set(['process-start']),
      event => void starts.push(`${event.pid} ${runner.inWords(event).name}`),
    );
    runner.run(3_000_000);
    // Which of them has its pages first is the disk's business.
    assert.deepEqual(starts.slice(-2).sort(), ['2 hello', '3 loop']);
    assert.deepEqual(
      system.view.processes().map(({ name, state }) => `${name} ${state}`),
      ['idle ready', 'init blocked', 'loop running'],
    );
  });

  /** The saved registers of a process lie in its structure, its trap frame on its kernel stack. */
  const inOrder = ({ pid, address, context, kstack, trapFrame, pagedir }: Process) =>
    context > address && pagedir > 0x8000_0000 && (pid === 0 || trapFrame > kstack);
});
