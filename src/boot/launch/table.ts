/**
 * What can be said about a launch, one row each. From the rows come the type `Launch`, the check of what is given, the
 * schema and the settings in `package.json`, README's table, and the options of the command line.
 */
import { defaultStandard } from '../../c';
import { type SchedulerName, memoryMap, schedulers } from '../../isa';
import { type Field, type ValuesOf, objectOf } from './fields';
import {
  type Kind,
  type Schema,
  choice,
  diskFile,
  listOf,
  macro,
  numbers,
  onOrOff,
  onePathOrMore,
  optionalPath,
  path,
  someOf,
  standard,
  text,
  variables,
  warning,
  wholeNumber,
} from './kinds';

export interface LaunchRow<T = unknown> extends Field<T> {
  /** Words for what happens where it is not given, if the default alone does not say it. */
  readonly otherwise?: string;
  /** Absent: `launch.json` does not have it. */
  readonly attribute?: AttributeTexts;
  /** Absent: the command line has no option for it. */
  readonly option?: OptionTexts;
  /** How usage lines write it where it is no option: `PROGRAM`. */
  readonly operand?: string;
  /** VS Code has a setting of this name for launches that do not say; more of its schema. */
  readonly setting?: Schema;
}

export interface AttributeTexts {
  /** What an editor puts in, where that is not the default. */
  readonly suggested?: unknown;
  /** Said in the editor alone: Markdown, in sentences. */
  readonly more?: string;
}

export interface OptionTexts {
  readonly name: `--${string}`;
  readonly short?: `-${string}`;
  /** What help calls its value; absent for a switch, which stands for true. */
  readonly value?: string;
  /** Options that stand for this one with a value. */
  readonly words?: Readonly<Record<string, string>>;
  /** Where an option says less than the attribute can. */
  readonly meaning?: string;
}

export const mebibyte = 1024 * 1024;
const largestWord = 0xffff_ffff;

const programField = {
  kind: onePathOrMore(
    'the path of a .c or .toy file, of a folder of them, or of an executable, or a list of such paths',
    'file-or-folder',
  ),
  meaning:
    'the program: a `.c` or `.toy` source, several of them in a list, a folder whose sources are one program, or an executable made by `ringside build`',
} satisfies Field;

const argsField = {
  kind: listOf(text),
  default: [],
  meaning: 'arguments of the program, from `argv[1]` on',
} satisfies Field;

const lineFields = { program: programField, args: argsField };

/** A program with its arguments. */
export type ProgramLine = ValuesOf<typeof lineFields>;

const programObject = objectOf('an object with a program', lineFields);

const programLine: Kind<ProgramLine> = {
  ...programObject,
  schema: {
    ...programObject.schema,
    defaultSnippets: [
      {
        label: 'program',
        body: { program: '^"\\${workspaceFolder}/${1:hello.c}"', args: [] },
      },
    ],
  },
};

/** What to run. */
const programRows = {
  program: {
    ...programField,
    otherwise: 'the open file',
    attribute: { suggested: '${file}' },
    operand: 'PROGRAM…',
  },
  args: { ...argsField, attribute: {}, operand: 'ARGS…' },
  programs: {
    kind: listOf(programLine),
    default: [],
    meaning: 'more programs to run at once, each `{ "program", "args" }`',
    attribute: {},
    operand: '-- PROGRAM2 [ARGS…]',
  },
  replay: {
    kind: optionalPath('the path of a recording', 'file'),
    default: '',
    otherwise: 'none',
    meaning: 'a recording to run again, in place of a program: it says what runs, and how',
    attribute: {
      more: '`ringside run --record` and *Ringside: Save Recording…* make one; see `docs/time.md`.',
    },
  },
} satisfies Readonly<Record<string, LaunchRow>>;

/** The events that a trace can tell, by category. */
const traceChoices = [
  ['trap', 'System calls and faults, and returns from them.'],
  ['interrupt', 'Timer and device interrupts.'],
  ['switch', 'Context switches.'],
  ['process', 'Start, replacement and end of processes.'],
  ['boot', 'What the kernel does at boot and to start a process.'],
  ['port', 'Device registers read and written.'],
] as const;

