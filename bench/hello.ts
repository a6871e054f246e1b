/**
 * Measures `ringside run examples/hello.c`: the command as a whole, and its steps, each time in a process of its own
 * that has nothing warm.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type GuestFiles, buildKernel, buildProgram, bundledPrograms, createSystem } from '../src/boot';
import { type Figure, type Group, median, timesOf } from './figures';
import { filesIn } from './guest-files';

const runs = 9;

/** Milliseconds of each step, and the machine's clock at the end of some. */
export interface Steps {
  readonly milliseconds: Readonly<Record<Step, number>>;
  readonly firstUserInstruction: number;
  readonly end: number;
}

type Step = 'program' | 'system' | 'boot' | 'rest';

export function measureHello(root: string, command: readonly string[]): Group {
  const steps = Array.from({ length: runs }, () => JSON.parse(run(root, command)) as Steps);
  const step = (name: Step) => median(steps.map(({ milliseconds }) => milliseconds[name]));
  const { firstUserInstruction, end } = steps[0]!;
  const wall = (...words: string[]) => median(timesOf(runs, () => run(root, words)));
  const cli = join(root, 'dist/cli.js');
  const row = (what: string, value: number, about: string, unit = 'ms'): Figure => ({
    what,
    value,
    unit,
    about,
  });
  return {
    title: `ringside run examples/hello.c (wall time of new processes, median of ${runs})`,
    figures: [
      row('the command', wall(cli, 'run', 'examples/hello.c'), ''),
      row('· node itself', wall('-e', '0'), 'an empty script'),
      row('· node and ringside', wall(cli, '--version'), 'which does nothing else'),
      row('· build the program', step('program'), 'with the prebuilt library'),
      row('· make the machine', step('system'), 'read the kernel, write the disk'),
      row('· boot', step('boot'), 'machine start to the first user instruction, which is init’s'),
      row('· run', step('rest'), 'init, hello, power off'),
      row('machine start to user mode', firstUserInstruction, '', 'instructions'),
      row('machine start to power off', end, '', 'instructions'),
    ],
  };
}

function run(root: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${words.join(' ')} failed: ${stderr}`);
  return stdout;
}

/** What such a process does. */
export function helloSteps(root: string, guest: GuestFiles): Steps {
  const times = [performance.now()];
  const mark = () => times.push(performance.now());
  const options = { files: filesIn(root), guest };
  const path = 'examples/hello.c';
  const { executable } = buildProgram({ ...options, parts: [path] });
  mark();
  const bundled = bundledPrograms(options).programs;
  const kernel = buildKernel(options).executable;
  const programs = [{ path, args: [], executable: executable! }];
  const { machine } = createSystem({ kernel: kernel!, programs, bundled }).system!;
  mark();
  machine.observer = event => event.kind === 'mode' && event.user;
  demand(machine.run(10_000_000), 'event');
  const firstUserInstruction = machine.count;
  mark();
  machine.observer = undefined;
  demand(machine.run(10_000_000), 'off');
  mark();
  const [program, system, boot, rest] = times.slice(1).map((time, index) => time - times[index]!) as [
    number,
    number,
    number,
    number,
  ];
  return { milliseconds: { program, system, boot, rest }, firstUserInstruction, end: machine.count };
}

function demand({ reason }: { readonly reason: string }, expected: string): void {
  if (reason !== expected) throw new Error(`the machine stopped for ${reason}, not ${expected}`);
}
