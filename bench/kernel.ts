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

export function measureKernel(root: string, guest: GuestFiles): Group {
  const call = roundsOf(root, guest, 'getpid.c', 'getpid', 1);
  const change = roundsOf(root, guest, 'yield.c', 'yield', 2);
  return {
    title: `The kernel (counted by the machine, timer off; time by the host's clock, median of ${runs} runs)`,
    figures: [
      ...figures('an empty system call', call, 'getpid() and back'),
      ...figures('a context switch', change, 'sched_yield() in one process to its return in the other'),
    ],
  };
}

function figures(what: string, { instructions, nanoseconds }: Round, about: string): Figure[] {
  return [
    { what, value: instructions, unit: 'instructions', about },
    { what: `${what}, time`, value: nanoseconds, unit: 'ns' },
  ];
}

/** A loop of a program, less the same loop with nothing in it; `share` is how often a round does what is measured. */
function roundsOf(root: string, guest: GuestFiles, path: string, name: string, share: number): Round {
  const rounds = Array.from({ length: runs }, () => {
    const lines = linesOf(bootProgram(join(root, 'bench/guest'), guest, path, 0));
    const [all, loop] = [roundOf(lines, name), roundOf(lines, 'loop')];
    return {
      instructions: (all.instructions - loop.instructions) / share,
      nanoseconds: (all.nanoseconds - loop.nanoseconds) / share,
    };
  });
  return {
    instructions: median(rounds.map(({ instructions }) => instructions)),
    nanoseconds: median(rounds.map(({ nanoseconds }) => nanoseconds)),
  };
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
    const stop = runner.run(10_000_000);
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
