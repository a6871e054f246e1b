/* What a thread may wait for in futex_wait(), as X(number, name, in words): the kernel and the library share it. */
#ifndef _SYS_FUTEX_H
#define _SYS_FUTEX_H

#define FUTEX_USES(X) \
    X(0, FUTEX_WORD, "word") \
    X(1, FUTEX_LOCK, "lock") \
    X(2, FUTEX_CONDITION, "condition variable") \
    X(3, FUTEX_SEMAPHORE, "semaphore") \
    X(4, FUTEX_BARRIER, "barrier") \
    X(5, FUTEX_RWLOCK, "read-write lock") \
    X(6, FUTEX_ONCE, "initialisation")

#define _FUTEX_ENUMERATOR(number, name, why) name = number,

enum { FUTEX_USES(_FUTEX_ENUMERATOR) };

/* The word of a lock that is held: this with the number of the thread that holds it, and perhaps that others wait. */
#define FUTEX_HELD 0x40000000u
#define FUTEX_AWAITED 0x80000000u
#define FUTEX_HOLDER 0x3fffffffu

/* The system calls, for the library: they return a negated error number. Without microseconds (0) there is no end. */
int __futex_wait(const volatile unsigned *word, unsigned value, unsigned microseconds, int use);
int __futex_wake(const volatile unsigned *word, int most);

#endif
