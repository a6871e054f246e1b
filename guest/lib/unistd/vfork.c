/* A new process that is about to run another program: the pages that it shares with its parent are copied when they are written. */
#include <unistd.h>

pid_t vfork(void)
{
    return fork();
}
