/* For programs that test the kernel from inside: the first check that fails says so and ends the program. */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static inline void check_failed(const char *file, int line, const char *text)
{
    printf("%s:%d: failed: %s (errno %d)\n", file, line, text, errno);
    exit(1);
}

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))

/* The call fails with this error number. */
#define CHECK_ERROR(number, call) (errno = 0, CHECK((int)(call) == -1 && errno == (number)))

/* The wait status of this child. */
static inline int status_of(int pid)
{
    int status = -1;

    CHECK(waitpid(pid, &status, 0) == pid);
    return status;
}

#endif
