/* The limits of the kernel. */
#ifndef PARAM_H
#define PARAM_H

#define NPROC 64         /* processes, the idle process included */
#define NTHREAD 128      /* threads of all processes */
#define NAME_LENGTH 32   /* bytes of a process's name, its NUL included */
#define NOFILE 16        /* descriptors of a process */
#define NFILE 128        /* open files of all processes */
#define NSHARED 128      /* pages of files that processes share */
#define NINODE 64        /* inodes in use at a time */
#define NBUFFER 56       /* disk blocks kept in memory; those that have changed are among them */
#define MAX_ARGUMENTS 32 /* strings in the argv of a program */
#define MAX_VARIABLES 96 /* strings in its environment; with those of argv they must fit a page */
#define MAX_SEGMENTS 8   /* segments of an executable */

#define DEFAULT_TICKETS 100 /* of a process that has not asked for others */
#define MOST_TICKETS 10000

#define KSTACK_PAGES 2      /* pages of the kernel stack of a thread */
#define USER_STACK_PAGES 2048 /* pages that the user stack of a program may grow to */
#define THREAD_STACK_PAGES 256 /* pages for the user stack of every other thread; the lowest is never mapped */

#endif
