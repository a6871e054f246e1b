/* Waiting for children. A status is `code << 8` after exit(code); a child that a signal has ended has its number in the
   low seven bits. */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/types.h>

/* Return 0 at once when no child has ended yet. */
#define WNOHANG 1

/* The signal was one for a fault of its own: other systems write a core file then. */
#define WCOREFLAG 0x80

#define WTERMSIG(status) ((status) & 0x7f)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WEXITSTATUS(status) (((status) >> 8) & 0xff)
#define WIFSIGNALED(status) (WTERMSIG(status) != 0)
#define WCOREDUMP(status) (((status) & WCOREFLAG) != 0)
#define WIFSTOPPED(status) 0

pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);

#endif
