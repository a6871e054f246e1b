/** In the thread: grades with files that have been brought there, and hands back what people are told. */
import { type BuildCache, type GuestFiles, treeOf, writeRecording } from '../../boot';
import { ExecutionCounter, type World, sourcesCovered } from '../../debugger';
import { grade, readRubric } from '../../grade';
import type { GradeRequest, Graded, GradedTest } from '../debug/worker-protocol';

/** Throws an Error with a sentence where the rubric is none. */
export async function gradedTests(
  { lab, submission, student, tests, covers }: GradeRequest,
  ports: { readonly guest: GuestFiles; readonly cache: BuildCache; breathe(): Promise<void> },
  tell: (name: string) => void,
): Promise<Graded> {
  const files = treeOf(new Map(lab));
  const read = readRubric(new TextDecoder().decode(files.read('rubric.json')), student);
  if (!('rubric' in read)) throw new Error(read.problems.map(({ sentence }) => sentence).join('; '));
  const rubric = { ...read.rubric, tests: read.rubric.tests.filter(({ name }) => tests.includes(name)) };
  const counters: ExecutionCounter[] = [];
  const look = (world: World) => void (covers && counters.push(new ExecutionCounter(world)));
  const { tests: results } = await grade(
    rubric,
    student,
    { ...ports, lab: files, submission: treeOf(new Map(submission)), look },
    tell,
  );
  const sources = sourcesCovered(counters.flatMap(({ counts }) => counts));
  const graded: readonly GradedTest[] = await Promise.all(
    results.map(async ({ recording, ...test }) => ({
      ...test,
      ...(recording && { recording: await writeRecording(recording()) }),
    })),
  );
  return { tests: graded, sources };
}
