/** The command line's entry: finds the command, and turns every way to fail into a sentence and a status. */
import { suggest } from '../source';
import { type Command, NotBuilt } from './context';
import { Failure } from './failure';
import { UsageError, columns, commandHelp, parseArguments, sections } from './options';
import { statuses } from './statuses';
import { Terminal } from './terminal';

declare const RINGSIDE_VERSION: string;

/** By name. A command's code is loaded when it is called for: it would be most of what a start of another one has to do. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run')).runCommand,
  replay: async () => (await import('./replay')).replayCommand,
  explore: async () => (await import('./explore')).exploreCommand,
  compare: async () => (await import('./compare')).compareCommand,
  ask: async () => (await import('./ask')).askCommand,
  grade: async () => (await import('./grade')).gradeCommand,
  'new-course': async () => (await import('./course/command')).newCourseCommand,
  profile: async () => (await import('./profile')).profileCommand,
  coverage: async () => (await import('./coverage')).coverageCommand,
  build: async () => (await import('./build')).buildCommand,
  archive: async () => (await import('./archive')).archiveCommand,
  disassemble: async () => (await import('./disassemble')).disassembleCommand,
  check: async () => (await import('./check')).checkCommand,
  fsck: async () => (await import('./disk')).fsckCommand,
  disk: async () => (await import('./disk')).diskCommand,
  dap: async () => (await import('./dap')).dapCommand,
  lsp: async () => (await import('./lsp')).lspCommand,
};

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(load => load()));
  return sections([
    ['Ringside: a small computer with a real operating system, to watch at work', []],
    ['Usage', ['ringside COMMAND …', 'ringside COMMAND --help']],
    ['Commands', columns(all.map(({ name, summary }) => [name, summary] as const))],
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

async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words;
  const [topic] = rest;
  if (name === undefined) {
    terminal.say((await overview()).trimEnd());
    return statuses.bad;
  }
  if (name === '--version') terminal.print(`ringside ${RINGSIDE_VERSION}\n`);
  else if (name === '--help' || name === '-h') terminal.print(await overview());
  else if (name === 'help')
    terminal.print(topic === undefined ? await overview() : commandHelp(await commandNamed(topic)));
  else return runNamed(await commandNamed(name), rest, terminal);
  return 0;
}

async function runNamed(command: Command, words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const given = parseArguments(command, words);
    if (!given.has('--help'))
      return await command.run(given, (await import('./host-context')).contextFor(terminal));
    terminal.print(commandHelp(command));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${command.name}: ${error.message}\nSee ringside ${command.name} --help.`);
  }
}

async function commandNamed(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return load();
  const meant = /\.(c|toy)$/.test(name) ? `run ${name}` : suggest(name, Object.keys(commands));
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

/** Runs the command line of this process, and ends it with the status. */
export async function start(): Promise<void> {
  const terminal = new Terminal();
  let status: number;
  try {
    status = await main(process.argv.slice(2), terminal);
  } catch (error) {
    status = explain(error, terminal);
  }
  await terminal.exit(status);
}

/** What this process has been started for. */
export const started = start();
