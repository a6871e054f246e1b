/** `ringside ask`: questions over a run, recorded or made for it. */
import { bootRecording, isRecording, readRecording } from '../boot';
import { World } from '../debugger';
import { type Answer, type Question, QuestionError, answerLines, ask, parseQuestion } from '../questions';
import { type ConsoleInput, TypedInput, openSession } from '../session';
import type { Command, Context } from './context';
import { Failure } from './failure';
import { readNamed } from './host-files';
import { launchOf, lookOptions } from './launch';
import { type Arguments, UsageError } from './options';
import { boot, inputOf } from './run';
import { statuses } from './statuses';

/** What a question claims does not hold. */
const refuted = 1;
const usualRows = 20;

export const askCommand: Command = {
  name: 'ask',
  summary: 'ask questions over a run: how often, in which order, always, never',
  usage: [
    'ask [options] RECORDING QUESTION…',
    'ask [options] --question QUESTION… PROGRAM… [ARGS…] [-- PROGRAM2 …] …',
  ],
  description: `Runs what has been recorded, or the programs, and answers each QUESTION with a list of instants. A question is
about events, and conditions on them are C expressions between braces:
  call swtch                                        all calls of a function
  count system-call write of 2 >= 3                 how often
  never user-access                                 never, always, …
  always {current->pid == 2} at system-call exit
  each interrupt of race in user then return-from-trap of same to user keeping registers
  order main of a then process-exit of a then main of b
docs/questions.md has the grammar. 'ringside replay' and the debugger ("goto N") go to the instants.`,
  passesRest: true,
  options: [
    { name: '--question', short: '-q', value: 'QUESTION', help: 'a question; may be given more than once' },
    {
      name: '--json',
      help: 'print the answers as JSON: [{"question", "holds", "text", "count", "instants"}]',
    },
    {
      name: '--most',
      value: 'N',
      help: `print so many instants of an answer at most (default ${usualRows})`,
    },
    ...lookOptions,
  ],
  statuses: [
    ['0', 'all that is claimed holds'],
    [String(refuted), 'something does not'],
    [String(statuses.bad), 'bad usage, a question that makes no sense, or what does not build'],
  ],
  examples: [
    ["ringside ask lost.ringside 'call swtch'", 'all calls of swtch in a recorded run'],
    [
      "ringside ask -q 'count context-switch to b > 5' a.c -- b.c",
      'runs two programs, and tells whether b has got the CPU more than five times',
    ],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const most = given.number('--most', 1, 1_000_000_000) ?? usualRows;
  const { world, texts, limit, input } = await subjectOf(given, context);
  if (texts.length === 0) throw new UsageError('what is the question?');
  const { terminal } = context;
  const answers = await answered(texts, async questions => {
    const host = {
      input,
      output: () => {},
      async breathe() {
        terminal.progress(`${world.machine.count} instructions`);
        await terminal.flush();
        await new Promise(resolve => setImmediate(resolve));
      },
      interrupted: false,
    };
    const { answers: all } = await ask(world, questions, host, limit);
    terminal.progress('');
    return all;
  });
  if (given.has('--json')) terminal.print(`${JSON.stringify(answers, undefined, 1)}\n`);
  else for (const answer of answers) terminal.print(`${answerLines(answer, most).join('\n')}\n`);
  return answers.some(({ holds }) => holds === false) ? refuted : 0;
}

/** Throws a Failure that shows the place where a question makes no sense. */
async function answered(
  texts: readonly string[],
  work: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const questions = texts.map(text => attempt(text, () => parseQuestion(text)));
  try {
    return await work(questions);
  } catch (error) {
    if (error instanceof QuestionError) throw failureOf(error, error.question ?? '');
    throw error;
  }
}

function attempt<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QuestionError) throw failureOf(error, text);
    throw error;
  }
}

/** The sentence, and the question with a mark below what is meant. */
function failureOf({ message, place: { start, end } }: QuestionError, text: string): Failure {
  const line = text.replace(/\s/g, ' ');
  const mark = `${' '.repeat(start)}^${'~'.repeat(Math.max(0, end - start - 1))}`;
  return new Failure(`${message}\n  ${line}\n  ${mark}`);
}

interface Subject {
  readonly world: World;
  readonly texts: readonly string[];
  readonly limit: number;
  readonly input: ConsoleInput;
}

async function subjectOf(given: Arguments, context: Context): Promise<Subject> {
  const [first, ...rest] = given.rest;
  const named = given.all('--question');
  if (first === undefined) throw new UsageError('which recording, or which program?');
  const bytes = context.files.read(first);
  if (bytes && isRecording(bytes)) return recorded(first, [...named, ...rest], given, context);
  if (named.length === 0) {
    readNamed(first);
    throw new UsageError(`${first} is no recording; over a program, ask with --question QUESTION before it`);
  }
  const launch = { ...launchOf(given), console: 'internalConsole' as const };
  const world = new World(openSession(boot(launch, context).system));
  return { world, texts: named, limit: launch.maxInstructions, input: inputOf(launch, () => {}, context) };
}

async function recorded(
  path: string,
  texts: readonly string[],
  given: Arguments,
  context: Context,
): Promise<Subject> {
  const late = texts.find(text => text.startsWith('--'));
  if (late !== undefined) throw new UsageError(`${late}: options stand before the recording`);
  const read = await readRecording(readNamed(path));
  if ('problem' in read) throw new Failure(`cannot replay ${path}: ${read.problem}`);
  const { system, problem, diagnostics } = bootRecording(read.value, context);
  context.terminal.report(diagnostics);
  if (!system) throw new Failure(`cannot replay ${path}: ${problem}`);
  const most = given.number('--max-instructions', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
  const limit = Math.min(read.value.end, most);
  return { world: new World(openSession(system)), texts, limit, input: new TypedInput() };
}
