/** `ringside run`: boots the kernel and runs programs until all have ended. */
import { type Launch, bootLaunch } from '../boot';
import { hasErrors } from '../source';
import { type Outcome, Runner, type Session, openSession, runToEnd } from '../session';
import {
  doubleFaultText,
  eventJson,
  eventText,
  everyEvent,
  faultText,
  tellableEvents,
  waitingText,
} from '../events';
import { StandardInput } from './console-input';
import { type Command, type Context, NotBuilt } from './context';
import { Failure, reason } from './host-files';
import { launchOf, launchOptions } from './launch';
import type { Arguments } from './options';
import { statuses } from './statuses';
import { LineFile } from './terminal';

export const runCommand: Command = {
  name: 'run',
  summary: 'boot the kernel and run programs on it',
  usage: ['run [options] PROGRAM [ARGS…] [-- PROGRAM2 [ARGS…]] …'],
  description: `Boots the kernel in the machine, puts the programs on its disk, and starts them all at once. Standard
input and output are the console. In a terminal every key goes to the machine, whose kernel echoes and
edits lines, and ends the programs at Ctrl-C; Ctrl-] ends the run in any case. A PROGRAM is a C file (.c), an assembly file (.toy), or an executable
that 'ringside build' made. All that follows PROGRAM is its own, so options of ringside come before it.
The run ends when all programs have ended. The same command with the same input does the same, to the
instruction.`,
  passesRest: true,
  options: [
    ...launchOptions,
    {
      name: '--events',
      value: 'FILE',
      help: 'write the same as lines of JSON: {"count", "event", "pid", "name", "mode", …}',
    },
  ],
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
    [
      'ringside run --timer 0 --max-instructions 1000000 loop.c -- hello.c',
      'shows that a cooperative kernel never gets to hello',
    ],
    ['ringside run --file notes.txt wc.c notes.txt', 'counts the words of a file'],
    ['ringside run --events events.jsonl a.c -- b.c', 'runs two programs at once and records what happens'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const launch = { ...launchOf(given), console: consoleHere() };
  const system = boot(launch, context);
  const events = openEvents(given.value('--events'));
  const runner = new Runner(system);
  listen(runner, launch.trace.size > 0, events, context);
  const outcome = await runInTerminal(runner, launch, events, context);
  closeEvents(events);
  return conclude(outcome, system, launch.maxInstructions, context);
}

/** A person who both sees and types has a terminal, whose keys are the guest's; else the console is a stream. */
function consoleHere(): Launch['console'] {
  return process.stdin.isTTY && process.stdout.isTTY ? 'integratedTerminal' : 'internalConsole';
}

/** The machine that the command line describes. */
function boot(launch: Launch, context: Context): Session {
  const { system, problem, diagnostics } = bootLaunch(launch, context);
  context.terminal.report(diagnostics);
  if (system) return openSession(system);
  throw hasErrors(diagnostics) ? new NotBuilt() : new Failure(problem);
}

function openEvents(path: string | undefined): LineFile | undefined {
  try {
    return path === undefined ? undefined : new LineFile(path);
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${reason(error)}`);
  }
}

/** Writes an event file's rest; its reader may have left, its disk may be full. */
function onEventFile(work: () => void): void {
  try {
    work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(statuses.brokenPipe);
    throw new Failure(`cannot write the events: ${reason(error)}`, statuses.lostOutput);
  }
}

const closeEvents = (events: LineFile | undefined) => onEventFile(() => events?.close());

function listen(runner: Runner, trace: boolean, events: LineFile | undefined, { terminal }: Context): void {
  const toldEvents = events ? everyEvent() : trace ? tellableEvents() : new Set<never>();
  runner.listen(new Set([...toldEvents, 'process-fault']), occurrence => {
    if (occurrence.event === 'process-fault') terminal.complain(faultText(runner.system));
    if (toldEvents.size === 0) return;
    const event = runner.inWords(occurrence);
    if (events) onEventFile(() => events.write(eventJson(event)));
    const text = trace ? eventText(event) : undefined;
    if (text !== undefined) terminal.say(text);
  });
}

async function runInTerminal(
  runner: Runner,
  { console, maxInstructions: limit }: Launch,
  events: LineFile | undefined,
  { terminal }: Context,
): Promise<Outcome> {
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) process.exit(statuses.interrupted);
    interrupted = true;
    input.interrupt();
  };
  const input = new StandardInput({
    problem: error => terminal.complain(`cannot read standard input: ${reason(error)}`),
    ...(console === 'integratedTerminal' && { leave: interrupt }),
  });
  process.on('SIGINT', interrupt);
  return runToEnd(
    runner,
    {
      input,
      output: byte => terminal.printByte(byte),
      async breathe() {
        onEventFile(() => events?.flush());
        await terminal.flush();
        await new Promise(resolve => setImmediate(resolve));
      },
      get interrupted() {
        return interrupted;
      },
    },
    limit,
  );
}

/** Says how it ended where the status alone does not; the result is the exit status. */
function conclude(outcome: Outcome, system: Session, limit: number, { terminal }: Context): number {
  switch (outcome.reason) {
    case 'off':
      return outcome.status & 0xff;
    case 'limit':
      terminal.complain(`stopped after ${limit} instructions (--max-instructions)`);
      return statuses.limit;
    case 'interrupted':
      return statuses.interrupted;
    case 'panic':
      terminal.complain(`the kernel panicked at instruction ${system.machine.count}`);
      return statuses.panic;
    case 'double-fault':
      terminal.complain(doubleFaultText(outcome, system, ` at instruction ${system.machine.count}`));
      return statuses.panic;
    case 'deadlock':
      terminal.complain(deadlock(system));
      return statuses.deadlock;
  }
}

function deadlock({ view, machine }: Session): string {
  return `nothing can happen any more at instruction ${machine.count}: ${waitingText(view.processes())}`;
}
