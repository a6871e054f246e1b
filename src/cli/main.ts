/** The command line's entry: finds the command, and turns every way to fail into a sentence and a status. */
import { debug, prebuilt, sources } from 'ringside:guest';
import { lazily, suggest } from '../source';
import { BuildCache, type GuestFiles, readArchive, readPrebuilt, treeOf } from '../boot';
import { askCommand } from './ask';
import { archiveCommand } from './archive';
import { buildCommand } from './build';
import { checkCommand } from './check';
import { coverageCommand } from './coverage';
import { compareCommand } from './compare';
import { type Command, type Context, NotBuilt } from './context';
import { dapCommand } from './dap';
import { disassembleCommand } from './disassemble';
import { exploreCommand } from './explore';
import { diskCommand, fsckCommand } from './disk';
import { newCourseCommand } from './course/command';
import { gradeCommand } from './grade';
import { lspCommand } from './lsp';
import { Failure, hostFiles } from './host-files';
import { UsageError, columns, commandHelp, parseArguments, sections } from './options';
import { profileCommand } from './profile';
import { replayCommand } from './replay';
import { statuses } from './statuses';
import { objectStore } from '../node/object-store';
import { runCommand } from './run';
import { Terminal } from './terminal';

declare const RINGSIDE_VERSION: string;

const commands: readonly Command[] = [
  runCommand,
  replayCommand,
  exploreCommand,
  compareCommand,
  askCommand,
  gradeCommand,
  newCourseCommand,
  profileCommand,
  coverageCommand,
  buildCommand,
  archiveCommand,
  disassembleCommand,
  checkCommand,
  fsckCommand,
  diskCommand,
  dapCommand,
  lspCommand,
];

function overview(): string {
  return sections([
    ['Ringside: a small computer with a real operating system, to watch at work', []],
    ['Usage', ['ringside COMMAND …', 'ringside COMMAND --help']],
    ['Commands', columns(commands.map(({ name, summary }) => [name, summary] as const))],
    [
      'Options',
      columns([
        ['-h, --help', 'show this help'],
        ['--version', 'show the version'],
      ]),
    ],
    ['Start here', ['$ ringside run hello.c', '$ ringside run --trace hello.c', '$ ringside run --help']],
  ]);
}

async function main(words: readonly string[], context: Context): Promise<number> {
  const { terminal } = context;
  const [name, ...rest] = words;
  const [topic] = rest;
  if (name === undefined) {
    terminal.say(overview().trimEnd());
    return statuses.bad;
  }
  if (name === '--version') terminal.print(`ringside ${RINGSIDE_VERSION}\n`);
  else if (name === '--help' || name === '-h') terminal.print(overview());
  else if (name === 'help')
    terminal.print(topic === undefined ? overview() : commandHelp(commandNamed(topic)));
  else return runNamed(commandNamed(name), rest, context);
  return 0;
}

async function runNamed(command: Command, words: readonly string[], context: Context): Promise<number> {
  try {
    const given = parseArguments(command, words);
    if (!given.has('--help')) return await command.run(given, context);
    context.terminal.print(commandHelp(command));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${command.name}: ${error.message}\nSee ringside ${command.name} --help.`);
  }
}

function commandNamed(name: string): Command {
  const command = commands.find(row => row.name === name);
  if (command) return command;
  const meant = /\.(c|toy)$/.test(name)
    ? `run ${name}`
    : suggest(
        name,
        commands.map(row => row.name),
      );
  throw new UsageError(
    `there is no command '${name}'${meant ? `; did you mean ringside ${meant}?` : ''}\nSee ringside --help.`,
  );
}

/** Says what went wrong; the result is the exit status. */
function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof NotBuilt) return statuses.bad;
  if (error instanceof UsageError || error instanceof Failure) {
    terminal.complain(error.message);
    return error instanceof Failure ? error.status : statuses.bad;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  terminal.complain(`internal error: ${message}; please report it`);
  if (process.env.RINGSIDE_DEBUG) terminal.say(stack ?? '');
  return statuses.panic;
}

const store = objectStore(__filename);

/** What is not asked for is not read. */
function contextFor(terminal: Terminal): Context {
  const guest = lazily((): GuestFiles => ({
    ...treeOf(readArchive(sources())),
    prebuilt: readPrebuilt(
      readArchive(prebuilt()),
      lazily(() => readArchive(debug())),
    ),
  }));
  return {
    files: hostFiles,
    cache: new BuildCache(undefined, undefined, store),
    terminal,
    get guest() {
      return guest();
    },
  };
}

/** Runs the command line of this process, and ends it with the status. */
export async function start(): Promise<void> {
  const terminal = new Terminal();
  let status: number;
  try {
    status = await main(process.argv.slice(2), contextFor(terminal));
  } catch (error) {
    status = explain(error, terminal);
  }
  await terminal.exit(status);
}

/** What this process has been started for. */
export const started = start();
