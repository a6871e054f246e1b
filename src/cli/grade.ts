/** `ringside grade`: a lab's tests on what has been handed in, by one student or by many at once. */
import { mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve, sep } from 'node:path';
import { type FileTree, writeRecording } from '../boot';
import { type Grade, type Report, formats, grade, readRubric, rubricFile } from '../grade';
import { expected } from '../source';
import type { Command, Context } from './context';
import { gradeAll } from './grade-all';
import { Failure, reason } from './failure';
import { hostFiles, readNamed, requireFolder, requireWritable, writeNamed } from './host-files';
import { type Arguments, UsageError } from './options';
import { statuses } from './statuses';

/** Not all points. */
const incomplete = 1;
const formatNames = Object.keys(formats);

export const gradeCommand: Command = {
  name: 'grade',
  summary: 'grade what students have handed in, by the rubric of a lab',
  usage: ['grade [options] LAB [SUBMISSION]', 'grade [options] --all FOLDER LAB'],
  description: `Runs the tests of the rubric in the folder LAB (docs/teachers.md) on what stands in SUBMISSION, which is the
current folder where none is given; with --all, on each folder in FOLDER, several at once. A test ends after a
number of instructions, so that grades are the same on each machine, byte for byte. What is handed in runs in
the emulated computer alone, and sees neither the rubric nor the host's files.`,
  options: [
    { name: '--all', value: 'FOLDER', help: 'grade each folder in it: a student each, by its name' },
    { name: '--format', value: 'NAME', help: `${formatNames.join(', ')} (default text)` },
    { name: '--output', short: '-o', value: 'FILE', help: 'write there what else is printed' },
    {
      name: '--student',
      value: 'NAME',
      help: "the student, who has a variant of the lab (default: the folder's name)",
    },
    {
      name: '--record',
      value: 'DIR',
      help: "write a recording there of each visible test that fails, for 'ringside replay' and the debugger,\nwhich opens where it failed",
    },
    { name: '--record-hidden', help: 'of hidden tests too' },
    { name: '--jobs', value: 'N', help: 'submissions at a time (default: one a core)' },
  ],
  statuses: [
    ['0', 'all points'],
    [String(incomplete), 'not all of them'],
    [String(statuses.bad), 'bad usage, or something is wrong with the rubric'],
    [String(statuses.lostOutput), 'the grades or a recording cannot be written'],
  ],
  examples: [
    ['ringside grade labs/count-traps work', 'grades the folder work'],
    [
      'ringside grade --all handed-in --format csv -o grades.csv labs/count-traps',
      'grades a class, for a spreadsheet',
    ],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const [lab, submission = '.', ...more] = given.rest;
  const all = given.value('--all');
  const name = given.value('--format') ?? 'text';
  const output = given.value('--output');
  if (lab === undefined) throw new UsageError('which lab?');
  if (more.length > 0) throw new UsageError('one submission at a time, or --all FOLDER');
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new UsageError(expected('--format', `one of ${formatNames.join(', ')}`, name));
  if (all !== undefined && given.rest.length > 1)
    throw new UsageError('--all stands in the place of a submission');
  if (all !== undefined && format.one)
    throw new UsageError(`--format ${name} is of one submission, not of --all`);
  if (output !== undefined) requireWritable(output, '--output');
  requireFolder(lab);
  requireFolder(all ?? submission, all === undefined ? undefined : '--all');
  const jobs = given.number('--jobs', 1, 1000) ?? availableParallelism();
  const student = given.value('--student') ?? basename(resolve(submission));
  rubricOf(lab, student);
  const reports =
    all === undefined
      ? [await gradeOne(lab, submission, student, given, context)]
      : await gradeAll(
          { lab, folder: all, students: foldersIn(all), jobs, options: passedOn(given) },
          context,
        );
  const told = format.format(reports, { env: process.env, now: new Date() });
  if (output === undefined) context.terminal.print(told);
  else writeNamed(output, new TextEncoder().encode(told));
  return reports.every(({ score, points }) => score === points) ? 0 : incomplete;
}

/** What holds for each of many. */
const passedOn = (given: Arguments): string[] => [
  ...(given.has('--record') ? ['--record', given.value('--record') ?? ''] : []),
  ...(given.has('--record-hidden') ? ['--record-hidden'] : []),
];

function foldersIn(folder: string): string[] {
  const names = readdirSync(folder).filter(
    name => !name.startsWith('.') && statSync(join(folder, name)).isDirectory(),
  );
  if (names.length === 0) throw new Failure(`--all: there is no folder in ${folder}`);
  return names.sort();
}

/** Throws a Failure that has a line for each problem. */
function rubricOf(lab: string, student: string) {
  const path = join(lab, rubricFile);
  const read = readRubric(new TextDecoder().decode(readNamed(path)), student);
  if ('rubric' in read) return read.rubric;
  const lines = read.problems.map(({ line, column, sentence }) => `${path}:${line}:${column}: ${sentence}`);
  throw new Failure(lines.join('\n'));
}

async function gradeOne(
  lab: string,
  submission: string,
  student: string,
  given: Arguments,
  context: Context,
): Promise<Report> {
  const { terminal, guest, cache } = context;
  const folder = given.value('--record');
  const ports = {
    lab: within(lab),
    submission: within(submission),
    guest,
    cache,
    breathe: () => new Promise<void>(resolve => setImmediate(resolve)),
  };
  const graded = await grade(rubricOf(lab, student), student, ports, name => terminal.progress(name));
  terminal.progress('');
  return reported(graded, folder, given.has('--record-hidden'));
}

/** The files of a folder, by paths from it; no link leads out of it. */
function within(folder: string): FileTree {
  const root = realpathSync(folder);
  const inside = (path: string) => {
    try {
      const real = realpathSync(join(root, path));
      return real === root || real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
    } catch {
      return false;
    }
  };
  return {
    read: path => (inside(path) ? hostFiles.read(join(root, path)) : undefined),
    list: path => (inside(path) ? hostFiles.list(join(root, path)) : []),
  };
}

/** Writes recordings, and says where. */
async function reported(graded: Grade, folder: string | undefined, hidden: boolean): Promise<Report> {
  const tests = [];
  for (const [index, { recording, ...test }] of graded.tests.entries()) {
    const isShown = hidden || test.visibility === 'visible';
    const path =
      folder !== undefined && recording && isShown
        ? join(folder, graded.student, `${index + 1}.ringside`)
        : undefined;
    if (path !== undefined && recording) {
      makeFolder(join(folder ?? '', graded.student));
      writeNamed(path, await writeRecording(recording()));
    }
    tests.push({ ...test, ...(path !== undefined && { recording: path }) });
  }
  return { ...graded, tests };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${reason(error)}`, statuses.lostOutput);
  }
}
