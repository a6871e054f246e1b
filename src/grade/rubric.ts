/** What a rubric says, one row a field: its type, check, and schema for editors come from here. */
import { type Schema, kinds, launchTable, objectOf } from '../boot';
import { QuestionError, parseQuestion } from '../questions';
import { expected } from '../source';

const { kind, listOf, text, wholeNumber, onOrOff, choice, onePathOrMore } = kinds;

/** What may be left out. */
function optional<T>(inner: kinds.Kind<T>): kinds.Kind<T | null> {
  return {
    ...inner,
    check: (name, value) => (value === null ? { value: null } : inner.check(name, value)),
  };
}

const question: kinds.Kind<string> = {
  ...text,
  wanted: 'a question: see docs/questions.md',
  check(name, value) {
    if (typeof value !== 'string') return { problem: expected(name, 'a question', value) };
    try {
      parseQuestion(value);
      return { value };
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      return { problem: `${name}: ${error.message} (column ${error.place.start + 1} of the question)` };
    }
  },
};

const pattern = kind('a regular expression', { type: 'string', format: 'regex' }, value => {
  if (typeof value !== 'string') return undefined;
  try {
    new RegExp(value, 'm');
    return value;
  } catch {
    return undefined;
  }
});

const texts = kind(
  'an object with a text for each path',
  { type: 'object', additionalProperties: { type: 'string' } },
  value =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(each => typeof each === 'string')
      ? (value as Readonly<Record<string, string>>)
      : undefined,
);

/** How a run can end. */
const ending = choice<Ending>([
  ['off', 'By itself.', 'off'],
  ['limit', 'It does not, within its instructions.', 'limit'],
  ['panic', 'The kernel panics, or the machine stops with a double fault.', 'panic'],
  ['deadlock', 'All wait for ever.', 'deadlock'],
]);

export type Ending = 'off' | 'limit' | 'panic' | 'deadlock';

const instructions = wholeNumber(1, 10_000_000_000);

const programFields = {
  program: {
    kind: onePathOrMore('the path of a program in the lab or in what is handed in', 'file-or-folder'),
    meaning: 'the program: a path in the lab (`tests/a.c`) or in what is handed in; several parts in a list',
  },
  args: { kind: listOf(text), default: [], meaning: 'its arguments, from `argv[1]` on' },
};

const hintFields = {
  say: { kind: text, meaning: 'the sentence that helps' },
  printed: {
    kind: optional(pattern),
    default: null,
    meaning: 'where the output matches this regular expression',
  },
  ends: { kind: optional(ending), default: null, meaning: 'where the run has ended so' },
  asks: { kind: optional(question), default: null, meaning: 'where what this question claims holds' },
};

const exploreFields = {
  region: { kind: text, meaning: 'the function whose instants are tried, as `ringside explore --region`' },
  check: {
    kind: optional(text),
    default: null,
    meaning: 'an expression of C whose value has to be the same too',
  },
  most: { kind: wholeNumber(1, 100_000), default: 200, meaning: 'instants that are tried at most' },
};

const plugFields = {
  from: { kind: instructions, meaning: 'the first instant at which the plug is pulled' },
  to: { kind: instructions, meaning: 'the last one' },
  times: { kind: wholeNumber(1, 1000), default: 20, meaning: 'how often in between' },
};

