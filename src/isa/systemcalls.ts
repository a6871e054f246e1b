/**
 * The system calls of the bundled kernel. The number goes in t0, arguments in a0–a5; the result comes in a0,
 * as a negative error number on failure. The kernel's table, the C library's stubs and the debugger's labels
 * all come from here.
 */

import { openFlag } from './files';
import { type RegisterName, registers } from './registers';

/**
 * How an argument reads: as a number, as an address, as the name of a signal, as flags of `open` or the
 * mode of a file, as the text or the list of texts that it points to (an `environment`: where there are any), or as the
 * bytes that it points to, as many as the parameter `length` says.
 */
export type Shown =
  | {
      readonly as:
        | 'signed'
        | 'unsigned'
        | 'address'
        | 'signal'
        | 'open-flags'
        | 'file-mode'
        | 'text'
        | 'texts'
        | 'environment';
    }
  | { readonly as: 'bytes'; readonly length: string };

export interface Parameter {
  /** Its type in C, without what stands behind the name. */
  readonly type: string;
  readonly name: string;
  /** What stands behind the name of an array. */
  readonly dimension?: string;
  readonly shown: Shown;
  /** It is passed only where another parameter has one of these bits. */
  readonly onlyWith?: { readonly parameter: string; readonly bits: number };
}

/** As C declares it: `const char *path`, `int fds[2]`. */
export function declaration({ type, name, dimension = '' }: Parameter): string {
  return `${type}${type.endsWith('*') ? '' : ' '}${name}${dimension}`;
}

/** A system call: of the bundled kernel, or of one that somebody has changed. */
export interface SystemCallRow {
  /** It does not come back to behind the trap. */
  readonly final?: true;
  readonly number: number;
  readonly name: string;
  /** The C library's stub, where it is not called as the system call is. */
  readonly stub?: string;
  /** The stub leaves a negated error number as it is: it is for the library itself. */
  readonly raw?: boolean;
  /** As POSIX has them. */
  readonly parameters: readonly Parameter[];
  /** The type of the result in C. */
  readonly returns: string;
  readonly summary: string;
}

type Prototype = Pick<SystemCallRow, 'returns' | 'name' | 'parameters'>;

/** `int write(int fd, const void *buffer, unsigned int count)`; `none` stands for no parameters. */
export function prototype({ returns, name, parameters }: Prototype, none = ''): string {
  return `${returns} ${name}(${parameters.map(declaration).join(', ') || none})`;
}

const int = (name: string): Parameter => ({ type: 'int', name, shown: { as: 'signed' } });
const unsigned = (name: string): Parameter => ({ type: 'unsigned int', name, shown: { as: 'unsigned' } });
const signalOf = (name: string): Parameter => ({ type: 'int', name, shown: { as: 'signal' } });
const openFlagsOf = (name: string): Parameter => ({ type: 'int', name, shown: { as: 'open-flags' } });
const fileModeOf = (name: string): Parameter => ({ type: 'int', name, shown: { as: 'file-mode' } });
const modeOfNew = (name: string, flags: string): Parameter => ({
  ...fileModeOf(name),
  onlyWith: { parameter: flags, bits: openFlag('O_CREAT') },
});
const text = (name: string): Parameter => ({ type: 'const char *', name, shown: { as: 'text' } });
const texts = (name: string, as: 'texts' | 'environment' = 'texts'): Parameter => ({
  type: 'char *const',
  name,
  dimension: '[]',
  shown: { as },
});
const bytes = (name: string, length: string): Parameter => ({
  type: 'const void *',
  name,
  shown: { as: 'bytes', length },
});
/** Where the kernel writes to: there is nothing to show yet. */
const address = (type: string, name: string, dimension?: string): Parameter => ({
  type,
  name,
  ...(dimension && { dimension }),
  shown: { as: 'address' },
});

