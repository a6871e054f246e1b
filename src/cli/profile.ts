/** `ringside profile`: where a run spends its instructions. */
import { pathToFileURL } from 'node:url';
import { Profiler, cpuProfile, profileTable } from '../debugger';
import { openSession } from '../session';
import type { Command, Context } from './context';
import { conclude, execute } from './execute';
import { requireWritable, writeNamed } from './host-files';
import { launchOf, lookOptions } from './launch';
import type { Arguments } from './options';
import { boot, consoleHere, inputOf, runCommand, stoppedAt } from './run';

const usualPeriod = 500;
const usualRows = 25;

export const profileCommand: Command = {
  name: 'profile',
  summary: 'show in which functions, of programs and kernel, the instructions go',
  usage: ['profile [options] PROGRAM… [ARGS…] [-- PROGRAM2… [ARGS…]] …'],
  description: `Runs the programs as 'ringside run' does, looks again and again who has the CPU, and how it came there, and
prints at the end, on standard error, which functions of the programs and of the kernel took how many
instructions: of their own, and with all that they called. From a program the way leads through the trap into the
kernel. Looking changes nothing of the run, and each run is looked at at the same instants.`,
  passesRest: true,
  options: [
    {
      name: '--every',
      value: 'N',
      help: `look every N instructions on average, in long runs less often (default ${usualPeriod})`,
    },
    { name: '--most', value: 'N', help: `print so many functions at most (default ${usualRows})` },
    {
      name: '--cpuprofile',
      value: 'FILE',
      help: "write the profile for VS Code's and Chrome's flame views as well, an instruction as a microsecond",
    },
    ...lookOptions,
  ],
  statuses: runCommand.statuses,
  examples: [
    [
      'ringside profile sort.c',
      'shows which functions of sort.c, of the library and of the kernel cost most',
    ],
    ['ringside profile --cpuprofile sort.cpuprofile sort.c', 'the same to look at in VS Code'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const period = given.number('--every', 1, 1_000_000_000) ?? usualPeriod;
  const most = given.number('--most', 1, 1_000_000) ?? usualRows;
  const file = given.value('--cpuprofile');
  if (file !== undefined) requireWritable(file, '--cpuprofile');
  const launch = { ...launchOf(given), console: consoleHere() };
  const system = openSession(boot(launch, context).system);
  const profiler = new Profiler(system, period);
  const { maxInstructions: limit } = launch;
  const input = (leave: () => void) => inputOf(launch, leave, context);
  const told = { trace: false, pictures: [], events: undefined };
  const outcome = await execute(system, { ...told, limit, onlooker: profiler, input }, context);
  if (launch.disk !== '') writeNamed(launch.disk, system.machine.disk);
  const status = outcome.reason === 'limit' ? stoppedAt(limit, context) : conclude(outcome, system, context);
  for (const line of profileTable(profiler.profile, most)) context.terminal.say(line);
  if (file !== undefined) writeNamed(file, encoded(cpuProfile(profiler.profile, urlOf)));
  return status;
}

const encoded = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Sources that come with Ringside have an address of their own. */
const urlOf = (path: string): string => (/^\w{2,}:/.test(path) ? path : pathToFileURL(path).href);
