/** Grades what somebody has handed in: all tests of a rubric, one after another. */
import type { Rubric } from './rubric';
import { type GradePorts, type TestResult, runTest } from './run';

export interface Grade {
  /** Whose it is: the name of the folder that was handed in. */
  readonly student: string;
  readonly title: string;
  readonly score: number;
  readonly points: number;
  readonly tests: readonly TestResult[];
}

/** A grade for those outside: recordings of failed tests are files, where they have been kept. */
export interface Report extends Omit<Grade, 'tests'> {
  readonly tests: readonly (Omit<TestResult, 'recording'> & { readonly recording?: string })[];
}

/** `tell`: called before each test. */
export async function grade(
  rubric: Rubric,
  student: string,
  ports: GradePorts,
  tell: (name: string) => void,
): Promise<Grade> {
  const tests: TestResult[] = [];
  for (const test of rubric.tests) {
    tell(test.name);
    tests.push(await runTest(rubric, test, ports));
  }
  const sum = (of: (test: TestResult) => number) => tests.reduce((total, test) => total + of(test), 0);
  return {
    student,
    title: rubric.title,
    score: sum(({ score }) => score),
    points: sum(({ points }) => points),
    tests,
  };
}
