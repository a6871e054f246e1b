/* What this kernel offers beyond POSIX. */
#ifndef _RINGSIDE_H
#define _RINGSIDE_H

/* Milliseconds of the machine's clock since boot. */
int uptime(void);

/* How many pages of physical memory are free. */
int freepages(void);

/* Instructions since boot: the machine's clock. One instruction is one microsecond. */
unsigned long long instructions(void);

#endif
