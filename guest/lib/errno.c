/* The number of the last error: of the first thread in a variable, of each other one with what else it has for itself. */
#include <errno.h>
#include "threads.h"
#undef errno

int errno;

int *__errno_location(void)
{
    return __errno_of_thread ? __errno_of_thread() : &errno;
}

/* From the stubs of the system calls, with a negated error number; what they return. */
int __set_errno(int negated)
{
    *__errno_location() = -negated;
    return -1;
}
