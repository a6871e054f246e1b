/**
 * How fast the debugger answers a client, over the pipes of a real `ringside dap`: from launch to main, from a step to
 * a view with everything in it again, from pause to a machine that stands still; and how fast a program prints.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Body, DapClient, asVsCode } from '../test/support/dap-client';
import type { Figure, Group } from './figures';

const program = `#include <stdio.h>

struct point { int x, y; };

static int area(struct point *corner)
{
    int width = corner->x;
    int height = corner->y;
    return width * height;
}

int main(int argc, char *argv[])
{
    struct point corner = { 1, 2 };
    int total = 0;
    for (;;) {
        corner.x++;
        total += area(&corner);
        if (total % 7 == 0)
            printf("%d\\n", total);
    }
}
`;

const endless = 'int main(void) { volatile int turns = 0; for (;;) turns++; }\n';

const lines = `#include <stdio.h>
int main(void)
{
    for (int i = 0; i < 100000; i++)
        printf("line %d of many\\n", i);
}
`;

const launches = 9;
const prints = 5;
const steps = 200;
const pauses = 60;

/** Takes about ten seconds; the command line has to be built. */
export async function measureDebugger({ root, folder }: { root: string; folder: string }): Promise<Group> {
  const programs = join(folder, 'debug');
  mkdirSync(programs);
  writeFileSync(join(programs, 'program.c'), program);
  writeFileSync(join(programs, 'endless.c'), endless);
  writeFileSync(join(programs, 'lines.c'), lines);
  const commandLine = join(root, 'dist/cli.js');
  const adapter = <T>(work: (client: DapClient) => Promise<T>) => withAdapter(commandLine, programs, work);
  return {
    title: 'The debugger (over the pipes of ringside dap)',
    figures: [
      ...(await measureLaunch(adapter)),
      ...(await measureSteps(adapter)),
      ...(await measurePause(adapter)),
      ...(await measurePrinting(adapter, commandLine, programs)),
    ],
  };
}

type Adapter = <T>(work: (client: DapClient) => Promise<T>) => Promise<T>;

async function withAdapter<T>(
  commandLine: string,
  folder: string,
  work: (client: DapClient) => Promise<T>,
): Promise<T> {
  const client = DapClient.start(commandLine, folder);
  try {
    return await work(client);
  } finally {
    client.kill();
  }
}

const row = (what: string, value: number, about?: string): Figure => ({
  what,
  value,
  unit: 'ms',
  ...(about !== undefined && { about }),
});

async function measureLaunch(adapter: Adapter): Promise<Figure[]> {
  const whole: number[] = [];
  const started: number[] = [];
  for (let launch = 0; launch < launches; launch++)
    await adapter(async client => {
      const start = performance.now();
      await client.request('initialize', asVsCode);
      const ready = performance.now();
      const answer = client.ask('launch', { program: 'program.c' });
      await client.event('initialized');
      await client.request('configurationDone');
      await answer;
      await client.stopped('breakpoint');
      started.push(performance.now() - ready);
      whole.push(performance.now() - start);
    });
  return [
    row('F5 to stopped at main', percentile(started, 50), 'the adapter has been started; at most 2,000'),
    row('the same with the start of the adapter', percentile(whole, 50)),
  ];
}

async function measureSteps(adapter: Adapter): Promise<Figure[]> {
  return adapter(async client => {
    const { threadId } = await client.startTo('breakpoint', { program: 'program.c', trace: false });
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      await client.go(step % 3 === 2 ? 'stepIn' : 'next', { threadId });
      await refresh(client, threadId);
      times.push(performance.now() - start);
    }
    return [
      row('step to refreshed view, p50', percentile(times, 50), 'stop, threads, stack, scopes, variables'),
      row('step to refreshed view, p95', percentile(times, 95), 'at most 10'),
    ];
  });
}

/** What VS Code asks for after a stop. */
async function refresh(client: DapClient, threadId: number): Promise<void> {
  await client.request('threads');
  const [frame] = await client.stack(threadId);
  const { scopes } = await client.request('scopes', { frameId: frame.id });
  const open = scopes.filter(({ expensive }: Body) => !expensive);
  await Promise.all(open.map(({ variablesReference }: Body) => client.variables(variablesReference)));
}

async function measurePause(adapter: Adapter): Promise<Figure[]> {
  return adapter(async client => {
    await client.startTo('breakpoint', { program: 'endless.c' });
    const times: number[] = [];
    for (let pause = 0; pause < pauses; pause++) {
      await client.request('continue', { threadId: 2 });
      await new Promise(resolve => setTimeout(resolve, 5 + (pause % 20)));
      const start = performance.now();
      await client.go('pause', { threadId: 2 }, 'pause');
      times.push(performance.now() - start);
    }
    return [row('pause of an endless loop, p95', percentile(times, 95), 'at most 100')];
  });
}

/** Each with the start of its process. */
async function measurePrinting(adapter: Adapter, commandLine: string, folder: string): Promise<Figure[]> {
  const alone: number[] = [];
  const debugged: number[] = [];
  for (let print = 0; print < prints; print++) {
    const start = performance.now();
    spawnSync(process.execPath, [commandLine, 'run', 'lines.c'], { cwd: folder, maxBuffer: Infinity });
    alone.push(performance.now() - start);
    const begin = performance.now();
    await adapter(async client => {
      const { answer } = await client.launch({ program: 'lines.c', stopOnEntry: false }, vsCode);
      await client.request('configurationDone');
      await answer;
      await client.event('terminated');
    });
    debugged.push(performance.now() - begin);
  }
  return [
    row('100,000 lines by ringside run', percentile(alone, 50)),
    row('the same in the terminal of a session', percentile(debugged, 50), 'at most twice as long'),
  ];
}

const vsCode = { ...asVsCode, clientID: 'vscode', supportsANSIStyling: true };

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
}
