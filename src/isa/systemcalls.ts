/**
 * The system calls of the bundled kernel. The number goes in t0, arguments in a0–a5; the result comes in a0,
 * as a negative error number on failure. The kernel's table, the C library's stubs and the debugger's labels
 * all come from here.
 */

export interface SystemCall {
  readonly number: number;
  readonly name: string;
  /** The C library's stub, where it is not called as the system call is. */
  readonly stub?: string;
  /** C declarations of the arguments, as POSIX has them. */
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly summary: string;
}

// prettier-ignore
export const systemCalls: readonly SystemCall[] = [
  { number: 1, name: 'fork', parameters: [], returns: 'int', summary: 'makes a copy of the process; 0 in the child, the child’s pid in the parent' },
  { number: 2, name: 'exit', stub: '_exit', parameters: ['int status'], returns: 'void', summary: 'ends the process' },
  { number: 3, name: 'wait', parameters: ['int *status'], returns: 'int', summary: 'waits for a child to end; its pid' },
  { number: 4, name: 'waitpid', parameters: ['int pid', 'int *status', 'int options'], returns: 'int', summary: 'waits for one child to end; its pid' },
  { number: 5, name: 'exec', stub: 'execv', parameters: ['const char *path', 'char *const argv[]'], returns: 'int', summary: 'replaces the program of the process by one from the disk' },
  { number: 6, name: 'getpid', parameters: [], returns: 'int', summary: 'the process’s own pid' },
  { number: 7, name: 'kill', parameters: ['int pid', 'int signal'], returns: 'int', summary: 'ends another process' },
  { number: 8, name: 'yield', stub: 'sched_yield', parameters: [], returns: 'int', summary: 'gives the CPU to the next ready process' },
  { number: 9, name: 'sleep', stub: 'usleep', parameters: ['unsigned int microseconds'], returns: 'int', summary: 'waits so long; one instruction is one microsecond' },
  { number: 10, name: 'uptime', parameters: [], returns: 'int', summary: 'milliseconds since boot' },
  { number: 11, name: 'sbrk', parameters: ['int increment'], returns: 'void *', summary: 'grows the heap; its former end' },
  { number: 12, name: 'open', parameters: ['const char *path', 'int flags', 'int mode'], returns: 'int', summary: 'opens a file; the lowest free descriptor' },
  { number: 13, name: 'close', parameters: ['int fd'], returns: 'int', summary: 'closes a descriptor' },
  { number: 14, name: 'read', parameters: ['int fd', 'void *buffer', 'unsigned int count'], returns: 'int', summary: 'reads up to count bytes; 0 at the end' },
  { number: 15, name: 'write', parameters: ['int fd', 'const void *buffer', 'unsigned int count'], returns: 'int', summary: 'writes count bytes' },
  { number: 16, name: 'lseek', parameters: ['int fd', 'int offset', 'int whence'], returns: 'int', summary: 'moves the offset of a file' },
  { number: 17, name: 'dup', parameters: ['int fd'], returns: 'int', summary: 'a second descriptor for the same open file' },
  { number: 18, name: 'dup2', parameters: ['int from', 'int to'], returns: 'int', summary: 'makes `to` a descriptor for the open file of `from`' },
  { number: 19, name: 'fstat', parameters: ['int fd', 'struct stat *status'], returns: 'int', summary: 'what the file is, and its size' },
  { number: 20, name: 'getppid', parameters: [], returns: 'int', summary: 'the parent’s pid' },
  { number: 21, name: 'pipe', parameters: ['int fds[2]'], returns: 'int', summary: 'makes a pipe: fds[0] to read, fds[1] to write' },
  { number: 22, name: 'unlink', parameters: ['const char *path'], returns: 'int', summary: 'removes a file’s name' },
  { number: 23, name: 'freepages', parameters: [], returns: 'int', summary: 'how many pages of memory are free' },
];
