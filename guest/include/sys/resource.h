/* What processes have used of the machine. */
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H

#include <sys/time.h>

#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1) /* those that have been waited for, with theirs */

struct rusage {
    struct timeval ru_utime; /* in user mode; one instruction is one microsecond */
    struct timeval ru_stime; /* in the kernel, for it */
    long ru_maxrss;          /* KiB of memory that it has now, pages that others have too included; of children 0 */
    long ru_minflt;          /* page faults by which it has got memory */
    long ru_majflt;          /* those for which the disk was needed: none */
    long ru_nvcsw;           /* context switches because it waited */
    long ru_nivcsw;          /* because others had their turn */
};

int getrusage(int who, struct rusage *usage);

#endif
