/* Sets of signals. */
#include <errno.h>
#include <signal.h>

/* The bit of a signal; 0 and EINVAL for a number that is none. */
static sigset_t bit(int signal)
{
    if (signal > 0 && signal < NSIG)
        return 1u << signal;
    errno = EINVAL;
    return 0;
}

int sigemptyset(sigset_t *set)
{
    *set = 0;
    return 0;
}

int sigfillset(sigset_t *set)
{
    *set = ~1u;
    return 0;
}

int sigaddset(sigset_t *set, int signal)
{
    *set |= bit(signal);
    return bit(signal) ? 0 : -1;
}

int sigdelset(sigset_t *set, int signal)
{
    *set &= ~bit(signal);
    return bit(signal) ? 0 : -1;
}

int sigismember(const sigset_t *set, int signal)
{
    if (!bit(signal))
        return -1;
    return (*set & bit(signal)) != 0;
}
