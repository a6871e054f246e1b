/** Exit statuses of the command line, where they are not the program's own. */
export const statuses = {
  /** Bad usage, unreadable files, and what does not build. */
  bad: 2,
  /** The kernel panicked or the machine double-faulted; an error of Ringside itself (EX_SOFTWARE in sysexits.h). */
  panic: 70,
  /** Nothing can happen any more in the machine (EX_OSERR). */
  deadlock: 71,
  /** Output could not be written (EX_IOERR). */
  lostOutput: 74,
  /** As timeout(1) has it. */
  limit: 124,
  /** As a shell reports a program that SIGINT ended. */
  interrupted: 130,
  /** As a shell reports a program that SIGPIPE ended. */
  brokenPipe: 141,
} as const;
