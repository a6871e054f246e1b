/* Waiting for children. A status is `code << 8` after exit(code); a child that was killed has the number of the
   trap cause in the low seven bits, or SIGKILL. */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/types.h>

/* Return 0 at once when no child has ended yet. */
#define WNOHANG 1

#define WTERMSIG(status) ((status) & 0x7f)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WEXITSTATUS(status) (((status) >> 8) & 0xff)
#define WIFSIGNALED(status) (WTERMSIG(status) != 0)
#define WIFSTOPPED(status) 0

pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);

#endif
