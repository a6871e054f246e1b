/* What threads do about each other. */
#include "own.h"
#include <errno.h>
#include <unistd.h>

pthread_t pthread_self(void)
{
    return __own()->number;
}

int pthread_equal(pthread_t a, pthread_t b)
{
    return a == b;
}

/* A signal does not end the wait. */
int pthread_join(pthread_t thread, void **result)
{
    int error;

    do
        error = -__thread_join(thread, result);
    while (error == EINTR);
    return error;
}

int pthread_detach(pthread_t thread)
{
    return -__thread_detach(thread);
}

int pthread_kill(pthread_t thread, int signal)
{
    return -__thread_kill(thread, signal);
}

int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
    int before = errno, error = sigprocmask(how, set, old) < 0 ? errno : 0;

    errno = before;
    return error;
}

int pthread_yield(void)
{
    return sched_yield();
}
