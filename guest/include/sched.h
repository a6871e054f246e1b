/* Giving the CPU away; and which CPU to run on, of which there is one (Linux). */
#ifndef _SCHED_H
#define _SCHED_H

#include <sys/types.h>

int sched_yield(void);

#define CPU_SETSIZE 32

typedef struct {
    unsigned bits[CPU_SETSIZE / 32];
} cpu_set_t;

#define CPU_ZERO(set) ((void)((set)->bits[0] = 0))
#define CPU_SET(cpu, set) ((void)((set)->bits[0] |= 1u << (cpu)))
#define CPU_CLR(cpu, set) ((void)((set)->bits[0] &= ~(1u << (cpu))))
#define CPU_ISSET(cpu, set) ((unsigned)(cpu) < CPU_SETSIZE && ((set)->bits[0] >> (cpu) & 1))
#define CPU_COUNT(set) __builtin_popcount((set)->bits[0])

int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set);
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set);
int sched_getcpu(void);

#endif
