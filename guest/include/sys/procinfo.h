/* What the kernel's list says of a process: for ps and top. */
#ifndef _SYS_PROCINFO_H
#define _SYS_PROCINFO_H

#include <sys/resource.h>

/* Of a process: the best that any of its threads is in. */
#define PROCINFO_RUNNING 1
#define PROCINFO_READY 2
#define PROCINFO_BLOCKED 3 /* see waits_for */
#define PROCINFO_STOPPED 4
#define PROCINFO_ENDED 5 /* its parent has not asked for it yet */

struct procinfo {
    int pid, parent, group;
    int state;
    int threads;
    char name[32];
    char waits_for[24];
    struct rusage used;
};

/* The process with the lowest pid that is higher than this one: its pid; 0 if there is none. */
int procinfo(int after, struct procinfo *info);

#endif