// prettier-ignore
const rows = [
  { number: 1, name: 'fork', stub: '__fork', parameters: [], returns: 'int', summary: 'makes a copy of the process; 0 in the child, the child’s pid in the parent' },
  { number: 2, name: 'exit', stub: '_exit', final: true, parameters: [int('status')], returns: 'void', summary: 'ends the process' },
  { number: 3, name: 'wait', parameters: [address('int *', 'status')], returns: 'int', summary: 'waits for a child to end; its pid' },
  { number: 4, name: 'waitpid', parameters: [int('pid'), address('int *', 'status'), int('options')], returns: 'int', summary: 'waits for one child to end; its pid' },
  { number: 5, name: 'exec', stub: 'execve', parameters: [text('path'), texts('argv'), texts('envp', 'environment')], returns: 'int', summary: 'replaces the program of the process by one from the disk' },
  { number: 6, name: 'getpid', parameters: [], returns: 'int', summary: 'the process’s own pid' },
  { number: 7, name: 'kill', parameters: [int('pid'), signalOf('signal')], returns: 'int', summary: 'sends a signal to a process, or to all of a group' },
  { number: 8, name: 'yield', stub: 'sched_yield', parameters: [], returns: 'int', summary: 'gives the CPU to the next ready process' },
  { number: 9, name: 'sleep', stub: 'usleep', parameters: [unsigned('microseconds')], returns: 'int', summary: 'waits so long; one instruction is one microsecond' },
  { number: 10, name: 'uptime', parameters: [], returns: 'int', summary: 'milliseconds since boot' },
  { number: 11, name: 'sbrk', parameters: [int('increment')], returns: 'void *', summary: 'grows the heap; its former end' },
  { number: 12, name: 'open', parameters: [text('path'), openFlagsOf('flags'), modeOfNew('mode', 'flags')], returns: 'int', summary: 'opens a file; the lowest free descriptor' },
  { number: 13, name: 'close', parameters: [int('fd')], returns: 'int', summary: 'closes a descriptor' },
  { number: 14, name: 'read', parameters: [int('fd'), address('void *', 'buffer'), unsigned('count')], returns: 'int', summary: 'reads up to count bytes; 0 at the end' },
  { number: 15, name: 'write', parameters: [int('fd'), bytes('buffer', 'count'), unsigned('count')], returns: 'int', summary: 'writes count bytes' },
  { number: 16, name: 'lseek', parameters: [int('fd'), int('offset'), int('whence')], returns: 'int', summary: 'moves the offset of a file' },
  { number: 17, name: 'dup', parameters: [int('fd')], returns: 'int', summary: 'a second descriptor for the same open file' },
  { number: 18, name: 'dup2', parameters: [int('from'), int('to')], returns: 'int', summary: 'makes `to` a descriptor for the open file of `from`' },
  { number: 19, name: 'fstat', parameters: [int('fd'), address('struct stat *', 'status')], returns: 'int', summary: 'what the file is, and its size' },
  { number: 20, name: 'getppid', parameters: [], returns: 'int', summary: 'the parent’s pid' },
  { number: 21, name: 'pipe', parameters: [address('int', 'fds', '[2]')], returns: 'int', summary: 'makes a pipe: fds[0] to read, fds[1] to write' },
  { number: 22, name: 'unlink', parameters: [text('path')], returns: 'int', summary: 'removes a file’s name' },
  { number: 23, name: 'freepages', parameters: [], returns: 'int', summary: 'how many pages of memory are free' },
  { number: 24, name: 'ioctl', parameters: [int('fd'), unsigned('request'), address('void *', 'argument')], returns: 'int', summary: 'asks or tells what is behind a descriptor: the settings of a terminal' },
  { number: 25, name: 'setpgid', parameters: [int('pid'), int('group')], returns: 'int', summary: 'puts a process, 0 for itself, into a process group' },
  { number: 26, name: 'getpgid', parameters: [int('pid')], returns: 'int', summary: 'the process group of a process, 0 for itself' },
  { number: 27, name: 'sigaction', stub: '__sigaction', parameters: [signalOf('signal'), address('const struct sigaction *', 'action'), address('struct sigaction *', 'old')], returns: 'int', summary: 'says what a signal is to do' },
  { number: 28, name: 'sigreturn', stub: '__sigreturn', final: true, parameters: [], returns: 'int', summary: 'ends a handler: goes on where the signal came' },
  { number: 29, name: 'sigprocmask', parameters: [int('how'), address('const unsigned int *', 'set'), address('unsigned int *', 'old')], returns: 'int', summary: 'blocks signals, or no longer' },
  { number: 30, name: 'sigpending', parameters: [address('unsigned int *', 'set')], returns: 'int', summary: 'which signals have been sent and are blocked' },
  { number: 31, name: 'sigsuspend', parameters: [address('const unsigned int *', 'set')], returns: 'int', summary: 'blocks just these signals, and waits for another one' },
  { number: 32, name: 'pause', parameters: [], returns: 'int', summary: 'waits for a signal' },
  { number: 33, name: 'alarm', stub: 'ualarm', parameters: [unsigned('microseconds'), unsigned('interval')], returns: 'int', summary: 'has SIGALRM sent after so long, and then again after each interval; what was left of the last one' },
  { number: 34, name: 'settickets', parameters: [int('pid'), int('tickets')], returns: 'int', summary: 'gives a process, 0 for itself, its share of the CPU: for the schedulers lottery and stride' },
  { number: 35, name: 'setlength', parameters: [unsigned('instructions')], returns: 'int', summary: 'says how long the process will run from now on: for the scheduler shortest-first' },
  { number: 40, name: 'mkdir', parameters: [text('path'), fileModeOf('mode')], returns: 'int', summary: 'makes a directory' },
  { number: 41, name: 'rmdir', parameters: [text('path')], returns: 'int', summary: 'removes an empty directory' },
  { number: 42, name: 'chdir', parameters: [text('path')], returns: 'int', summary: 'makes a directory the one where paths start' },
  { number: 43, name: 'getcwd', stub: '__getcwd', parameters: [address('char *', 'buffer'), unsigned('size')], returns: 'int', summary: 'the path of the directory where paths start; its length with the NUL' },
  { number: 44, name: 'link', parameters: [text('old'), text('path')], returns: 'int', summary: 'gives a file one more name' },
  { number: 45, name: 'symlink', parameters: [text('target'), text('path')], returns: 'int', summary: 'makes a symbolic link that leads to target' },
  { number: 46, name: 'readlink', parameters: [text('path'), address('char *', 'buffer'), unsigned('size')], returns: 'int', summary: 'what a symbolic link says, without a NUL; its length' },
  { number: 47, name: 'rename', parameters: [text('old'), text('path')], returns: 'int', summary: 'gives a file or directory another name, whatever had that before' },
  { number: 48, name: 'stat', parameters: [text('path'), address('struct stat *', 'status')], returns: 'int', summary: 'what the file at a path is, and its size' },
  { number: 49, name: 'lstat', parameters: [text('path'), address('struct stat *', 'status')], returns: 'int', summary: 'the same, of a symbolic link itself' },
  { number: 50, name: 'chmod', parameters: [text('path'), fileModeOf('mode')], returns: 'int', summary: 'changes the permissions of a file' },
  { number: 51, name: 'umask', parameters: [fileModeOf('mask')], returns: 'int', summary: 'says which permissions new files do not get; what it was before' },
  { number: 52, name: 'truncate', parameters: [text('path'), int('size')], returns: 'int', summary: 'makes a file so long: cuts it, or adds a hole' },
  { number: 53, name: 'ftruncate', parameters: [int('fd'), int('size')], returns: 'int', summary: 'the same, of an open file' },
  { number: 54, name: 'pread', parameters: [int('fd'), address('void *', 'buffer'), unsigned('count'), int('offset')], returns: 'int', summary: 'reads at an offset, and leaves that of the file as it is' },
  { number: 55, name: 'pwrite', parameters: [int('fd'), bytes('buffer', 'count'), unsigned('count'), int('offset')], returns: 'int', summary: 'writes at an offset, and leaves that of the file as it is' },
  { number: 56, name: 'fcntl', parameters: [int('fd'), int('command'), int('argument')], returns: 'int', summary: 'asks or tells what holds for a descriptor' },
  { number: 57, name: 'fsync', parameters: [int('fd')], returns: 'int', summary: 'returns when the file is on the disk' },
  { number: 58, name: 'sync', parameters: [], returns: 'int', summary: 'returns when all files are on the disk' },
  { number: 60, name: 'thread_create', stub: '__thread_create', raw: true, parameters: [address('void *', 'function'), address('void *', 'argument'), address('void *', 'stack'), address('void *', 'back')], returns: 'int', summary: 'starts a thread with a function, on a stack that is there or (0) on a new one; its number' },
  { number: 61, name: 'thread_exit', stub: '__thread_exit', raw: true, final: true, parameters: [address('void *', 'result')], returns: 'void', summary: 'ends the thread, and with the last one the process' },
  { number: 62, name: 'thread_join', stub: '__thread_join', raw: true, parameters: [int('number'), address('void **', 'result')], returns: 'int', summary: 'waits for a thread of the process to end' },
  { number: 63, name: 'thread_detach', stub: '__thread_detach', raw: true, parameters: [int('number')], returns: 'int', summary: 'says that nobody will wait for a thread to end' },
  { number: 64, name: 'thread_kill', stub: '__thread_kill', raw: true, parameters: [int('number'), signalOf('signal')], returns: 'int', summary: 'sends a signal to a thread of the process' },
  { number: 65, name: 'gettid', parameters: [], returns: 'int', summary: 'the number of the thread in its process' },
  { number: 66, name: 'futex_wait', stub: '__futex_wait', raw: true, parameters: [address('const volatile unsigned int *', 'word'), unsigned('value'), unsigned('microseconds'), int('use')], returns: 'int', summary: 'sleeps while a word has this value, no longer than so many microseconds (0: as long as it takes)' },
  { number: 67, name: 'futex_wake', stub: '__futex_wake', raw: true, parameters: [address('const volatile unsigned int *', 'word'), int('most')], returns: 'int', summary: 'wakes threads that sleep for a word, so many at most; how many' },
  { number: 70, name: 'mmap', parameters: [address('void *', 'address'), unsigned('length'), int('protection'), int('flags'), int('fd'), int('offset')], returns: 'void *', summary: 'maps a file, or memory without one, for the process alone or shared; its address' },
  { number: 71, name: 'munmap', parameters: [address('void *', 'address'), unsigned('length')], returns: 'int', summary: 'takes mapped memory away' },
  { number: 72, name: 'msync', parameters: [address('void *', 'address'), unsigned('length'), int('flags')], returns: 'int', summary: 'returns when what has been written to mapped files is on the disk' },
  { number: 73, name: 'mprotect', parameters: [address('void *', 'address'), unsigned('length'), int('protection')], returns: 'int', summary: 'says how mapped memory may be used from now on' },
  { number: 74, name: 'getrusage', parameters: [int('who'), address('struct rusage *', 'usage')], returns: 'int', summary: 'what the process, or its children (-1), have used of the machine' },
  { number: 75, name: 'poll', parameters: [address('struct pollfd', 'fds', '[]'), unsigned('count'), int('milliseconds')], returns: 'int', summary: 'waits until one of several open files is ready; how many are' },
  { number: 76, name: 'procinfo', parameters: [int('after'), address('struct procinfo *', 'info')], returns: 'int', summary: 'what the process list says of the process with the next higher pid; that pid, 0 if there is none' },
] as const satisfies readonly SystemCallRow[];

