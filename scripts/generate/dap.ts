/** The page of what the adapter has of the Debug Adapter Protocol: `docs/dap.md`. */
import { capabilities } from '../../src/dap/capabilities';
import { requestRows } from '../../src/dap/requests';
import type { RingsideEvents, RingsideRequests } from '../../src/protocol';

/** The version of the protocol whose names are listed here. */
const version = '1.71';

/** What the protocol has and the adapter refuses, and why. */
export const absentRequests: Readonly<Record<string, string>> = {
  attach: 'the machine lives in the adapter: there is none to attach to',
  runInTerminal: 'the program runs in the machine, not in a terminal of the host',
  startDebugging: 'one session shows all processes of the machine',
};

/** What a row of the table says beside the name. */
const requestNotes: Readonly<Record<string, string>> = {
  cancel: 'ends a build, a search through the past or for a difference, and requests that still wait',
  continue: '`singleThread`: stops when the kernel gives the CPU to another process',
  disassemble: 'any address of any process; outside of memory the rows are marked as invalid',
  disconnect: 'ends the machine, which lives in the adapter',
  evaluate: 'C expressions; `watch` and `hover` only look; formats such as `,x`; `$register`, `module::name`',
  exceptionInfo: 'what the hardware did or will do, step by step; or what has ended the machine',
  goto: 'within the function',
  locations: 'from a pointer to a function to the function',
  pause: 'of the thread that is asked for',
  restartFrame: 'back in time, to the entry of the call',
  reverseContinue: 'to the latest earlier stop of a breakpoint or a filter, else to the first instant',
  setDataBreakpoints:
    'of variables, in memory or in registers, and of bytes by address; one on a local ends with its call, and may come before its scope',
  setExceptionBreakpoints: 'five filters; a condition names events, or is a C expression, or both',
  setFunctionBreakpoints: 'of programs and of the kernel, also as `module::function`',
  source: 'the sources of the guest, `ringside:/guest/…`',
  stepBack: 'in the same process, over calls and over what others did',
  stepIn: 'over the library, unless the launch says otherwise; a system call steps into the kernel',
  terminateThreads: 'the kernel ends the process',
  writeMemory: 'also of processes that do not have the CPU',
};

/** Events that are sent, with what they tell. */
export const sentEvents: Readonly<Record<string, string>> = {
  breakpoint: 'one has changed by itself',
  capabilities: 'a launch without `history` cannot go back',
  continued: 'after a step or `continue`, for all threads that run',
  exited: 'the status of the first program, as that of `ringside run`',
  initialized: 'before anything is built',
  invalidated: 'after something was changed by hand; for clients that take it',
  memory: 'bytes that were shown have changed by hand; for clients that take it',
  module: 'programs that processes begin and end to run',
  output: 'the program’s output, the account of the run in groups, errors of the build with their places',
  process: 'at the start, and at exec',
  progressEnd: 'a build, or a search, that takes long; for clients that take it',
  progressStart: '',
  progressUpdate: '',
  stopped: 'reasons are those of the protocol; the words are in `description` and `text`',
  terminated: '',
  thread:
    'a process that is made, or has ended; in VS Code again for one that begins or ceases to wait for input',
};

export const absentEvents: Readonly<Record<string, string>> = {
  loadedSource: 'all sources are there from the start; `loadedSources` lists them',
};

