/** Measures the kernel: the programs in `bench/guest` count instructions themselves, the host's clock gives the time. */
import { join } from 'node:path';
import {
  type GuestFiles,
  type System,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
} from '../src/boot';
import { Runner, openSession } from '../src/session';
import { type Figure, type Group, median } from './figures';
import { filesIn } from './guest-files';

const runs = 5;

/** What one round of a measured loop takes. */
interface Round {
  readonly instructions: number;
  readonly nanoseconds: number;
}

interface Row {
  /** Of the loop in the program. */
  readonly name: string;
  readonly what: string;
  readonly about: string;
  /** How often a round of the loop does what is measured. */
  readonly share?: number;
}

/** By the program that measures them. */
const table: Readonly<Record<string, readonly Row[]>> = {
  'getpid.c': [{ name: 'getpid', what: 'an empty system call', about: 'getpid() and back' }],
  'yield.c': [
    {
      name: 'yield',
      what: 'a context switch',
      about: 'sched_yield() in one process to its return in the other',
      share: 2,
    },
  ],
  'processes.c': [
    { name: 'fork', what: 'a process', about: 'fork(), _exit() and wait()' },
    {
      name: 'exec',
      what: 'a process with a program of its own',
      about: 'the same with execv("/bin/sleep", 0)',
    },
    { name: 'pipe', what: 'a byte there and back', about: 'through two pipes to another process' },
  ],
  'files.c': [
    { name: 'open', what: 'a file opened', about: 'open() by its name, and close()' },
    { name: 'read', what: 'a page read', about: 'pread() of 4,096 bytes that are in the buffer cache' },
    { name: 'write', what: 'a page written', about: 'pwrite() of 4,096 bytes to the buffer cache' },
    { name: 'fsync', what: 'a page brought to the disk', about: 'the same, and fsync(); the wait included' },
    { name: 'make', what: 'a file made and unlinked', about: 'open() with O_CREAT, close(), unlink()' },
  ],
};

export function measureKernel({ root, guest }: { root: string; guest: GuestFiles }): Group {
  return {
    title: `The kernel (counted by the machine, timer off; time by the host's clock, median of ${runs} runs)`,
    figures: Object.entries(table).flatMap(([path, rows]) => {
      const told = Array.from({ length: runs }, () =>
        linesOf(bootProgram(join(root, 'bench/guest'), guest, path, 0)),
      );
      return rows.flatMap(row => figures(row, told));
    }),
  };
}

/** Of a loop in the runs of a program, less the same loop with nothing in it. */
function figures({ name, what, about, share = 1 }: Row, runsOf: readonly (readonly Line[])[]): Figure[] {
  const rounds = runsOf.map((lines): Round => {
    const [all, loop] = [roundOf(lines, name), roundOf(lines, 'loop')];
    return {
      instructions: (all.instructions - loop.instructions) / share,
      nanoseconds: (all.nanoseconds - loop.nanoseconds) / share,
    };
  });
  return [
    { what, value: median(rounds.map(({ instructions }) => instructions)), unit: 'instructions', about },
    { what: `${what}, time`, value: median(rounds.map(({ nanoseconds }) => nanoseconds)), unit: 'ns' },
  ];
}

/** A machine that will run one program. */
export function bootProgram(folder: string, guest: GuestFiles, path: string, timer?: number): System {
  const options = { files: filesIn(folder), guest };
  const { executable, diagnostics } = buildProgram({ ...options, parts: [path] });
  const kernel = buildKernel(options).executable;
  if (!executable || !kernel) throw new Error(`${path} does not build: ${diagnostics[0]?.message}`);
  const { system, problem } = createSystem({
    kernel,
    programs: [{ path, args: [], executable }],
    bundled: bundledPrograms(options).programs,
    ...(timer !== undefined && { timer }),
  });
  if (!system) throw new Error(problem);
  return system;
}

interface Line {
  readonly text: string;
  /** When its end was printed, in milliseconds. */
  readonly time: number;
}

/** Instructions in one go: what is printed comes out at the end of each. */
const stretch = 20_000;

/** Runs a system to its end. */
function linesOf(system: System): Line[] {
  const lines: Line[] = [];
  let text = '';
  system.machine.console.output = byte => {
    if (byte === 10) lines.push({ text, time: performance.now() });
    text = byte === 10 ? '' : text + String.fromCharCode(byte);
  };
  const runner = new Runner(openSession(system));
  for (;;) {
    const stop = runner.run(stretch);
    if (stop.reason === 'off' && stop.status === 0) return lines;
    if (stop.reason !== 'budget') throw new Error(`the machine stopped: ${JSON.stringify(stop)}`);
  }
}

/** `begin NAME` and `end NAME TIMES INSTRUCTIONS`, as `bench/guest/measure.h` prints them. */
function roundOf(lines: readonly Line[], name: string): Round {
  const begin = lines.find(({ text }) => text === `begin ${name}`);
  const end = lines.find(({ text }) => text.startsWith(`end ${name} `));
  const [times, instructions] = (end?.text.split(' ').slice(2) ?? []).map(Number);
  if (!begin || !end || !times || !instructions)
    throw new Error(`no figures of ${name} in ${JSON.stringify(lines)}`);
  return { instructions: instructions / times, nanoseconds: ((end.time - begin.time) / times) * 1e6 };
}
