/**
 * Measures a peer: qemu's user-mode emulator of RISC-V, with what gcc makes of the same C source. It is measured where the
 * tools are installed; else the group says which are not.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { GuestFiles } from '../src/boot';
import { type Figure, type Group, median } from './figures';
import { bootProgram } from './kernel';

const runs = 5;
const program = 'compute-long.c';
const emulator = 'qemu-riscv32';
const crossCompiler = 'riscv64-unknown-elf-gcc';
/** By command, its package in Debian. */
const tools = { [emulator]: 'qemu-user', [crossCompiler]: crossCompiler, gcc: 'gcc' };
const optimizations = ['-O0', '-O1', '-O2'];

export interface PeerOptions {
  readonly root: string;
  readonly guest: GuestFiles;
  /** For files that are needed in between. */
  readonly folder: string;
}

export function measurePeer(options: PeerOptions): Group {
  const missing = Object.entries(tools).filter(([command]) => spawnSync(command, ['--version']).error);
  if (missing.length === 0) return measured(options);
  const names = missing.map(([command, name]) => `${command} (Debian: ${name})`);
  return { title: `A peer, ${emulator}: not measured, for want of ${names.join(', ')}`, figures: [] };
}

function measured({ root, guest, folder }: PeerOptions): Group {
  const programs = join(root, 'bench/guest/programs');
  const run = [process.execPath, join(root, 'dist/cli.js'), 'run', '--timer', '0', program];
  const own = { what: 'ringside run', command: run, count: instructionsOf(programs, guest) };
  const plugin = makePlugin(root, folder);
  const peers = optimizations.map(optimization => {
    const command = [emulator, crossCompiled(root, folder, optimization)];
    const what = `${emulator}, gcc ${optimization}`;
    return {
      what,
      command,
      count: Number(output([emulator, '-plugin', plugin, ...command.slice(1)]).stderr),
    };
  });
  const all = [own, ...peers];
  const times = all.map((): number[] => []);
  const { stdout: expected } = output(run, programs);
  for (let time = 0; time < runs; time++)
    for (const [index, { what, command }] of all.entries()) {
      const start = performance.now();
      const { stdout } = output(command, programs);
      times[index]?.push(performance.now() - start);
      if (stdout !== expected) throw new Error(`${what} prints ${stdout}, not ${expected}`);
    }
  const title = `A peer (${program}, whole processes in turn, median of ${runs}; million instructions/s)`;
  return {
    title,
    figures: all.map(({ what, count }, index) => figure(what, count, median(times[index] ?? []))),
  };
}

function figure(what: string, count: number, milliseconds: number): Figure {
  const about = `${Math.round(count / 1e6)} million of its instructions in ${Math.round(milliseconds)} ms`;
  return { what, value: count / milliseconds / 1000, unit: '', about };
}

/** How many instructions a run executes. */
function instructionsOf(programs: string, guest: GuestFiles): number {
  const { machine } = bootProgram(programs, guest, program, 0);
  for (;;) {
    const { reason } = machine.run(100_000_000);
    if (reason === 'off') return machine.count;
    if (reason !== 'budget') throw new Error(`the machine stopped: ${reason}`);
  }
}

/** The program for the peer. */
function crossCompiled(root: string, folder: string, optimization: string): string {
  const file = join(folder, `compute${optimization}`);
  const bare = ['-march=rv32im', '-mabi=ilp32', '-ffreestanding', '-nostdlib', '-static'];
  const sources = [join(root, 'bench/peer/runtime.c'), join(root, 'bench/guest/programs', program)];
  const include = ['-I', join(root, 'bench/peer')];
  output([crossCompiler, ...bare, optimization, ...include, '-o', file, ...sources, '-lgcc']);
  return file;
}

/** What counts the peer's instructions. */
function makePlugin(root: string, folder: string): string {
  const file = join(folder, 'count.so');
  output(['gcc', '-shared', '-fPIC', '-O1', '-o', file, join(root, 'bench/peer/count.c')]);
  return file;
}

function output([command = '', ...words]: readonly string[], cwd?: string) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed: ${error?.message ?? stderr}`);
  return { stdout, stderr };
}
