/* Time, all of it from the machine's clock: one instruction is one microsecond, and the epoch is the boot. */
#ifndef _TIME_H
#define _TIME_H

#include <stddef.h>
#include <sys/types.h>

#define CLOCKS_PER_SEC 1000000

typedef unsigned int clock_t;

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1

time_t time(time_t *now);
/* Of the machine, all processes together. */
clock_t clock(void);
int nanosleep(const struct timespec *duration, struct timespec *left);
int clock_gettime(clockid_t clock, struct timespec *now);

#endif
