/** `ringside coverage`: which lines and branches of the programs and of the kernel a run has executed. */
import { guestRoot } from '../boot';
import {
  ExecutionCounter,
  type Shares,
  type SourceCover,
  World,
  lcov,
  sharesOf,
  sourcesCovered,
} from '../debugger';
import { openSession } from '../session';
import type { Command, Context } from './context';
import { conclude, execute } from './execute';
import { requireWritable, writeNamed } from './host-files';
import { launchOf, lookOptions } from './launch';
import type { Arguments } from './options';
import { boot, consoleHere, inputOf, runCommand, stoppedAt } from './run';

export const coverageCommand: Command = {
  name: 'coverage',
  summary: 'show which lines and branches, of programs and kernel, a run executes',
  usage: ['coverage [options] PROGRAM… [ARGS…] [-- PROGRAM2… [ARGS…]] …'],
  description: `Runs the programs as 'ringside run' does, counts how often each instruction is executed, and prints at the end, on
standard error, how much of each source of the programs and of the kernel that was. A branch is one of the
machine's: it has two ways, on and away. Counting changes nothing of the run, and does
some millions of instructions a second.`,
  passesRest: true,
  options: [
    {
      name: '--lcov',
      value: 'FILE',
      help: 'write the counts of lines, functions and branches for lcov, genhtml and editors as well',
    },
    { name: '--library', help: 'with the library and the programs that come with Ringside' },
    ...lookOptions,
  ],
  statuses: runCommand.statuses,
  examples: [
    ['ringside coverage sort.c', 'shows how much of sort.c and of the kernel was executed'],
    [
      'ringside coverage --kernel kernel --lcov lab.info test.c',
      'the same of a kernel of your own, for genhtml',
    ],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const file = given.value('--lcov');
  if (file !== undefined) requireWritable(file, '--lcov');
  const launch = { ...launchOf(given), console: consoleHere() };
  const system = openSession(boot(launch, context).system);
  const counter = new ExecutionCounter(new World(system));
  const { maxInstructions: limit } = launch;
  const input = (leave: () => void) => inputOf(launch, leave, context);
  const outcome = await execute(
    system,
    { trace: false, pictures: [], events: undefined, limit, input },
    context,
  );
  if (launch.disk !== '') writeNamed(launch.disk, system.machine.disk);
  const status = outcome.reason === 'limit' ? stoppedAt(limit, context) : conclude(outcome, system, context);
  const sources = sourcesCovered(counter.counts).filter(
    ({ path }) => given.has('--library') || !isLibrary(path),
  );
  for (const line of table(sources)) context.terminal.say(line);
  if (file !== undefined) writeNamed(file, new TextEncoder().encode(lcov(sources, path => path)));
  return status;
}

const isLibrary = (path: string): boolean =>
  path.startsWith(`${guestRoot}/`) && !path.startsWith(`${guestRoot}/kernel/`);

/** The user's own first. */
function table(sources: readonly SourceCover[]): string[] {
  const isBundled = ({ path }: SourceCover) => path.startsWith(`${guestRoot}/`);
  const shown = [...sources.filter(row => !isBundled(row)), ...sources.filter(isBundled)];
  const rows = shown.map(row => ({ shares: sharesOf(row), path: row.path }));
  return [
    `${'lines'.padStart(11)} ${'%'.padStart(6)} ${'branches'.padStart(11)} ${'%'.padStart(6)} ${'functions'.padStart(11)} ${'%'.padStart(6)}  source`,
    ...rows.map(({ shares, path }) => `${columnsOf(shares)}  ${path}`),
  ];
}

const columnsOf = ({ lines, branches, functions }: Shares): string =>
  [lines, branches, functions]
    .map(({ covered, total }) => {
      const percent = total === 0 ? '' : ((100 * covered) / total).toFixed(1);
      return `${`${covered}/${total}`.padStart(11)} ${percent.padStart(6)}`;
    })
    .join(' ');