/** Capabilities that are not claimed, and why. */
export const absentCapabilities: Readonly<Record<string, string>> = {
  additionalModuleColumns: 'the columns of the protocol are enough',
  breakpointModes: 'there is one way to stop at a place',
  supportSuspendDebuggee: 'the machine lives in the adapter',
  supportTerminateDebuggee: 'the machine lives in the adapter, and ends with it',
  supportedChecksumAlgorithms: 'sources are found by path',
  supportsExceptionOptions: 'filters have conditions instead',
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

const code = (name: string) => `\`${name}\``;

/** Rows by name: first what is there. */
function rowsOf(
  there: Readonly<Record<string, string>>,
  absent: Readonly<Record<string, string>>,
): string[][] {
  const rows = (of: Readonly<Record<string, string>>, says: string) =>
    Object.entries(of).map(([name, note]) => [code(name), says, note]);
  return [...rows(there, 'yes'), ...rows(absent, 'no')].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

const ownRequests: Readonly<Record<keyof RingsideRequests, string>> = {
  'ringside/input': '`{ "text": … }`: keys of the program’s terminal, or lines of its input',
  'ringside/endInput': 'the program’s input ends; no arguments',
  'ringside/goTo':
    '`{ "count": … }`: to an instant of the run, a value of the machine’s clock; a stop follows',
  'ringside/lastWrite':
    '`{ "expression": …, "frameId": … }`: to before the last write of a variable; a stop follows',
  'ringside/origin':
    '`{ "expression": …, "frameId": … }`: to where the value was made; the way there is told, a stop follows',
  'ringside/lastLine': '`{ "path": …, "line": … }`: to the last time that a line was come to; a stop follows',
  'ringside/nextLine':
    '`{ "path": …, "line": …, "n": … }`: to the next time that a line is come to; with `n`, to the n-th time in this call of its function, or in all of the run; a stop follows',
  'ringside/compare':
    '`{ "change": …, "frameId": …, "instructions": … }`: the first event, state and output in which the future of this instant and one with a change differ; the machine stays where it is, and the request can be cancelled',
  'ringside/ask':
    '`{ "question": … }`: the answer to a question over the run so far ([the language](questions.md)), with its instants as data; the machine stays where it is, and the request can be cancelled',
  'ringside/counts':
    '`{ "path": … }`: how often each line of a source, and each instruction of its functions, has been executed up to the instant where the machine stands, in programs and in the kernel; without a path, of all sources. The machine stays where it is, and the request can be cancelled',
  'ringside/instants': 'the instants that are kept with a word, and those of stops so far',
  'ringside/recording':
    '`{ "moment": … }`: the run so far as the file of a recording, in Base64; a moment is small, and stands at this instant',
  'ringside/toggleHex': 'integers in hexadecimal, or in decimal again',
  'ringside/subscribe': '`{ "events": […] }`: events as data from now on; all, if it names none',
  'ringside/protocol':
    '`{ "follow": true }`: the protocol of limited direct execution, so far and from now on, as rows of OSTEP’s figures; `false`: no more',
  'ringside/timeline':
    '`{ "follow": true }`: who has the CPU when, who waits, what happens and what led to it, so far and from now on; with `from` and `to`, once more all of a stretch in which too much happened',
  'ringside/stacks':
    '`{ "follow": true, "pid": … }`: stacks, trap frame and saved registers of a process, or of the two across a switch, with the save or restore that has just happened, now and at each stop; `false`: no more',
  'ringside/memory':
    '`{ "follow": true, "pid": …, "expression": … }`: the address space of a process, its page tables, who has which frame, and the bytes that an expression points to, now and at each stop; `false`: no more',
  'ringside/system':
    '`{ "follow": true }`: processes and their states, the ready queue, the trap table, system calls, devices and the blocks of the disk, now and at each stop; `false`: no more',
};

const ownEvents: Readonly<Record<keyof RingsideEvents, string>> = {
  'ringside/status':
    'the mode, the process and the clock, and whether somebody is to type; at each stop, and some times a second',
  'ringside/terminal':
    'what the program prints, in the place of `output`, where the launch gives it a terminal: in VS Code alone',
  'ringside/events': 'what has happened, of the kinds that were subscribed to',
  'ringside/protocol':
    'sections of the protocol that are new or have grown, where it is followed: they take the place of those from number `from` on',
  'ringside/timeline':
    'parts of the timeline, where it is followed: each is all that is known of a stretch of time; at a stop also the marks of breakpoints and bookmarks',
  'ringside/stacks': 'at each stop the parts of that picture that are other than they were',
  'ringside/memory': 'at each stop the parts of that picture that are other than they were',
  'ringside/system':
    'at each stop the parts of that picture that are other than they were; what an event of `count` has counted has happened before this instant',
  'ringside/diagnostics': 'what the tools said about the build',
};

const notesOf = (notes: Readonly<Record<string, string>>) =>
  Object.entries(notes).map(([name, note]) => [code(name), note]);

export function dapPage(): string {
  const names = Object.keys(requestRows);
  const standard = names.filter(name => !name.startsWith('ringside/') && !(name in absentRequests));
  const requests = Object.fromEntries(standard.map(name => [name, requestNotes[name] ?? '']));
  const claimed = Object.fromEntries(Object.keys(capabilities).map(name => [name, '']));
  const head = (what: string) => [what, 'there', ''];
  return `<!-- Generated by \`npm run generate\` from src/dap and scripts/generate/dap.ts. Do not edit. -->

# The Debug Adapter Protocol

What the adapter has of version ${version} of the protocol, and what it does not have, and why. Beside it there are requests and events
of its own, whose names start with \`ringside/\`: their types are in \`src/protocol\`.

## Requests

${table(head('request'), rowsOf(requests, absentRequests))}

## Events

${table(head('event'), rowsOf(sentEvents, absentEvents))}

## Capabilities

${table(head('capability'), rowsOf(claimed, absentCapabilities))}

## Its own requests

${table(['request', ''], notesOf(ownRequests))}

## Its own events

${table(['event', ''], notesOf(ownEvents))}
`;
}
