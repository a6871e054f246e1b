/* A program that ends itself. */
#include "../threads.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

int __thread_kill(int number, int signal);

/* Of several threads, it is meant for this one. */
int raise(int signal)
{
    int error;

    if (!__thread_number)
        return kill(getpid(), signal);
    error = -__thread_kill(gettid(), signal);
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}
