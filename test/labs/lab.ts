/** Grades answers to the labs in `labs`: the starter with changes made to it, in memory. Solutions stand here alone. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type FileTree, treeOf } from '../../src/boot';
import { type Grade, grade, readRubric } from '../../src/grade';
import { cache, guest, root } from '../support/guest';

export interface Answer {
  readonly name: string;
  /** Texts of files, from the folder of what is handed in. */
  readonly files?: Readonly<Record<string, string>>;
  /** Changes to files of the starter, or of the kernel that comes with it. */
  readonly edits?: readonly (readonly [file: string, from: string, to: string])[];
  /** The one test that is run; all where none is named. */
  readonly test?: string;
  readonly score: number;
  /** What students are told, of one test that fails. */
  readonly told?: RegExp;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function labTree(lab: string): FileTree {
  const folder = join(root, 'labs', lab);
  const paths = filesBelow(folder).map(
    path => [relative(folder, path).split(sep).join('/'), readFileSync(path)] as const,
  );
  return treeOf(new Map(paths));
}

export async function graded(
  lab: string,
  { files = {}, edits = [], test }: Omit<Answer, 'name' | 'score'>,
): Promise<Grade> {
  const tree = labTree(lab);
  const read = readRubric(new TextDecoder().decode(tree.read('rubric.json')), 'student');
  assert.ok('rubric' in read, JSON.stringify(read));
  const texts = new Map(Object.entries(files));
  for (const [path, from, to] of edits) {
    const bytes = tree.read(`starter/${path}`) ?? guest.read(`guest/${path}`);
    const text = texts.get(path) ?? new TextDecoder().decode(bytes);
    assert.ok(text.includes(from), `${path} has no ${from}`);
    texts.set(
      path,
      text.replace(from, () => to),
    );
  }
  const contents = [...texts].map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const ports = { lab: tree, submission: treeOf(new Map(contents)), guest, cache, breathe: async () => {} };
  const tests = read.rubric.tests.filter(({ name }) => test === undefined || name === test);
  assert.ok(tests.length > 0, test);
  return grade({ ...read.rubric, tests }, 'student', ports, () => {});
}

/** What a grade tells, for messages of tests. */
export const toldOf = ({ score, points, tests }: Grade): string =>
  [
    `${score} of ${points}`,
    ...tests.flatMap(({ name, problems, hint }) => [`${name}:`, ...problems, hint]),
  ].join('\n');

/** One case each for the starter, the solution and the wrong answers. */
export function checkLab(lab: string, points: number, answers: readonly Answer[]): void {
  describe(`the lab ${lab}`, function () {
    this.timeout(120_000);

    for (const answer of answers)
      it(answer.name, async () => {
        const result = await graded(lab, answer);
        const told = toldOf(result);
        assert.equal(result.score, answer.score, told);
        if (answer.told) assert.match(told, answer.told);
        else assert.deepEqual([result.score, result.points], [points, points], told);
        for (const { passed, recording } of result.tests) if (passed) assert.equal(recording, undefined);
      });
  });
}
