/** `ringside run`: boots the kernel and runs programs until all have ended. */
import { memoryMap } from '../isa';
import { baseName } from '../source';
import {
  type DiskFile,
  type Program,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
  defaultTimer,
} from '../boot';
import { type Outcome, Runner, type Session, openSession, runToEnd } from '../session';
import { Symbols, eventJson, eventText, everyEvent, waitingText } from '../events';
import { StandardInput } from './console-input';
import { type Command, type Context, built } from './context';
import { Failure, readNamed, reason, requireReadable, requireFolder, toolPath } from './host-files';
import { type Arguments, UsageError } from './options';
import { statuses } from './statuses';
import { LineFile } from './terminal';

const mebibyte = 1024 * 1024;
const mostMemory = 1024;

export const runCommand: Command = {
  name: 'run',
  summary: 'boot the kernel and run programs on it',
  usage: ['run [options] PROGRAM [ARGS…] [-- PROGRAM2 [ARGS…]] …'],
  description: `Boots the kernel in the machine, puts the programs on its disk, and starts them all at once. Standard
input and output are the console. A PROGRAM is a C file (.c), an assembly file (.toy), or an executable
that 'ringside build' made. All that follows PROGRAM is its own, so options of ringside come before it.
The run ends when all programs have ended. The same command with the same input does the same, to the
instruction.`,
  passesRest: true,
  options: [
    {
      name: '--timer',
      value: 'N',
      help: `timer interrupt every N instructions (default ${defaultTimer});\n0: none, so that a program keeps the CPU until it gives it up`,
    },
    {
      name: '--max-instructions',
      value: 'N',
      help: `stop after N instructions, with status ${statuses.limit}`,
    },
    {
      name: '--kernel',
      value: 'DIR',
      help: 'build and boot the kernel in this folder instead of the bundled one',
    },
    {
      name: '--file',
      value: 'HOST[=GUEST]',
      help: 'put a file on the disk, as GUEST (default: its own name, in /);\nmay be given more than once',
    },
    {
      name: '--include',
      short: '-I',
      value: 'DIR',
      help: 'search headers there; may be given more than once',
    },
    {
      name: '--memory',
      value: 'MIB',
      help: `memory of the machine in MiB (default ${memoryMap.defaultRamSize / mebibyte})`,
    },
    {
      name: '--trace',
      help: 'tell every trap, interrupt, return-from-trap, context switch, process\nstart and end on standard error, with the instruction count',
    },
    {
      name: '--events',
      value: 'FILE',
      help: 'write the same as lines of JSON: {"count", "event", "pid", "name", "mode", …}',
    },
  ],
  statuses: [
    ['N', 'the exit status of the first program'],
    ['128 + cause', 'the kernel killed the first program; docs/isa.md lists the causes'],
    [String(statuses.limit), 'the limit of --max-instructions was reached'],
    [String(statuses.interrupted), 'Ctrl-C'],
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
  const system = bootable(given, context);
  const limit = given.number('--max-instructions', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
  const events = openEvents(given.value('--events'));
  const runner = new Runner(system);
  listen(runner, given.has('--trace'), events, context);
  const outcome = await runInTerminal(runner, limit, events, context);
  closeEvents(events);
  return conclude(outcome, system, limit, context);
}

/** The machine that the command line describes. */
function bootable(given: Arguments, context: Context): Session {
  const timer = given.number('--timer', 0, 0xffff_ffff);
  const memory = given.number('--memory', 1, mostMemory);
  const commandLines = splitPrograms(given.rest);
  const includePaths = given.all('--include').map(toolPath);
  for (const path of includePaths) requireFolder(path, '--include');
  const folder = given.value('--kernel');
  if (folder !== undefined) requireFolder(folder, '--kernel');
  const files = given.all('--file').map(readFileOption);
  const programs = buildPrograms(commandLines, includePaths, context);
  const kernel = built(buildKernel({ ...context, ...(folder && { folder: toolPath(folder) }) }), context);
  const bundled = bundledPrograms(context);
  context.terminal.report(bundled.diagnostics);
  const { system, problem } = createSystem({
    kernel: kernel.executable,
    programs,
    bundled: bundled.programs,
    files,
    ...(memory !== undefined && { memory: memory * mebibyte }),
    ...(timer !== undefined && { timer }),
  });
  if (!system) throw new Failure(problem);
  return openSession(system);
}

/** Command lines of the programs: what stands between `--`. */
function splitPrograms(words: readonly string[]): [path: string, ...args: string[]][] {
  const lines: string[][] = [[]];
  for (const word of words) {
    if (word === '--') lines.push([]);
    else lines.at(-1)!.push(word);
  }
  return lines.map(line => {
    if (line.length > 0) return line as [string, ...string[]];
    throw new UsageError(words.length === 0 ? 'which program?' : "a program must follow every '--'");
  });
}

/** Builds each program once, and all of them before it gives up. */
function buildPrograms(
  lines: readonly (readonly [path: string, ...args: string[]])[],
  includePaths: readonly string[],
  context: Context,
): Program[] {
  const paths = [...new Set(lines.map(([path]) => path))];
  paths.forEach(requireReadable);
  const results = paths.map(path => buildProgram({ ...context, path: toolPath(path), includePaths }));
  const failed = results.filter(({ executable }) => !executable);
  if (failed.length > 1)
    context.terminal.report(failed.slice(0, -1).flatMap(({ diagnostics }) => diagnostics));
  if (failed.length > 0) built(failed.at(-1)!, context);
  const executables = new Map(paths.map((path, index) => [path, built(results[index]!, context).executable]));
  return lines.map(([path, ...args]) => ({ path: toolPath(path), args, executable: executables.get(path)! }));
}

/** `HOST[=GUEST]` */
function readFileOption(option: string): DiskFile {
  const equals = option.lastIndexOf('=');
  const host = equals < 0 ? option : option.slice(0, equals);
  const guest = equals < 0 ? '' : option.slice(equals + 1);
  const bytes = readNamed(host);
  const folder = guest === '' || guest.endsWith('/');
  const path = `/${guest}${folder ? baseName(toolPath(host)) : ''}`;
  return { path: path.replace(/^\/+/, '/'), bytes };
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
  if (!trace && !events) return;
  runner.listen(everyEvent(), occurrence => {
    const event = runner.inWords(occurrence);
    if (events) onEventFile(() => events.write(eventJson(event)));
    const text = trace ? eventText(event) : undefined;
    if (text !== undefined) terminal.say(text);
  });
}

async function runInTerminal(
  runner: Runner,
  limit: number,
  events: LineFile | undefined,
  { terminal }: Context,
): Promise<Outcome> {
  let interrupted = false;
  const input = new StandardInput(error => terminal.complain(`cannot read standard input: ${reason(error)}`));
  process.on('SIGINT', () => {
    if (interrupted) process.exit(statuses.interrupted);
    interrupted = true;
    input.interrupt();
  });
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
      terminal.complain(doubleFault(outcome, system));
      return statuses.panic;
    case 'deadlock':
      terminal.complain(deadlock(system));
      return statuses.deadlock;
  }
}

function doubleFault(
  outcome: Extract<Outcome, { reason: 'double-fault' }>,
  { kernel, machine }: Session,
): string {
  const at = new Symbols(kernel).at(outcome.pc);
  return `double fault at instruction ${machine.count}${at ? ` in ${at}` : ''}: ${outcome.message}`;
}

function deadlock({ view, machine }: Session): string {
  return `nothing can happen any more at instruction ${machine.count}: ${waitingText(view.processes())}`;
}
