/* Signals: their numbers, and what they do to a process without a handler. Generated from src/isa by `npm run generate`: do not edit. */
#ifndef SYS_SIGNALS_H
#define SYS_SIGNALS_H

#define SIGHUP       1   /* terminate: Hangup */
#define SIGINT       2   /* terminate: Interrupt */
#define SIGQUIT      3   /* core: Quit */
#define SIGILL       4   /* core: Illegal instruction */
#define SIGTRAP      5   /* core: Trace/breakpoint trap */
#define SIGABRT      6   /* core: Aborted */
#define SIGBUS       7   /* core: Bus error */
#define SIGFPE       8   /* core: Floating point exception */
#define SIGKILL      9   /* terminate: Killed */
#define SIGUSR1      10  /* terminate: User defined signal 1 */
#define SIGSEGV      11  /* core: Segmentation fault */
#define SIGUSR2      12  /* terminate: User defined signal 2 */
#define SIGPIPE      13  /* terminate: Broken pipe */
#define SIGALRM      14  /* terminate: Alarm clock */
#define SIGTERM      15  /* terminate: Terminated */
#define SIGCHLD      17  /* ignore: Child exited */
#define SIGCONT      18  /* continue: Continued */
#define SIGSTOP      19  /* stop: Stopped (signal) */
#define SIGTSTP      20  /* stop: Stopped */
#define SIGTTIN      21  /* stop: Stopped (tty input) */
#define SIGTTOU      22  /* stop: Stopped (tty output) */
#define SIGURG       23  /* ignore: Urgent I/O condition */
#define SIGXCPU      24  /* core: CPU time limit exceeded */
#define SIGXFSZ      25  /* core: File size limit exceeded */
#define SIGVTALRM    26  /* terminate: Virtual timer expired */
#define SIGPROF      27  /* terminate: Profiling timer expired */
#define SIGWINCH     28  /* ignore: Window changed */
#define SIGSYS       31  /* core: Bad system call */

#define NSIG                 32  /* one more than the highest */

/* Every signal as X(number, name, action, summary), in order of its number. */
#define SIGNALS(X) \
  X(1, HUP, TERMINATE, "Hangup") \
  X(2, INT, TERMINATE, "Interrupt") \
  X(3, QUIT, CORE, "Quit") \
  X(4, ILL, CORE, "Illegal instruction") \
  X(5, TRAP, CORE, "Trace/breakpoint trap") \
  X(6, ABRT, CORE, "Aborted") \
  X(7, BUS, CORE, "Bus error") \
  X(8, FPE, CORE, "Floating point exception") \
  X(9, KILL, TERMINATE, "Killed") \
  X(10, USR1, TERMINATE, "User defined signal 1") \
  X(11, SEGV, CORE, "Segmentation fault") \
  X(12, USR2, TERMINATE, "User defined signal 2") \
  X(13, PIPE, TERMINATE, "Broken pipe") \
  X(14, ALRM, TERMINATE, "Alarm clock") \
  X(15, TERM, TERMINATE, "Terminated") \
  X(17, CHLD, IGNORE, "Child exited") \
  X(18, CONT, CONTINUE, "Continued") \
  X(19, STOP, STOP, "Stopped (signal)") \
  X(20, TSTP, STOP, "Stopped") \
  X(21, TTIN, STOP, "Stopped (tty input)") \
  X(22, TTOU, STOP, "Stopped (tty output)") \
  X(23, URG, IGNORE, "Urgent I/O condition") \
  X(24, XCPU, CORE, "CPU time limit exceeded") \
  X(25, XFSZ, CORE, "File size limit exceeded") \
  X(26, VTALRM, TERMINATE, "Virtual timer expired") \
  X(27, PROF, TERMINATE, "Profiling timer expired") \
  X(28, WINCH, IGNORE, "Window changed") \
  X(31, SYS, CORE, "Bad system call")

#endif