const testFields = {
  name: { kind: text, meaning: 'what the test is called' },
  points: { kind: wholeNumber(0, 1000), meaning: 'what it is worth' },
  programs: {
    kind: listOf(objectOf('an object with a program', programFields)),
    meaning: 'what runs at once, the first of which decides the status',
  },
  kernel: {
    kind: choice<KernelOf>([
      ['handed-in', 'The student’s.', 'handed-in'],
      ['handed-out', 'That of the starter, whatever the student has changed.', 'handed-out'],
    ]),
    default: 'handed-in',
    meaning: 'on whose kernel it runs, where students have one',
  },
  input: {
    kind: text,
    default: '',
    meaning: 'what is typed at the console, line by line, as it is asked for',
  },
  timer: { ...launchTable.timer },
  interrupts: { ...launchTable.interrupts },
  scheduler: { ...launchTable.scheduler },
  memory: { ...launchTable.memory },
  files: {
    ...launchTable.files,
    meaning: 'files of the lab for the machine’s disk, each `PATH` or `PATH=GUEST`',
  },
  limit: { kind: instructions, default: 50_000_000, meaning: 'instructions after which the run is stopped' },
  ends: { kind: ending, default: 'off', meaning: 'how the run has to end' },
  status: {
    kind: wholeNumber(0, 255),
    default: 0,
    meaning: 'the exit status that is expected, where it ends by itself',
  },
  output: { kind: optional(text), default: null, meaning: 'all that has to be printed' },
  contains: { kind: listOf(text), default: [], meaning: 'texts that have to be printed' },
  matches: {
    kind: listOf(pattern),
    default: [],
    meaning: 'regular expressions that the output has to match; `^` and `$` are those of a line',
  },
  leaves: {
    kind: texts,
    default: {},
    meaning: 'files on the disk at the end, by path, and what has to be in them',
  },
  sound: { kind: onOrOff, default: false, meaning: 'whether the file system has to be sound at the end' },
  questions: {
    kind: listOf(question),
    default: [],
    meaning: 'claims about the run that have to hold: see `docs/questions.md`',
  },
  plug: {
    kind: optional(objectOf('an object with from and to', plugFields)),
    default: null,
    meaning: 'instants at which the machine is switched off: the file system has to be sound at each',
  },
  explore: {
    kind: optional(objectOf('an object with a region', exploreFields)),
    default: null,
    meaning: 'a timer interrupt at any instant of a function must make no difference',
  },
  partial: { kind: onOrOff, default: false, meaning: 'whether each check brings its share of the points' },
  visibility: {
    kind: choice<Visibility>([
      ['visible', 'Students see the result.', 'visible'],
      ['hidden', 'They never do.', 'hidden'],
      ['after_due_date', 'They do after the due date.', 'after_due_date'],
      ['after_published', 'They do when grades are published.', 'after_published'],
    ]),
    default: 'visible',
    meaning: 'who sees the result',
  },
  hint: { kind: text, default: '', meaning: 'what is said where the test fails, and no hint fits better' },
  hints: {
    kind: listOf(objectOf('an object with a sentence to say', hintFields)),
    default: [],
    meaning: 'what is said where the test fails: the first whose conditions are met',
  },
};

/** Whose kernel a test boots. */
export type KernelOf = 'handed-in' | 'handed-out';
export type Visibility = 'visible' | 'hidden' | 'after_due_date' | 'after_published';

export const rubricFields = {
  $schema: { kind: text, default: '', meaning: 'the schema of this file, for other editors' },
  title: { kind: text, meaning: 'what the lab is called' },
  kernel: {
    kind: onOrOff,
    default: false,
    meaning: 'whether the kernel is the students’ own: `kernel/`, of which they change something',
  },
  submit: {
    kind: listOf(text),
    meaning: 'what is taken of what is handed in: paths of files, and of folders with a `/` behind them',
  },
  variants: {
    kind: listOf(
      kind('an object with values', { type: 'object' }, value =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? (value as Readonly<Record<string, unknown>>)
          : undefined,
      ),
    ),
    default: [],
    meaning: 'values, one of these a student: `${name}` stands for them in the tests',
  },
  tests: {
    kind: listOf(objectOf('a test', testFields)),
    meaning: 'the tests, in their order',
  },
};

type ValueOf<K> = K extends kinds.Kind<infer T> ? T : never;

export const rubricKind = objectOf('a rubric', rubricFields);
export type Rubric = ValueOf<typeof rubricKind>;
export type RubricTest = Rubric['tests'][number];

/** For editors; in tests a text may stand for any value, since it may be one of a variant. */
export const rubricSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'The rubric of a lab of Ringside',
  ...(orVariable(rubricKind.schema) as Schema),
});

/** Where a number is wanted, what a variant has in its place may stand. */
function orVariable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(orVariable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { markdownDescription, ...rest } = schema as Schema;
  const described = markdownDescription === undefined ? {} : { markdownDescription };
  if (rest['type'] === 'integer')
    return { anyOf: [rest, { type: 'string', pattern: '^\\$\\{\\w+\\}$' }], ...described };
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, orVariable(part)])),
    ...described,
  };
}