export type TraceCategory = (typeof traceChoices)[number][0];

/** How to run it: what the command line has options for. */
export const settingRows = {
  kernel: {
    kind: optionalPath('the path of a folder', 'folder'),
    default: '',
    otherwise: 'the bundled one',
    meaning: 'a folder with a kernel to build and boot in place of the bundled one',
    attribute: {
      suggested: '${workspaceFolder}/kernel',
      more: '*Ringside: Copy the Kernel into the Workspace* makes one.',
    },
    option: { name: '--kernel', value: 'DIR' },
    setting: { type: 'string', scope: 'resource' },
  },
  timer: {
    kind: wholeNumber(0, largestWord),
    // Ten milliseconds of the machine's clock.
    default: 10_000,
    meaning:
      'instructions between two timer interrupts; `0`: none, so that a program keeps the CPU until it gives it up',
    attribute: {},
    option: { name: '--timer', value: 'N' },
    setting: {},
  },
  interrupts: {
    kind: numbers(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    default: [],
    meaning: 'instants of timer interrupts beside those: after so many instructions since the start',
    attribute: {},
    option: { name: '--interrupts', value: 'N[,N…]' },
  },
  scheduler: {
    kind: choice<SchedulerName>(schedulers.map(({ name, summary }) => [name, summary, name])),
    default: 'round-robin',
    meaning: 'who runs next: the scheduler of the bundled kernel',
    attribute: {},
    option: {
      name: '--scheduler',
      value: 'NAME',
      meaning: `who runs next: ${schedulers.map(({ name }) => name).join(', ')}`,
    },
    setting: {},
  },
  memory: {
    kind: wholeNumber(1, 1024),
    default: memoryMap.defaultRamSize / mebibyte,
    meaning: 'memory of the machine in MiB',
    attribute: {},
    option: { name: '--memory', value: 'MIB' },
  },
  files: {
    kind: listOf(diskFile),
    default: [],
    meaning: 'files for the machine’s disk, each `HOST` (under its own name in `/`) or `HOST=GUEST`',
    attribute: {},
    option: { name: '--file', value: 'HOST[=GUEST]' },
  },
  env: {
    kind: variables,
    default: {},
    otherwise: 'an empty one',
    meaning: 'the environment of the programs: `{ "NAME": "VALUE" }`',
    attribute: {},
    option: {
      name: '--env',
      value: 'NAME=VALUE',
      meaning: 'a variable of the programs’ environment; once for each',
    },
  },
  disk: {
    kind: optionalPath('the path of a file', 'file-or-nothing'),
    default: '',
    otherwise: 'a new one for each run',
    meaning:
      'a file with the machine’s disk, which is kept from one run to the next; made where there is none',
    attribute: { suggested: '${workspaceFolder}/disk.img' },
    option: { name: '--disk', value: 'FILE' },
  },
  recordFailure: {
    kind: optionalPath('the path of a file', 'file-or-nothing'),
    default: '',
    otherwise: 'none',
    meaning:
      'a file for a recording of a run that ends badly: by a panic, a double fault, a deadlock, a limit, or a signal to its first program or to the run itself',
    attribute: { suggested: '${workspaceFolder}/failure.ringside' },
    option: { name: '--record-failure', value: 'FILE' },
  },
  include: {
    kind: listOf(path('the path of a folder', 'folder')),
    default: [],
    meaning: 'folders to search for headers, before the guest’s own',
    attribute: {},
    setting: { scope: 'resource' },
    option: { name: '--include', short: '-I', value: 'DIR' },
  },
  define: {
    kind: listOf(macro),
    default: [],
    meaning: 'macros for all C sources: `NAME=VALUE`, or `NAME` for one that is 1',
    attribute: {},
    option: { name: '--define', short: '-D', value: 'NAME[=VALUE]' },
  },
  warnings: {
    kind: listOf(warning),
    default: [],
    otherwise: 'all that the compiler has',
    meaning:
      'which warnings about C are told, as gcc’s `-W` has it: `no-unused`, `error`, `error=format`, or `none`',
    attribute: { more: 'Their names are in `docs/diagnostics.md`.' },
    option: { name: '--warning', short: '-W', value: 'NAME', words: { '-w': 'none' } },
  },
  standard: {
    kind: standard,
    default: defaultStandard.name,
    meaning:
      'which C it is: `c89`, `c99`, `c11`, `c17` or `c23`, or `gnu89` to `gnu23` with what GNU’s C adds to it',
    attribute: {},
    option: { name: '--standard', short: '-std', value: 'NAME', words: { '-ansi': 'c89' } },
    setting: { scope: 'resource' },
  },
  maxInstructions: {
    kind: wholeNumber(1, Number.MAX_SAFE_INTEGER),
    default: Number.MAX_SAFE_INTEGER,
    otherwise: 'no limit',
    meaning: 'instructions after which the run is stopped',
    option: { name: '--max-instructions', value: 'N' },
  },
  console: {
    kind: choice<'integratedTerminal' | 'internalConsole'>([
      [
        'integratedTerminal',
        'A terminal of its own, whose keys go to the program: the kernel echoes and edits them.',
        'integratedTerminal',
      ],
      ['internalConsole', 'The Debug Console, from which the program gets lines.', 'internalConsole'],
    ]),
    default: 'integratedTerminal',
    otherwise: '`"integratedTerminal"` in VS Code, `"internalConsole"` in other editors',
    meaning: 'where the program prints, and reads what is typed',
    attribute: { more: 'Other editors have the latter only.' },
    setting: { scope: 'resource' },
  },
  stopOnEntry: {
    kind: choice<'main' | 'boot' | false>([
      ['main', 'Stop at `main` of the program.', 'main'],
      ['boot', 'Stop at the first instruction of the kernel.', 'boot'],
      [true, 'The same as `"main"`.', 'main'],
      [false, 'Run to the first breakpoint.', false],
    ]),
    default: 'main',
    meaning: 'where to stop first',
    attribute: {},
  },
  stopOnExit: {
    kind: onOrOff,
    default: false,
    meaning: 'stop once more when the machine has been switched off, to look around and to go back',
    attribute: {},
    setting: {},
  },
  history: {
    kind: wholeNumber(0, 65_536),
    default: 256,
    meaning: 'mebibytes for what it takes to go back in time; 0: a session that only goes forward',
    attribute: { more: '*Step Back* and *Reverse* go to any instant of the run; see `docs/time.md`.' },
  },
  stepIntoLibrary: {
    kind: onOrOff,
    default: false,
    meaning:
      'step into functions of the library that comes with Ringside too; system calls are stepped into in any case',
    attribute: { more: '*Step Into Target* offers them in any case.' },
    setting: {},
  },
  allProcesses: {
    kind: choice<boolean>([
      [true, 'Among the threads at any time.', true],
      [false, 'While nothing else is there, and once one of them has stopped.', false],
    ]),
    default: false,
    meaning: 'whether the idle process and `init` are listed among the threads, whatever they do',
    attribute: {},
    setting: {},
  },
  trace: {
    kind: someOf(traceChoices),
    default: ['trap', 'interrupt', 'switch', 'process', 'boot'],
    otherwise: 'all but `port` in VS Code, none in other editors',
    meaning: 'which events the Debug Console tells; `true`: all of them, `false`: none',
    attribute: {},
    option: {
      name: '--trace',
      meaning:
        'tell every trap, interrupt, return-from-trap, context switch, process start and end on standard error, with the instruction count',
    },
  },
} satisfies Readonly<Record<string, LaunchRow>>;

export const launchTable = { ...programRows, ...settingRows };

/** A launch that has been checked, with every default in its place. */
export type Launch = ValuesOf<typeof launchTable>;

/** The rows without their precise types, for those who go through all. */
export const launchRows: Readonly<Record<string, LaunchRow>> = launchTable;
