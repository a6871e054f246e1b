/* The time that processes have used, in instructions. */
#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H

#include <time.h>

struct tms {
    clock_t tms_utime;
    clock_t tms_stime;
    clock_t tms_cutime; /* of children that have been waited for */
    clock_t tms_cstime;
};

clock_t times(struct tms *times);

#endif
