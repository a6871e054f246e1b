/*
 * fork(). The child has one thread, the one that made it. What another one was in the midst of is never finished there, and a
 * lock that it held is never given back: a program with threads has that in order first (see pthread/fork.c).
 */
#include "../threads.h"
#include <unistd.h>

pid_t __fork(void);

pid_t fork(void)
{
    return __fork_with_threads ? __fork_with_threads() : __fork();
}
