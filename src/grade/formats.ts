/**
 * Grades in the forms that others read: Classroom 50's `result.json` (wiki, "The result.json contract"), Gradescope's
 * `results.json` (its autograder documentation, "Output format"), JUnit XML, TAP 14, CSV (RFC 4180), and text for people.
 */
import type { Report } from './grade';

type Test = Report['tests'][number];

/** What only the surroundings know. */
export interface FormatPorts {
  /** Variables that Classroom 50's runner sets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

type Format = (grades: readonly Report[], ports: FormatPorts) => string;

/** Those for one submission at a time are refused for several. */
export const formats: Readonly<Record<string, { readonly format: Format; readonly one?: true }>> = {
  text: { format: text },
  json: { format: json },
  classroom50: { format: classroom50, one: true },
  gradescope: { format: gradescope, one: true },
  junit: { format: junit },
  tap: { format: tap },
  csv: { format: csv },
};

/** What is to be said of a failed test, a sentence a line. */
function linesOf({ problems, hint, instant, recording }: Test): string[] {
  const at = instant === undefined ? '' : `, which opens at instruction ${instant}`;
  return [
    ...problems,
    ...(hint === '' ? [] : [`hint: ${hint}`]),
    ...(recording === undefined ? [] : [`recording: ${recording}${at}`]),
  ];
}

function text(grades: readonly Report[]): string {
  const parts = grades.map(({ student, title, score, points, tests }) => {
    const rows = tests.flatMap(test => [
      `  ${test.passed ? 'ok  ' : 'FAIL'}  ${`${test.score}/${test.points}`.padStart(7)}  ${test.name}`,
      ...linesOf(test).map(line => `                 ${line}`),
    ]);
    return [`${title}: ${student}: ${score} of ${points}`, ...rows].join('\n');
  });
  return `${parts.join('\n')}\n`;
}

function json(grades: readonly Report[]): string {
  return `${JSON.stringify(grades, undefined, 1)}\n`;
}

function classroom50([grade]: readonly Report[], { env, now }: FormatPorts): string {
  const { student, score, points, tests } = grade as Report;
  const of = (name: string) => env[name] ?? '';
  return pretty({
    schema: 'classroom50/result/v1',
    classroom: of('CLASSROOM'),
    assignment: of('ASSIGNMENT'),
    assignment_type: env['ASSIGNMENT_TYPE'] ?? 'individual',
    owner: env['OWNER'] ?? env['USERNAME'] ?? student,
    submission: of('SUBMISSION_TAG'),
    commit: of('COMMIT_URL'),
    release: of('RELEASE_URL'),
    review: env['REVIEW_URL'] ?? of('COMMIT_URL'),
    datetime: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    score,
    'max-score': points,
    tests: tests.map(test => ({
      'test-name': test.name,
      passed: test.passed,
      score: test.score,
      'max-score': test.points,
      ...(test.visibility === 'visible' && !test.passed && { output: linesOf(test).join('\n') }),
    })),
  });
}

function gradescope([grade]: readonly Report[]): string {
  const { score, tests } = grade as Report;
  return pretty({
    score,
    stdout_visibility: 'hidden',
    tests: tests.map((test, index) => ({
      score: test.score,
      max_score: test.points,
      status: test.passed ? 'passed' : 'failed',
      name: test.name,
      number: String(index + 1),
      output: linesOf(test).join('\n'),
      output_format: 'text',
      visibility: test.visibility,
    })),
  });
}

function junit(grades: readonly Report[]): string {
  const all = grades.flatMap(({ tests }) => tests);
  const failures = (tests: readonly Test[]) => tests.filter(({ passed }) => !passed).length;
  const suites = grades.map(({ student, title, tests }) => {
    const cases = tests.map(test => {
      const head = `    <testcase classname="${xml(student)}" name="${xml(test.name)}" time="0"`;
      if (test.passed) return `${head}/>`;
      const lines = linesOf(test);
      const [first = ''] = lines;
      return `${head}>\n      <failure type="failed" message="${xml(first)}">${xml(lines.join('\n'))}</failure>\n    </testcase>`;
    });
    const counts = `tests="${tests.length}" failures="${failures(tests)}" errors="0" skipped="0" time="0"`;
    return `  <testsuite name="${xml(`${title}: ${student}`)}" ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
  });
  const counts = `tests="${all.length}" failures="${failures(all)}" errors="0" time="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n${suites.join('\n')}\n</testsuites>\n`;
}

/** Without the characters that XML 1.0 cannot have. */
function xml(words: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\n': '&#10;',
  };
  return [...words]
    .filter(letter => letter >= ' ' || letter === '\n' || letter === '\t')
    .map(letter => marks[letter] ?? letter)
    .join('');
}

/** TAP 14: a plan, a line a test, and a block of YAML for each that has failed. */
function tap(grades: readonly Report[]): string {
  const rows = grades.flatMap(({ student, tests }) => tests.map(test => ({ student, test })));
  const lines = rows.flatMap(({ student, test }, index) => {
    const name = `${student}: ${test.name}`.replace(/[\\#]/g, '\\$&').replace(/\n/g, ' ');
    const block = linesOf(test).map(line => `    - ${JSON.stringify(line)}`);
    return [
      `${test.passed ? 'ok' : 'not ok'} ${index + 1} - ${name}`,
      ...(test.passed
        ? []
        : ['  ---', `  score: ${test.score}`, `  points: ${test.points}`, '  problems:', ...block, '  ...']),
    ];
  });
  return ['TAP version 14', `1..${rows.length}`, ...lines, ''].join('\n');
}

/** A row a student, a column a test. */
function csv(grades: readonly Report[]): string {
  const names = grades[0]?.tests.map(({ name }) => name) ?? [];
  const head = ['student', 'score', 'points', ...names];
  const rows = grades.map(({ student, score, points, tests }) => [
    student,
    score,
    points,
    ...tests.map(test => test.score),
  ]);
  return [head, ...rows].map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins so for a formula. */
const formula = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  const words = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

const pretty = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
