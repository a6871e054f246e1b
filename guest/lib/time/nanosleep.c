/* POSIX's finer names for sleeping and for the time; the clock ticks in microseconds all the same. */
#include <errno.h>
#include "clock.h"
#include <time.h>
#include <unistd.h>

int nanosleep(const struct timespec *duration, struct timespec *left)
{
    if (duration->tv_sec < 0 || duration->tv_nsec < 0 || duration->tv_nsec >= 1000000000) {
        errno = EINVAL;
        return -1;
    }
    sleep(duration->tv_sec);
    usleep((duration->tv_nsec + 999) / 1000);
    if (left) {
        left->tv_sec = 0;
        left->tv_nsec = 0;
    }
    return 0;
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
