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

/* A time in parts. The ranges are those that mktime() brings them to. */
struct tm {
    int tm_sec;   /* 0 to 60 */
    int tm_min;   /* 0 to 59 */
    int tm_hour;  /* 0 to 23 */
    int tm_mday;  /* 1 to 31 */
    int tm_mon;   /* 0 to 11 */
    int tm_year;  /* since 1900 */
    int tm_wday;  /* 0 to 6, from Sunday on */
    int tm_yday;  /* 0 to 365 */
    int tm_isdst; /* 0: there is no summer time */
};

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1

time_t time(time_t *now);
/* Of the machine, all processes together. */
clock_t clock(void);
#define TIME_UTC 1
int timespec_get(struct timespec *now, int base);
int nanosleep(const struct timespec *duration, struct timespec *left);
int clock_gettime(clockid_t clock, struct timespec *now);

/* There is one time zone, UTC. */
struct tm *gmtime(const time_t *time);
struct tm *localtime(const time_t *time);
double difftime(time_t end, time_t start);
time_t mktime(struct tm *parts);
size_t strftime(char *to, size_t size, const char *format, const struct tm *parts);
char *asctime(const struct tm *parts);
char *ctime(const time_t *time);

/* POSIX, and GNU's timegm */
struct tm *gmtime_r(const time_t *time, struct tm *parts);
struct tm *localtime_r(const time_t *time, struct tm *parts);
char *asctime_r(const struct tm *parts, char *to);
char *ctime_r(const time_t *time, char *to);
time_t timegm(struct tm *parts);

#endif
