/**
 * How fast the debugger answers a client, over the pipes of a real `ringside dap`: from launch to main, from a step to
 * a view with everything in it again, and from pause to a machine that stands still.
 */
import { withFolder } from '../test/support/command-line';
import { type Body, DapClient, asVsCode } from '../test/support/dap-client';

export interface Measurement {
  readonly name: string;
  readonly milliseconds: number;
  /** What DESIGN allows. */
  readonly limit?: number;
}

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

const launches = 9;
const steps = 200;
const pauses = 60;

/** All figures; takes about ten seconds. `dist/cli.js` has to be built. */
export async function measureDebugger(): Promise<Measurement[]> {
  return withFolder({ 'program.c': program, 'endless.c': endless }, async folder => [
    ...(await measureLaunch(folder)),
    ...(await measureSteps(folder)),
    ...(await measurePause(folder)),
  ]);
}

async function withAdapter<T>(folder: string, work: (client: DapClient) => Promise<T>): Promise<T> {
  const client = DapClient.start(folder);
  try {
    return await work(client);
  } finally {
    client.kill();
  }
}

async function measureLaunch(folder: string): Promise<Measurement[]> {
  const whole: number[] = [];
  const started: number[] = [];
  for (let launch = 0; launch < launches; launch++)
    await withAdapter(folder, async client => {
      const start = performance.now();
      await client.request('initialize', asVsCode);
      const ready = performance.now();
      const answer = client.ask('launch', { program: 'program.c' });
      await client.event('initialized');
      await client.request('configurationDone');
      await answer;
      await client.stopped('entry');
      started.push(performance.now() - ready);
      whole.push(performance.now() - start);
    });
  return [
    { name: 'F5 to stopped at main, adapter started', milliseconds: percentile(started, 50), limit: 2000 },
    { name: 'F5 to stopped at main, with the start of the adapter', milliseconds: percentile(whole, 50) },
  ];
}

async function measureSteps(folder: string): Promise<Measurement[]> {
  return withAdapter(folder, async client => {
    const { threadId } = await client.startTo('entry', { program: 'program.c', trace: false });
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      await client.go(step % 3 === 2 ? 'stepIn' : 'next', { threadId });
      await refresh(client, threadId);
      times.push(performance.now() - start);
    }
    return [
      { name: 'step to refreshed view, p50', milliseconds: percentile(times, 50) },
      { name: 'step to refreshed view, p95', milliseconds: percentile(times, 95), limit: 10 },
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

async function measurePause(folder: string): Promise<Measurement[]> {
  return withAdapter(folder, async client => {
    await client.startTo('entry', { program: 'endless.c' });
    const times: number[] = [];
    for (let pause = 0; pause < pauses; pause++) {
      await client.request('continue', { threadId: 2 });
      await new Promise(resolve => setTimeout(resolve, 5 + (pause % 20)));
      const start = performance.now();
      await client.go('pause', { threadId: 2 }, 'pause');
      times.push(performance.now() - start);
    }
    return [{ name: 'pause of an endless loop, p95', milliseconds: percentile(times, 95), limit: 100 }];
  });
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
}
