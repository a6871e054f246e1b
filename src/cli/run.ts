/** `ringside run`: boots the kernel and runs programs until all have ended. */
import { type Launch, bootLaunch, recordingOf, writeRecording } from '../boot';
import { endsBadly, openSession } from '../session';
import { hasErrors } from '../source';
import { StandardInput } from './console-input';
import { type Command, type Context, NotBuilt } from './context';
import { conclude, eventsOption, execute } from './execute';
import { Failure, reason } from './failure';
import { requireWritable, writeNamed } from './host-files';
import { launchOf, launchOptions } from './launch';
import type { Arguments, Option } from './options';
import { pictureOptions, picturesOf } from './pictures';
import { statuses } from './statuses';

const recordOption: Option = {
  name: '--record',
  value: 'FILE',
  help: `write a recording of the run at its end, however it ends: 'ringside replay FILE' and the
debugger ("replay": "FILE") run the same again, anywhere`,
};

export const runCommand: Command = {
  name: 'run',
  summary: 'boot the kernel and run programs on it',
  usage: ['run [options] PROGRAM… [ARGS…] [-- PROGRAM2… [ARGS…]] …'],
  description: `Boots the kernel in the machine, puts the programs on its disk, and starts them all at once. Standard
input and output are the console. In a terminal every key goes to the machine, whose kernel echoes and
edits lines, and ends the programs at Ctrl-C; Ctrl-] ends the run in any case. A PROGRAM is a C file (.c), an assembly file (.toy), several of
them in a row, a folder whose C and assembly files are one program, or an executable that 'ringside build' made. What
follows are its arguments, so options of ringside come before it; where the first of them looks like a source, --args
stands before it.
The run ends when all programs have ended. The same command with the same input does the same, to the
instruction.`,
  passesRest: true,
  options: [...launchOptions, ...pictureOptions, eventsOption, recordOption],
  statuses: [
    ['N', 'the exit status of the first program'],
    [
      '128 + N',
      'signal N ended the first program: 11 (SIGSEGV) after a page fault, 8 (SIGFPE) after a division by zero',
    ],
    [String(statuses.limit), 'the limit of --max-instructions was reached'],
    [String(statuses.interrupted), 'Ctrl-C or, in a terminal, Ctrl-]'],
    [String(statuses.bad), 'bad usage, or a program or kernel that does not build'],
    [String(statuses.panic), 'the kernel panicked, or the machine stopped with a double fault'],
    [String(statuses.deadlock), 'every process waits for another: nothing can happen any more'],
    [String(statuses.lostOutput), 'the output or the events cannot be written'],
    [String(statuses.brokenPipe), 'the reader of the output or the trace has left'],
  ],
  examples: [
    ['ringside run hello.c', 'compiles hello.c and runs it'],
    ['ringside run main.c list.c x y', 'runs one program of two files with the arguments x and y'],
    ['ringside run wc.c --args wc.c', 'wc.c is an argument too'],
    [
      'ringside run --timer 0 --max-instructions 1000000 loop.c -- hello.c',
      'shows that a cooperative kernel never gets to hello',
    ],
    ['ringside run --file notes.txt wc.c notes.txt', 'counts the words of a file'],
    ['ringside run --events events.jsonl a.c -- b.c', 'runs two programs at once and writes what happens'],
    ['ringside run --disk disk.img ringside:/guest/programs/sh', 'a shell on a disk that is kept'],
    ['ringside run --record lost.run race.c', 'keeps the run, to look at it with the debugger'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const launch = { ...launchOf(given), console: consoleHere() };
  const { maxInstructions: limit } = launch;
  const path = given.value(recordOption.name);
  if (path !== undefined) requireWritable(path, recordOption.name);
  const booted = boot(launch, context);
  const system = openSession(booted.system);
  const outcome = await execute(
    system,
    {
      trace: launch.trace.size > 0,
      pictures: picturesOf(given, system, context.terminal),
      events: given.value(eventsOption.name),
      limit,
      input: leave => {
        if (path !== undefined || launch.recordFailure !== '') process.once('SIGTERM', leave);
        return inputOf(launch, leave, context);
      },
    },
    context,
  );
  if (launch.disk !== '') writeNamed(launch.disk, system.machine.disk);
  const status = outcome.reason === 'limit' ? stoppedAt(limit, context) : conclude(outcome, system, context);
  const paths = [path ?? '', endsBadly(outcome) ? launch.recordFailure : ''].filter(each => each !== '');
  if (paths.length === 0) return status;
  const { guest } = context;
  const recording = recordingOf({ ...booted, launch, guest }, system.machine.count);
  const bytes = await writeRecording({ ...recording, status });
  for (const each of paths) writeNamed(each, bytes);
  return status;
}

/** `leave`: ends the run, where a key can ask for it. */
export const inputOf = (launch: Launch, leave: () => void, { terminal }: Context): StandardInput =>
  new StandardInput({
    problem: error => terminal.complain(`cannot read standard input: ${reason(error)}`),
    ...(launch.console === 'integratedTerminal' && { leave }),
  });

export function stoppedAt(limit: number, { terminal }: Context): number {
  terminal.complain(`stopped after ${limit} instructions (--max-instructions)`);
  return statuses.limit;
}

/** A person who both sees and types has a terminal, whose keys are the guest's; else the console is a stream. */
export function consoleHere(): Launch['console'] {
  return process.stdin.isTTY && process.stdout.isTTY ? 'integratedTerminal' : 'internalConsole';
}

/** The machine that the command line describes, and what was read for it. */
export function boot(launch: Launch, context: Context) {
  const { system, read, problem, diagnostics } = bootLaunch(launch, context);
  context.terminal.report(diagnostics);
  if (system) return { system, read };
  throw hasErrors(diagnostics) ? new NotBuilt() : new Failure(problem);
}
