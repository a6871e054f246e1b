/**
 * Measures whole programs: `ringside run` with its cold start, and a debug session from main to the end, with and without
 * the account of the run. Each is run by two tiers of the engine as well, whose machines must end in the same state: its
 * hash stands beside the times.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { GuestFiles } from '../src/boot';
import { type EngineOptions, Machine, type MachineState } from '../src/machine';
import { DapClient, asVsCode } from '../test/support/dap-client';
import { type Figure, type Group, median } from './figures';
import { bootProgram } from './kernel';

const runs = 3;

interface Work {
  readonly file: string;
  readonly what: string;
  /** Instructions between timer interrupts. */
  readonly timer: number;
}

const works: readonly Work[] = [
  { file: 'compute-all.c', what: 'compute', timer: 0 },
  { file: 'compute-all.c', what: 'compute, timer at 1,000', timer: 1000 },
  { file: 'calls-million.c', what: '1,000,000 system calls', timer: 0 },
  { file: 'pipes.c', what: '20,000 turns through pipes', timer: 10_000 },
  { file: 'processes.c', what: '200 × fork and exec', timer: 10_000 },
  { file: 'files.c', what: 'files', timer: 10_000 },
  { file: 'lines.c', what: '20,000 printed lines', timer: 10_000 },
  { file: 'memory.c', what: 'malloc and a tree', timer: 10_000 },
];

export interface ProgramOptions {
  readonly root: string;
  readonly guest: GuestFiles;
  /** The `cli.js` of another build, which is measured in turn. */
  readonly baseline: string | undefined;
}

export async function measurePrograms(options: ProgramOptions): Promise<Group> {
  const figures: Figure[] = [];
  for (const work of works) figures.push(await measureWork(work, options));
  const against = options.baseline === undefined ? '' : '; × the time of the other build';
  return {
    title: `Programs (ringside run, whole processes, median of ${runs}; × that time for a session’s continue without and with trace${against})`,
    figures,
  };
}

async function measureWork(work: Work, { root, guest, baseline }: ProgramOptions): Promise<Figure> {
  const folder = join(root, 'bench/guest/programs');
  const cli = join(root, 'dist/cli.js');
  const clis = [cli, ...(baseline === undefined ? [] : [baseline])];
  const times = clis.map((): number[] => []);
  for (let run = 0; run <= runs; run++)
    for (const [index, each] of clis.entries()) {
      const time = runTime(each, folder, work);
      if (run > 0) times[index]?.push(time); // the first one fills caches
    }
  const [own, other] = times.map(median);
  if (own === undefined) throw new Error('nothing was measured');
  const session = [
    await sessionTime(cli, folder, work, false),
    await sessionTime(cli, folder, work, undefined),
  ].map(time => `× ${(time / own).toFixed(2)}`);
  const against = other === undefined ? '' : `, other build × ${(other / own).toFixed(2)}`;
  return {
    what: work.what,
    value: own,
    unit: 'ms',
    about: `session ${session.join(' and ')}${against}; state ${stateAtEnd(folder, guest, work)}`,
  };
}

function runTime(cli: string, folder: string, { file, timer }: Work): number {
  const start = performance.now();
  const words = [cli, 'run', '--timer', String(timer), file];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${words.join(' ')} failed: ${String(stderr)}`);
  return performance.now() - start;
}

async function sessionTime(
  cli: string,
  folder: string,
  { file, timer }: Work,
  trace: boolean | undefined,
): Promise<number> {
  const client = DapClient.start(cli, folder);
  try {
    await client.request('initialize', asVsCode);
    const answer = client.ask('launch', { program: file, timer, ...(trace !== undefined && { trace }) });
    await client.event('initialized');
    await client.request('configurationDone');
    await answer;
    const { threadId } = await client.stopped('breakpoint');
    const start = performance.now();
    await client.request('continue', { threadId });
    await client.event('terminated');
    return performance.now() - start;
  } finally {
    client.kill();
  }
}

/** The same for both tiers, or an error. */
function stateAtEnd(folder: string, guest: GuestFiles, { file, timer }: Work): string {
  const { machine } = bootProgram(folder, guest, file, timer);
  const state = machine.save();
  const [hash, other] = (['compile', 'interpret'] as const).map(tier => hashAtEnd(state, timer, { tier }));
  if (hash === undefined || hash !== other)
    throw new Error(`${file}: the tiers of the engine end in different states, ${hash} and ${other}`);
  return hash;
}

function hashAtEnd(state: MachineState, timer: number, engine: EngineOptions): string {
  const disk = new Uint8Array(state.diskImage.length);
  const machine = new Machine({ memory: state.ram.length, disk, timer, engine });
  machine.restore(state);
  for (;;) {
    const { reason } = machine.run(100_000_000);
    if (reason === 'off') break;
    if (reason !== 'budget') throw new Error(`the machine stopped: ${reason}`);
  }
  const end = machine.save();
  return createHash('sha256').update(end.ram).update(end.diskImage).update(end.cpu).digest('hex').slice(0, 8);
}
