/* Waiting for children. A status is `code << 8` after exit(code); a child that a signal has ended has its number in the
   low seven bits, and one that a signal has stopped has all of those set and the signal where a code would be. */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/types.h>

/* Return 0 at once when no child has ended yet. */
#define WNOHANG 1
/* Return for a child that has stopped, too: once for each time. */
#define WUNTRACED 2

/* The signal was one for a fault of its own: other systems write a core file then. */
#define WCOREFLAG 0x80

/* The low bits of the status of a child that has stopped. */
#define WSTOPPED 0x7f

#define WTERMSIG(status) ((status) & 0x7f)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WEXITSTATUS(status) (((status) >> 8) & 0xff)
#define WIFSIGNALED(status) (WTERMSIG(status) != 0 && WTERMSIG(status) != WSTOPPED)
#define WCOREDUMP(status) (((status) & WCOREFLAG) != 0)
#define WIFSTOPPED(status) (((status) & 0xff) == WSTOPPED)
#define WSTOPSIG(status) WEXITSTATUS(status)

struct rusage;

pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);

/* The same, with what the child has used of the machine. */
pid_t wait3(int *status, int options, struct rusage *usage);
pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

#endif