export type SystemCallName = (typeof rows)[number]['name'];

export interface SystemCall extends SystemCallRow {
  readonly name: SystemCallName;
}

export const systemCalls: readonly SystemCall[] = rows;

/**
 * Where a kernel has its table: an array of this name whose entries, by number, have the address of the call's prototype at that offset, 0 where
 * there is no such call.
 */
export const systemCallTable = { symbol: 'system_call_table', entrySize: 8, prototypeOffset: 4 } as const;

/**
 * The calls of a kernel by the prototypes in its table, as `int write(int fd, const void *buffer, unsigned int count)`. How the arguments of
 * those that the bundled kernel does not have are shown is told by their types.
 */
export function systemCallsOf(prototypes: readonly (string | undefined)[]): SystemCallRow[] {
  return prototypes.flatMap((text, number) => {
    const parsed = text === undefined ? undefined : parsePrototype(text);
    if (!parsed) return [];
    const known = systemCalls.find(row => row.number === number && row.name === parsed.name);
    const isSame = known && prototype(known) === prototype(parsed);
    return [isSame ? known : { number, summary: 'a system call of this kernel', ...parsed }];
  });
}

function parsePrototype(text: string): Prototype | undefined {
  const [, returns = '', name = '', list = ''] = /^(.+?)\s*\b(\w+)\s*\((.*)\)$/.exec(text.trim()) ?? [];
  if (name === '') return undefined;
  const declarations = list.trim() === 'void' || list.trim() === '' ? [] : list.split(',');
  return { returns, name, parameters: withLengths(declarations.map(parseParameter)) };
}

