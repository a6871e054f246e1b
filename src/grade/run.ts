/** Runs a test: boots what it describes, looks on, and says what is not as it should be, and at which instant. */
import {
  type BuildCache,
  type RecordedLaunch,
  type Recording,
  type System,
  bootLaunch,
  launchTable,
  recordingOf,
} from '../boot';
import { Explorer, World, sentenceOf, shortened } from '../debugger';
import { doubleFaultText, waitingText } from '../events';
import { readDisk } from '../disk';
import { signalName } from '../isa';
import { type Answer, ask, parseQuestion, whyUnfit } from '../questions';
import { type ConsoleInput, type Outcome, type Session, openSession, runToEnd } from '../session';
import { formatDiagnostic } from '../source';
import { type Problem, outputProblems } from './output';
import type { Ending, Rubric, RubricTest } from './rubric';
import { type LabFiles, kernelFolder, treeOfTest } from './tree';

export interface GradePorts extends LabFiles {
  readonly cache: BuildCache;
  /** Lets the host in; told how far a test is. */
  breathe(): Promise<void>;
  /** Is shown each test's machine before it runs. */
  look?(world: World): void;
}

export interface TestResult {
  readonly name: string;
  readonly visibility: RubricTest['visibility'];
  readonly score: number;
  readonly points: number;
  readonly passed: boolean;
  /** What is wrong, in sentences; empty for a test that has passed. */
  readonly problems: readonly string[];
  readonly hint: string;
  /** The instant that the first problem shows at, where there is a run. */
  readonly instant: number | undefined;
  /** Of the failed run; it opens at that instant. */
  readonly recording: (() => Recording) | undefined;
}

/** Of the output no more is looked at. */
const mostOutput = 1024 * 1024;

export async function runTest(rubric: Rubric, test: RubricTest, ports: GradePorts): Promise<TestResult> {
  const tree = treeOfTest(rubric, test, ports);
  const launch = launchOf(rubric.kernel ? kernelFolder : '', test);
  const booted = bootLaunch(launch, { ...ports, files: tree });
  const { system, read } = booted;
  if (!system) {
    const error = booted.diagnostics.find(({ severity }) => severity === 'error');
    const first = error?.span ? `; the first: ${formatDiagnostic(error).split('\n')[0]}` : '';
    return resultOf(test, 1, [{ text: `${booted.problem}${first}` }], undefined);
  }
  const run = await runOf(system, test, ports);
  const later = test.explore ? await explored(test, system, ports) : [];
  const checks = [...(await checksOf(run, test, system, ports)), ...later];
  const problems = checks.flatMap(({ problem }) => problem ?? []);
  const result = resultOf(test, checks.length, problems, run);
  if (result.passed) return result;
  const [{ instant = run.end, interrupt } = { instant: run.end }] = problems;
  const interrupts =
    interrupt === undefined ? launch.interrupts : [...launch.interrupts, interrupt].sort((a, b) => a - b);
  const bookmarks = problems.flatMap(({ text, instant: count }) =>
    count === undefined ? [] : [{ count, text }],
  );
  const recording = (): Recording => {
    const shown = { ...system, settings: { ...system.settings, interrupts } };
    const made = recordingOf(
      { launch: { ...launch, interrupts }, system: shown, read, guest: ports.guest },
      // With an interrupt more it may end later.
      interrupt === undefined ? run.end : test.limit,
    );
    return { ...made, instant, bookmarks };
  };
  return { ...result, instant, recording };
}

/** `kernel`: its folder; empty for the bundled one. */
export function launchOf(
  kernel: string,
  test: Pick<RubricTest, 'programs' | 'timer' | 'interrupts' | 'scheduler' | 'memory' | 'files'>,
): RecordedLaunch {
  const [{ program, args }, ...programs] = test.programs as [
    RubricTest['programs'][0],
    ...RubricTest['programs'],
  ];
  const { timer, interrupts, scheduler, memory, files } = test;
  return {
    program,
    args,
    programs,
    kernel,
    timer,
    interrupts,
    scheduler,
    memory,
    files,
    env: {},
    include: [],
    define: [],
    warnings: [],
    standard: launchTable.standard.default,
    disk: '',
    console: 'internalConsole',
  };
}

/** A check, and what is wrong if it has failed. */
interface Check {
  readonly problem: Problem | undefined;
}

interface Run {
  readonly world: World;
  readonly outcome: Outcome;
  readonly output: string;
  readonly end: number;
  /** In the order of the questions, then of those of the hints. */
  readonly answers: readonly Answer[];
}

