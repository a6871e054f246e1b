/** Grades many submissions, each in a process of its own: what happens to one is nothing to the others. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from '../grade';
import type { Context } from './context';
import { present } from '../source';

export interface Class {
  readonly lab: string;
  readonly folder: string;
  /** Names of folders in that. */
  readonly students: readonly string[];
  readonly jobs: number;
  readonly options: readonly string[];
}

/** Of one process, in MiB: whoever needs more is not graded. */
const mostMemory = 1024;

/** In the order of the students. */
export async function gradeAll(all: Class, { terminal }: Context): Promise<Report[]> {
  const { students, jobs } = all;
  const reports = new Map<string, Report>();
  const left = [...students];
  const work = async () => {
    for (let student = left.shift(); student !== undefined; student = left.shift()) {
      terminal.progress(`${reports.size} of ${students.length} graded; ${student}`);
      await terminal.flush();
      reports.set(student, await gradeApart(student, all));
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, students.length) }, work));
  terminal.progress('');
  return students.map(student => present(reports.get(student), `grade of ${student}`));
}

async function gradeApart(student: string, { lab, folder, options }: Class): Promise<Report> {
  const own = ['grade', ...options, '--format', 'json', '--student', student, lab, join(folder, student)];
  const { out, error } = await outputOf([
    `--max-old-space-size=${mostMemory}`,
    present(process.argv[1], 'own path'),
    ...own,
  ]);
  try {
    const [report] = JSON.parse(out) as Report[];
    return present(report, 'a report');
  } catch {
    const problem = `it could not be graded: ${error.trim().split('\n')[0] ?? ''}`;
    const test = {
      name: 'grading',
      visibility: 'visible',
      score: 0,
      points: 1,
      passed: false,
      hint: '',
    } as const;
    return {
      student,
      title: '',
      score: 0,
      points: 1,
      tests: [{ ...test, problems: [problem], instant: undefined }],
    };
  }
}

function outputOf(args: readonly string[]): Promise<{ out: string; error: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (error += part));
    child.on('error', problem => resolve({ out: '', error: problem.message }));
    child.on('close', () => resolve({ out, error }));
  });
}