/** A name is the last word of a declaration; where there is one word alone, that is the type. */
function parseParameter(text: string, index: number): Parameter {
  const [, type = '', name = '', dimension = ''] = /^(.*[\s*])(\w+)\s*(\[\w*\])?$/.exec(text.trim()) ?? [
    '',
    text.trim(),
    `argument${index}`,
  ];
  const rest = { type: type.trim(), name, ...(dimension && { dimension }) };
  return { ...rest, shown: { as: shownByType(rest.type, dimension) } };
}

function shownByType(type: string, dimension: string): 'text' | 'texts' | 'address' | 'unsigned' | 'signed' {
  if (dimension && /char\s*\*/.test(type)) return 'texts';
  if (/^const char\s*\*$/.test(type)) return 'text';
  if (type.includes('*') || dimension) return 'address';
  return /unsigned|size_t/.test(type) ? 'unsigned' : 'signed';
}

/** What is only read, and has its length behind it, is shown as so many bytes. */
function withLengths(parameters: readonly Parameter[]): Parameter[] {
  return parameters.map((row, index) => {
    const next = parameters[index + 1];
    const isBytes = /^const void\s*\*$/.test(row.type) && next?.shown.as === 'unsigned';
    return isBytes ? { ...row, shown: { as: 'bytes', length: next.name } } : row;
  });
}

/** Where the hardware's registers carry a system call. */
export const systemCallRegisters: {
  readonly number: RegisterName;
  readonly arguments: readonly RegisterName[];
  readonly result: RegisterName;
} = {
  number: 't0',
  arguments: registers.filter(({ role }) => role === 'argument').map(({ name }) => name),
  result: 'a0',
};

/** Results from −lastError to −1 are negated error numbers. */
export const lastError = 4095;