async function runOf(system: System, test: RubricTest, ports: GradePorts): Promise<Run> {
  const world = new World(openSession(system));
  ports.look?.(world);
  const { machine } = world;
  const printed: number[] = [];
  const host = {
    input: pieces(test.input),
    output: (byte: number) => void (printed.length < mostOutput && printed.push(byte)),
    breathe: () => ports.breathe(),
    interrupted: false,
  };
  const texts = [...test.questions, ...test.hints.flatMap(({ asks }) => asks ?? [])];
  const questions = texts.map(parseQuestion);
  const unfit = questions.map(question => whyUnfit(world, question));
  const fit = questions.filter((_, index) => unfit[index] === undefined);
  const { answers: all, outcome } = await ask(world, fit, host, test.limit);
  const left = [...all];
  const answers = texts.map((text, index): Answer => {
    const why = unfit[index];
    const none = { question: text, holds: false, text: `does not hold: ${why}`, count: 0, instants: [] };
    return why === undefined ? (left.shift() ?? none) : none;
  });
  const output = new TextDecoder().decode(Uint8Array.from(printed));
  return { world, outcome, output, end: machine.count, answers };
}

/** Makes the run once more, up to each instant at which the machine is switched off: the first at which the disk is broken. */
async function unplugged(test: RubricTest, system: System, ports: GradePorts): Promise<Problem | undefined> {
  const { runner, machine } = World.again(system, system.machine.inputScript);
  const host = { input: pieces(''), output: () => {}, breathe: () => ports.breathe(), interrupted: false };
  for (const instant of plugsOf(test)) {
    await runToEnd(runner, host, instant);
    const [problem] = readDisk(machine.disk.slice()).problems;
    if (problem !== undefined)
      return { text: `switched off at instruction ${instant}, it leaves a broken disk: ${problem}`, instant };
    if (machine.count < instant) break;
  }
  return undefined;
}

function plugsOf({ plug }: RubricTest): number[] {
  if (!plug) return [];
  const { from, to, times } = plug;
  const step = times > 1 ? (to - from) / (times - 1) : 0;
  return Array.from({ length: times }, (_, index) => Math.round(from + index * step));
}

