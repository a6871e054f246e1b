/* What this kernel offers beyond POSIX. */
#ifndef _RINGSIDE_H
#define _RINGSIDE_H

/* Milliseconds of the machine's clock since boot. */
int uptime(void);

/* How many pages of physical memory are free. */
int freepages(void);

/* Instructions since boot: the machine's clock. One instruction is one microsecond. */
unsigned long long instructions(void);

/* What a process tells the scheduler (--scheduler), as in OSTEP chapters 7 and 9. */
int settickets(int pid, int tickets);     /* lottery, stride: its share, 1 to 10000; at first 100, or its parent's */
int setlength(unsigned int instructions); /* shortest-first: how long it will run from now on */

#endif
