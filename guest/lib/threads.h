/* What the rest of the library has to know of threads: so little that a program without them carries none of it. */
#ifndef THREADS_H
#define THREADS_H

#include <sys/futex.h>

/* Set by the first pthread_create(); NULL as long as there is one thread. */
extern int (*__thread_number)(void);    /* of the thread that asks */
extern int *(*__errno_of_thread)(void); /* its errno */

extern int (*__fork_with_threads)(void);

extern unsigned __heap_lock; /* of malloc() */

/* The variables of its own that a thread has used, by the numbers that these get. */
struct __locals {
    unsigned count;
    void **places;
};

extern struct __locals *(*__locals_of_thread)(void); /* NULL for the first thread */

/*
 * A lock is a word: 0 while nobody holds it, else FUTEX_HELD with the number of the thread that does, and FUTEX_AWAITED if
 * others may wait. So the kernel, and a debugger, can tell who keeps whom from going on.
 */
unsigned __lock_owner(void); /* the word of a lock that the thread holds which asks */
int __try_lock(unsigned *lock);
int __lock_until(unsigned *lock, unsigned long long until);
void __unlock(unsigned *lock);

/* Without an end to the wait. */
#define FOREVER 0ull

/* Around what only one thread may do at a time. */
static inline void lock_for_threads(unsigned *lock)
{
    if (__thread_number)
        __lock_until(lock, FOREVER);
}

static inline void unlock_for_threads(unsigned *lock)
{
    if (__thread_number)
        __unlock(lock);
}

#endif