/** Lines, each given when the machine asks for input. */
function pieces(text: string): ConsoleInput {
  const lines = (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map(line => new TextEncoder().encode(line));
  return {
    live: false,
    take: () => lines.shift() ?? 'end',
    arrival: () => Promise.resolve(),
    interrupt: () => {},
  };
}

const endings: Readonly<Record<Outcome['reason'], Ending>> = {
  off: 'off',
  limit: 'limit',
  interrupted: 'limit',
  panic: 'panic',
  'double-fault': 'panic',
  deadlock: 'deadlock',
};

/** Every check of a test, in the order in which people want to know. */
async function checksOf(run: Run, test: RubricTest, system: System, ports: GradePorts): Promise<Check[]> {
  const { output, answers, end, world } = run;
  const checks: Check[] = [{ problem: endProblem(run, test, world.system) }];
  const printed = outputProblems(test, output);
  for (const problem of printed) {
    const { byte, ...rest } = problem ?? {};
    const instant = byte === undefined ? undefined : await instantOfByte(byte, system, end, ports);
    checks.push({ problem: problem && { text: problem.text, ...rest, instant: instant ?? end } });
  }
  test.questions.forEach((text, index) => {
    const answer = answers[index];
    if (!answer || answer.holds === undefined || answer.holds) return checks.push({ problem: undefined });
    const [first] = answer.instants;
    const said = first
      ? `${answer.text}; at instruction ${first.count}, ${first.who}: ${first.text}`
      : answer.text;
    return checks.push({ problem: { text: `${text}: ${said}`, instant: first?.count } });
  });
  if (Object.keys(test.leaves).length > 0 || test.sound)
    checks.push(...diskChecks(test, world.machine.disk.slice(), end));
  if (test.plug) checks.push({ problem: await unplugged(test, system, ports) });
  return checks;
}

function endProblem({ outcome, end, output }: Run, test: RubricTest, system: Session): Problem | undefined {
  const ended = endings[outcome.reason];
  const wants: Readonly<Record<Ending, string>> = {
    off: 'should have ended by itself',
    limit: 'should have gone on',
    panic: 'should have ended in a panic',
    deadlock: 'should have come to where all wait for ever',
  };
  if (ended !== test.ends)
    return { text: `${endText(outcome, test, system, output)}, and ${wants[test.ends]}`, instant: end };
  if (outcome.reason !== 'off' || (outcome.status & 0xff) === test.status) return undefined;
  const status = outcome.status & 0xff;
  return { text: `the exit status is ${statusText(status)}, not ${statusText(test.status)}`, instant: end };
}

const signalled = 128;
const statusText = (status: number) =>
  status > signalled ? `${status} (ended by ${signalName(status - signalled)})` : String(status);

function endText(outcome: Outcome, { limit }: RubricTest, system: Session, output: string): string {
  const { count } = system.machine;
  switch (outcome.reason) {
    case 'off':
      return `it has ended by itself at instruction ${count}, with status ${statusText(outcome.status & 0xff)}`;
    case 'panic': {
      const said = output.trimEnd().split('\n').at(-1) ?? '';
      return `the kernel has panicked at instruction ${count}${said === '' ? '' : `: ${shortened(said)}`}`;
    }
    case 'double-fault':
      return doubleFaultText(outcome, system, ` at instruction ${count}`);
    case 'deadlock':
      return `nothing can happen any more at instruction ${count}: ${waitingText(system)}`;
    default:
      return `it has not ended within ${limit} instructions`;
  }
}

function diskChecks(test: RubricTest, disk: Uint8Array, end: number): Check[] {
  const { files, problems } = readDisk(disk);
  const [broken] = problems;
  const checks = Object.entries(test.leaves).map(([path, wanted]): Check => {
    const bytes = files.get(path);
    const found = bytes && new TextDecoder().decode(bytes);
    if (found === wanted) return { problem: undefined };
    const what = found === undefined ? 'is not there' : `has ${shortened(found)}, not ${shortened(wanted)}`;
    return { problem: { text: `the file ${path} ${what}`, instant: end } };
  });
  if (test.sound)
    checks.push({
      problem: broken === undefined ? undefined : { text: `the disk is broken: ${broken}`, instant: end },
    });
  return checks;
}

/** When a byte of the output was printed: the run is made once more, and its console looked at. */
async function instantOfByte(
  byte: number,
  system: System,
  end: number,
  ports: GradePorts,
): Promise<number | undefined> {
  const { runner, machine } = World.again(system, system.machine.inputScript);
  let printed = -1;
  let found: number | undefined;
  const output = () => {
    printed += 1;
    if (printed === byte) found = machine.count;
  };
  const host = { input: pieces(''), output, breathe: () => ports.breathe(), interrupted: false };
  // While somebody wants to be told of ports, no byte waits in the machine.
  runner.listen(new Set(['port']), () => false);
  await runToEnd(runner, host, end);
  return found;
}

/** Whether an interrupt at any instant of a function makes a difference. */
async function explored(test: RubricTest, system: System, ports: GradePorts): Promise<Check[]> {
  const { region, check, most } = test.explore ?? { region: '', check: null, most: 0 };
  const found: { explorer?: Explorer } = {};
  const machine = World.again(system, []).system;
  const why = sentenceOf(() => {
    found.explorer = new Explorer({
      system: machine,
      region,
      ...(check !== null && { check }),
      input: () => test.input.match(/[^\n]*\n|[^\n]+$/g)?.map(line => new TextEncoder().encode(line)) ?? [],
      history: exploreHistory,
      limit: test.limit,
      breathe: () => ports.breathe(),
    });
  });
  const { explorer } = found;
  if (!explorer) return [{ problem: { text: `${why}` } }];
  const plain = await explorer.plain();
  const visits = await explorer.visits();
  if (visits.length === 0) return [{ problem: { text: `no process comes to ${region}` } }];
  const every = Math.max(1, Math.ceil(visits.length / most));
  const key = ({ outcome, output, value }: typeof plain) =>
    JSON.stringify([outcome.reason, 'status' in outcome ? outcome.status : 0, output, value]);
  let problem: Problem | undefined;
  let differences = 0;
  // The latest first: what has been before an instant is still known then.
  for (const visit of visits.filter((_, index) => index % every === 0).reverse()) {
    const other = await explorer.interrupted(visit.count);
    if (key(other) === key(plain)) continue;
    differences += 1;
    const { symbol } = explorer.placeOf(visit);
    const value =
      check === null ? '' : `, ${check} = ${other.value ?? '(none)'} in place of ${plain.value ?? '(none)'}`;
    problem = {
      text: `a timer interrupt at instruction ${visit.count}, in ${symbol}, makes a difference: output ${shortened(other.output)}${value}`,
      instant: visit.count,
      interrupt: visit.count,
    };
  }
  return [
    { problem: problem && { ...problem, text: `${problem.text} (${differences} such instants found)` } },
  ];
}

const exploreHistory = 64 * 1024 * 1024;

function resultOf(
  test: RubricTest,
  checks: number,
  problems: readonly Problem[],
  run: Run | undefined,
): TestResult {
  const { name, points, visibility } = test;
  const passed = problems.length === 0;
  const share = Math.floor((points * Math.max(0, checks - problems.length)) / checks);
  const score = passed ? points : test.partial ? share : 0;
  const hint = passed ? '' : hintFor(test, run);
  const texts = problems.map(({ text }) => text);
  return {
    name,
    visibility,
    score,
    points,
    passed,
    problems: texts,
    hint,
    instant: undefined,
    recording: undefined,
  };
}

/** The first hint whose conditions are met; without a run only the one of the test. */
function hintFor(test: RubricTest, run: Run | undefined): string {
  if (!run) return test.hint;
  let asked = test.questions.length;
  for (const { say, printed, ends, asks } of test.hints) {
    const answer = asks === null ? undefined : run.answers[asked++];
    const isMet =
      (printed === null || new RegExp(printed, 'm').test(run.output)) &&
      (ends === null || endings[run.outcome.reason] === ends) &&
      (asks === null || (answer?.holds ?? (answer?.count ?? 0) > 0));
    if (isMet) return say;
  }
  return test.hint;
}
