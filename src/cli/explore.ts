/** `ringside explore`: where a timer interrupt makes a difference. */
import { threadLabel } from '../events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Launch, type System, mebibyte, recordingOf, writeRecording } from '../boot';
import { Explorer, type Result, type Visit, endingOf, sentenceOf, shortened } from '../debugger';
import type { InputEntry } from '../machine';
import { openSession } from '../session';
import { baseName, lazily } from '../source';
import type { Command, Context } from './context';
import { Failure, reason } from './failure';
import { standardInput, writeNamed } from './host-files';
import { launchOf, lookOptions } from './launch';
import { type Arguments, UsageError } from './options';
import { boot } from './run';
import { statuses } from './statuses';

/** Found: at least one instant makes a difference. */
const found = 1;
const mostByDefault = 2000;

export const exploreCommand: Command = {
  name: 'explore',
  summary: 'find the instants at which a timer interrupt makes a difference',
  usage: ['explore [options] --region FUNCTION PROGRAM… [ARGS…] [-- PROGRAM2… [ARGS…]] …'],
  description: `Runs the programs once, and then again for each instant at which a process executes FUNCTION or what
it calls, with a timer interrupt placed there. Tells the instants at which the output, the status or the
value of an expression is another. With --timer 0, which is right here as a rule, no other timer interrupt comes.`,
  passesRest: true,
  options: [
    { name: '--region', value: 'FUNCTION', help: 'the function whose instants are tried' },
    {
      name: '--check',
      value: 'EXPRESSION',
      help: 'a C expression, such as a variable, compared too: its value as the first program ends',
    },
    {
      name: '--record',
      value: 'DIR',
      help: "write a small recording there for each instant that makes a difference, for 'ringside replay'\nand the debugger, which stops at that instant",
    },
    {
      name: '--most',
      value: 'N',
      help: `try so many instants at most, evenly spread (default ${mostByDefault})`,
    },
    ...lookOptions,
  ],
  statuses: [
    ['0', 'no instant makes a difference'],
    [String(found), 'at least one does'],
    [String(statuses.bad), 'bad usage, or what does not build'],
  ],
  examples: [
    [
      'ringside explore --timer 0 --region add --check counter race.c',
      'finds the lost update of two processes, or that there is none',
    ],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const region = given.value('--region');
  if (region === undefined) throw new UsageError('which function? Give --region FUNCTION');
  const most = given.number('--most', 1, 1_000_000) ?? mostByDefault;
  const check = given.value('--check');
  const launch: Launch = { ...launchOf(given), console: 'internalConsole' };
  const booted = boot(launch, context);
  const { terminal } = context;
  const explorer = explorerOf(region, check, launch, booted.system, context);
  const plain = await explorer.plain();
  terminal.print(`as it is: ${shown(plain, check)}\n`);
  const visits = await explorer.visits();
  const tried = spread(visits, most);
  const of = tried.length < visits.length ? `, ${tried.length} of them tried` : '';
  terminal.print(
    visits.length > 0 ? `${visits.length} instants in ${region}${of}\n` : `no process comes to ${region}\n`,
  );
  const differences = await explore(explorer, tried, plain, booted.system, context);
  for (const difference of differences) terminal.print(`${lineOf(difference, explorer, check)}\n`);
  terminal.print(`${differences.length} of ${tried.length} instants make a difference\n`);
  const folder = given.value('--record');
  if (folder !== undefined) await record(folder, differences, { ...booted, launch, guest: context.guest });
  else if (differences[0])
    terminal.print(`ringside run --interrupts ${differences[0].visit.count} … shows the first of them\n`);
  return differences.length > 0 ? found : 0;
}

interface Difference {
  readonly visit: Visit;
  readonly result: Result;
  /** What came from outside in the run with the interrupt, and its last instant. */
  readonly log: readonly InputEntry[];
  readonly end: number;
}

/** Tries the latest first: what has been before an instant is still known then. */
async function explore(
  explorer: Explorer,
  visits: readonly Visit[],
  plain: Result,
  { machine }: System,
  { terminal }: Context,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [index, visit] of [...visits].reverse().entries()) {
    terminal.progress(`${index} of ${visits.length} instants`);
    const result = await explorer.interrupted(visit.count);
    if (key(result) === key(plain)) continue;
    // The interrupt will be one of the launch.
    const log = machine.inputLog.filter(entry => !('made' in entry));
    differences.unshift({ visit, result, log, end: machine.count });
  }
  terminal.progress('');
  return differences;
}

function lineOf({ visit, result }: Difference, explorer: Explorer, check: string | undefined): string {
  const { symbol, source } = explorer.placeOf(visit);
  const line = source ? ` (${baseName(source.path)}:${source.line + 1})` : '';
  const who = `${threadLabel(visit.pid)} ${visit.module.name}`;
  return `${String(visit.count).padStart(9)}  ${who}  ${symbol}${line}: ${shown(result, check)}`;
}

function explorerOf(
  region: string,
  check: string | undefined,
  launch: Launch,
  system: System,
  { terminal }: Context,
): Explorer {
  let explorer: Explorer | undefined;
  const problem = sentenceOf(() => {
    explorer = new Explorer({
      system: openSession(system),
      region,
      ...(check !== undefined && { check }),
      input: lazily(standardInput),
      history: launch.history * mebibyte,
      limit: launch.maxInstructions,
      breathe: async () => {
        await terminal.flush();
        await new Promise(resolve => setImmediate(resolve));
      },
    });
  });
  if (explorer) return explorer;
  throw new Failure(problem);
}

/** At most so many of them, evenly spread, but at no regular distance: a loop would come to the same place each time. */
function spread<Row>(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  const goldenRatio = (Math.sqrt(5) - 1) / 2;
  const places = Array.from({ length: most }, (_, index) =>
    Math.floor(((index + ((index * goldenRatio) % 1)) * rows.length) / most),
  );
  return [...new Set(places)].flatMap(place => rows[place] ?? []);
}

/** Results with the same key are the same to who explores. */
const key = ({ outcome, output, value }: Result): string =>
  JSON.stringify([outcome.reason, 'status' in outcome ? outcome.status : 0, output, value]);

function shown({ outcome, output, value }: Result, check: string | undefined): string {
  const parts = [`output ${shortened(output)}`, endingOf(outcome)];
  return [...parts, ...(check === undefined ? [] : [`${check} = ${value ?? '(it has not ended)'}`])].join(
    ', ',
  );
}

/** A moment for each: the same launch with the interrupt among those that are placed. */
async function record(
  folder: string,
  differences: readonly Difference[],
  made: Parameters<typeof recordingOf>[0],
): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(`cannot write ${folder}: ${reason(error)}`, statuses.lostOutput);
  }
  for (const { visit, log, end } of differences) {
    const interrupts = [...made.launch.interrupts, visit.count].sort((a, b) => a - b);
    const launch = { ...made.launch, interrupts };
    const system = { ...made.system, settings: { ...made.system.settings, interrupts } };
    const moment = recordingOf({ ...made, launch, system }, end, 'moment');
    const bytes = await writeRecording({ ...moment, log, instant: visit.count });
    writeNamed(join(folder, `${visit.count}.ringside`), bytes);
  }
}
