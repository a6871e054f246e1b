/** `ringside compare`: two futures of one instant, and where they differ first. */
import {
  type Launch,
  type Recording,
  type SystemImage,
  bootRecording,
  readRecording,
  recordingOf,
  writeRecording,
} from '../boot';
import {
  type Branched,
  DebuggerError,
  World,
  changeKinds,
  compareFutures,
  comparisonLines,
  reachInstant,
  whereText,
} from '../debugger';
import { openSession } from '../session';
import type { Command, Context } from './context';
import { Failure } from './failure';
import { readNamed, requireWritable, standardInput, writeNamed } from './host-files';
import { launchOf, lookOptions } from './launch';
import { type Arguments, UsageError, columns } from './options';
import { boot } from './run';
import { statuses } from './statuses';

/** They differ. */
const differ = 1;
const usualDistance = 100_000_000;

export const compareCommand: Command = {
  name: 'compare',
  summary: 'follow two futures of one instant, one with a change, to where they differ',
  usage: [
    'compare [options] --at N --change CHANGE PROGRAM [ARGS…] [-- PROGRAM2 [ARGS…]] …',
    'compare [options] --at N --change CHANGE --replay RECORDING',
  ],
  description: `Runs the programs, or what has been recorded, to instruction N, and from there twice: as it is, and with
a change made there. Tells the first event, state and output in which the two differ, and how both end.
A CHANGE is one of
${columns(changeKinds.map(({ usage, about }) => [`  ${usage}`, about] as const)).join('\n')}`,
  passesRest: true,
  options: [
    { name: '--at', value: 'N', help: 'the instant: a number of instructions' },
    { name: '--change', value: 'CHANGE', help: 'what is changed there' },
    { name: '--replay', value: 'FILE', help: 'a recording, in the place of programs' },
    {
      name: '--for',
      value: 'N',
      help: `follow both for so many instructions at most (default ${usualDistance})`,
    },
    {
      name: '--record',
      value: 'FILE',
      help: "write a recording of the changed future, for 'ringside replay' and the debugger, which stops\nat the change",
    },
    ...lookOptions.filter(({ name }) => name !== '--max-instructions'),
  ],
  statuses: [
    ['0', 'they do not differ'],
    [String(differ), 'they do'],
    [String(statuses.bad), 'bad usage, what does not build, or an instant that the run does not come to'],
  ],
  examples: [
    [
      'ringside compare --timer 0 --at 448190 --change interrupt race.c',
      'what a timer interrupt at that instant makes different',
    ],
    ["ringside compare --at 300000 --change 'total = 7' --replay lost.ringside", 'what if it had been 7?'],
  ],
  run,
};

/** What is run, and how a recording of another future of it is made. */
interface Subject {
  readonly world: World;
  readonly image: SystemImage;
  /** What was typed, where it is not played back. */
  readonly typed: readonly (Uint8Array | 'end')[];
  recording(end: number): Recording;
}

async function run(given: Arguments, context: Context): Promise<number> {
  const at = given.number('--at', 0, Number.MAX_SAFE_INTEGER);
  const change = given.value('--change');
  if (at === undefined) throw new UsageError('at which instant? Give --at N');
  if (change === undefined) throw new UsageError('what is to be changed there? Give --change CHANGE');
  const path = given.value('--record');
  if (path !== undefined) requireWritable(path, '--record');
  const instructions = given.number('--for', 1, Number.MAX_SAFE_INTEGER) ?? usualDistance;
  const subject = await subjectOf(given, context);
  const branched = await compared(subject, at, change, instructions, context);
  const { comparison, log, end } = branched;
  for (const line of comparisonLines(comparison)) context.terminal.print(`${line}\n`);
  if (path !== undefined) {
    const recording = { ...subject.recording(end), log, end, instant: at };
    writeNamed(path, await writeRecording(recording));
  }
  return comparison.events.length > 0 || comparison.state || comparison.output ? differ : 0;
}

async function compared(
  { world, image, typed }: Subject,
  at: number,
  change: string,
  instructions: number,
  { terminal }: Context,
): Promise<Branched> {
  const turn = () => new Promise(resolve => setImmediate(resolve));
  const { runner, machine } = world;
  const script = machine.inputScript;
  const problem = await reachInstant(world, typed, at, async count => {
    terminal.progress(`${count} of ${at} instructions`);
    await turn();
  });
  if (problem !== undefined) throw new Failure(problem);
  terminal.print(`at instruction ${at}, ${whereText(world)}: ${change}\n`);
  const read = machine.inputLog.filter(entry => 'bytes' in entry || 'end' in entry).length;
  try {
    return await compareFutures({
      image,
      state: runner.save(),
      script: machine.playsInput ? script : machine.inputLog,
      later: typed.slice(read),
      change,
      instructions,
      async breathe(done) {
        terminal.progress(`${Math.floor(100 * done)} %`);
        await turn();
        return true;
      },
    });
  } catch (error) {
    throw error instanceof DebuggerError ? new Failure(error.message) : error;
  } finally {
    terminal.progress('');
  }
}

async function subjectOf(given: Arguments, context: Context): Promise<Subject> {
  const path = given.value('--replay');
  if (path !== undefined) return recorded(path, given, context);
  const launch: Launch = { ...launchOf(given), console: 'internalConsole' };
  const booted = boot(launch, context);
  const { system } = booted;
  return {
    world: new World(openSession(system)),
    image: system,
    typed: [...standardInput(), 'end'],
    recording: end => recordingOf({ ...booted, launch, guest: context.guest }, end, 'moment'),
  };
}

async function recorded(path: string, given: Arguments, context: Context): Promise<Subject> {
  if (given.rest.length > 0) throw new UsageError('--replay stands in the place of programs');
  const read = await readRecording(readNamed(path, '--replay'));
  if ('problem' in read) throw new Failure(`cannot replay ${path}: ${read.problem}`);
  const { system, problem, diagnostics } = bootRecording(read.value, context);
  context.terminal.report(diagnostics);
  if (!system) throw new Failure(`cannot replay ${path}: ${problem}`);
  return { world: new World(openSession(system)), image: system, typed: [], recording: () => read.value };
}
