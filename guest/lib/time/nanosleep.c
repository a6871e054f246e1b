/* POSIX's finer names for sleeping and for the time; the clock ticks in microseconds all the same. */
#include <errno.h>
#include "clock.h"
#include <time.h>
#include <unistd.h>

/* What a sleep that a signal has ended has left, in microseconds. */
static void tell_rest(struct timespec *left, unsigned long long until)
{
    unsigned long long now = __instructions(), rest = until > now ? until - now : 0;

    left->tv_sec = rest / CLOCKS_PER_SEC;
    left->tv_nsec = rest % CLOCKS_PER_SEC * 1000;
}

int nanosleep(const struct timespec *duration, struct timespec *left)
{
    unsigned long long until;
    unsigned microseconds = (duration->tv_nsec + 999) / 1000;

    if (duration->tv_sec < 0 || duration->tv_nsec < 0 || duration->tv_nsec >= 1000000000) {
        errno = EINVAL;
        return -1;
    }
    until = __instructions() + (unsigned long long)duration->tv_sec * CLOCKS_PER_SEC + microseconds;
    if (sleep(duration->tv_sec) == 0 && usleep(microseconds) == 0) {
        if (left)
            left->tv_sec = left->tv_nsec = 0;
        return 0;
    }
    if (left)
        tell_rest(left, until);
    errno = EINTR;
    return -1;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    unsigned long long microseconds = __instructions();

    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) {
        errno = EINVAL;
        return -1;
    }
    now->tv_sec = microseconds / CLOCKS_PER_SEC;
    now->tv_nsec = microseconds % CLOCKS_PER_SEC * 1000;
    return 0;
}
