/**
 * Measures going back: what recording costs, by running the same programs in turn with a history and without, and how
 * long the way to other instants takes, in the debugger and over the pipes of a real `ringside dap`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuestFiles } from '../src/boot';
import { Debugger, type DebuggerListener } from '../src/debugger';
import { Runner, openSession } from '../src/session';
import { type Body, DapClient } from '../test/support/dap-client';
import { type Figure, type Group, median } from './figures';
import { bootProgram } from './kernel';

interface Work {
  readonly file: string;
  readonly what: string;
  readonly timer: number;
  /** Per cent that recording may cost. */
  readonly most: number;
}

const works: readonly Work[] = [
  { file: 'compute.c', what: 'compute', timer: 0, most: 10 },
  { file: 'memory.c', what: 'malloc and a tree', timer: 10_000, most: 10 },
  { file: 'calls.c', what: '500,000 system calls', timer: 0, most: 10 },
  { file: 'pipes.c', what: '20,000 turns through pipes', timer: 10_000, most: 10 },
  { file: 'processes.c', what: '200 × fork and exec', timer: 10_000, most: 25 },
  { file: 'files.c', what: 'files', timer: 10_000, most: 25 },
];

const runs = 5;
const mebibyte = 1024 * 1024;
const stepsBack = 300;

/** `before` stands in a page of its own, `beside` in that of the counter. */
const program = `int beside, turns;
struct page { char bytes[8192]; int before; char rest[8192]; } page;
static int next(int n) { return n + 1; }
int main(void)
{
    page.before = 7;
    beside = 7;
    for (;;)
        turns = next(turns);
}
`;
const far = 200_000_000;

export async function measureHistory(options: {
  readonly root: string;
  readonly folder: string;
  readonly guest: GuestFiles;
}): Promise<Group> {
  const figures = works.map(work => recordingCost(options.root, options.guest, work));
  const programs = join(options.folder, 'history');
  mkdirSync(programs);
  writeFileSync(join(programs, 'endless.c'), program);
  const inSession = await stepsInSession(programs, options.guest);
  return {
    title: `Going back (recording: processor time, median of ${runs} runs in each order)`,
    figures: [...figures, ...inSession, ...(await ways(options.root, programs))],
  };
}

/** Steps back by a debugger in this process, without pipes or messages. */
async function stepsInSession(programs: string, guest: GuestFiles): Promise<Figure[]> {
  let pid = 0;
  let arrive: () => void = () => {};
  const ignored = () => {};
  const listener: DebuggerListener = {
    ...{ continued: ignored, threadStarted: ignored, threadExited: ignored, programStarted: ignored },
    ...{ output: ignored, told: ignored, happened: ignored, picture: ignored, breakpointChanged: ignored },
    ...{ ended: ignored, status: ignored },
    stopped: stop => {
      ({ pid } = stop);
      arrive();
    },
  };
  const system = openSession(bootProgram(programs, guest, 'endless.c', 100_000));
  const machine = new Debugger(
    {
      ...{ system, guest, stopOnExit: false, stopOnEntry: 'main', stepIntoLibrary: false },
      ...{ history: 256, trace: new Set<never>() },
      yieldToHost: () => new Promise(resolve => setImmediate(resolve)),
    },
    listener,
  );
  const arrival = (go: () => void) =>
    new Promise<void>(resolve => {
      arrive = resolve;
      go();
    });
  await arrival(() => machine.start());
  machine.continue();
  while (system.machine.count < far) await new Promise(resolve => setTimeout(resolve, 5));
  await arrival(() => machine.pause());
  const times: number[] = [];
  for (let step = 0; step < stepsBack; step++) {
    const start = performance.now();
    await arrival(() => machine.time.stepBack(pid, 'line'));
    times.push(performance.now() - start);
  }
  machine.terminate();
  return [
    row('step back 200 million instructions in, p50', percentile(times, 50), 'at most 1'),
    row('the same, p95', percentile(times, 95), 'at most 4'),
  ];
}

function recordingCost(root: string, guest: GuestFiles, { file, what, timer, most }: Work): Figure {
  const folder = join(root, 'bench/guest/programs');
  const time = (history: boolean) => {
    const runner = new Runner(openSession(bootProgram(folder, guest, file, timer)));
    if (history) runner.remember(256 * mebibyte, { save: () => undefined, restore: () => {} });
    const { user: before } = process.cpuUsage();
    for (let stop = runner.run(200_000); stop.reason !== 'off'; stop = runner.run(200_000))
      if (stop.reason !== 'budget') throw new Error(`the machine stopped: ${stop.reason}`);
    return (process.cpuUsage().user - before) / 1000;
  };
  time(false);
  // What ran before helps what runs after it: compiled code is kept for a while. So each goes first once.
  const ratios = Array.from({ length: runs }, () => {
    const without = time(false);
    const recorded = time(true) + time(true);
    return (100 * recorded) / (without + time(false)) - 100;
  });
  return { what: `recording ${what}`, value: median(ratios), unit: '%', about: `at most ${most}` };
}

async function ways(root: string, programs: string): Promise<Figure[]> {
  const client = DapClient.start(join(root, 'dist/cli.js'), programs);
  try {
    const { threadId } = await client.startTo('breakpoint', { program: 'endless.c', trace: false });
    await client.request('continue', { threadId });
    await client.event('ringside/status', ({ count }) => count > far);
    await client.go('pause', { threadId }, 'pause');
    return [...(await back(client, threadId)), ...(await toWriters(client))];
  } finally {
    client.kill();
  }
}

async function back(client: DapClient, threadId: number): Promise<Figure[]> {
  const stops: number[] = [];
  const views: number[] = [];
  for (let step = 0; step < stepsBack; step++) {
    const start = performance.now();
    await client.go('stepBack', { threadId }, 'step');
    stops.push(performance.now() - start);
    await refresh(client, threadId);
    views.push(performance.now() - start);
  }
  return [
    row('over the pipes of ringside dap: to its stop, p50', percentile(stops, 50)),
    row('to its stop, p95', percentile(stops, 95)),
    row('to a view with everything in it again, p95', percentile(views, 95), 'at most 10'),
  ];
}

async function toWriters(client: DapClient): Promise<Figure[]> {
  const { count } = client.events('ringside/status').at(-1);
  const wrote = async (expression: string) => {
    const start = performance.now();
    await client.go('ringside/lastWrite', { expression });
    const time = performance.now() - start;
    await client.go('ringside/goTo', { count });
    return time;
  };
  return [
    row(
      'to the last write 200 million ago, its page rarely written',
      await wrote('page.before'),
      'at most 100',
    ),
    row('the same in a hot page', await wrote('beside'), 'at most 2,000'),
  ];
}

/** What VS Code asks for after a stop. */
async function refresh(client: DapClient, threadId: number): Promise<void> {
  const [frame] = await client.stack(threadId);
  const { scopes } = await client.request('scopes', { frameId: frame.id });
  const open = scopes.filter(({ expensive }: Body) => !expensive);
  await Promise.all(open.map(({ variablesReference }: Body) => client.variables(variablesReference)));
}

const row = (what: string, value: number, about?: string): Figure => ({
  what,
  value,
  unit: 'ms',
  ...(about !== undefined && { about }),
});

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
}
