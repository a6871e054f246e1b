/* Read-write locks (OSTEP 31.5): any number of readers, or one writer. Readers come first: writers may starve. */
#include "own.h"
#include "../threads.h"
#include <errno.h>

int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes)
{
    (void)attributes;
    lock->state = lock->waiting = 0;
    return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t *lock)
{
    return lock->state ? EBUSY : 0;
}

static void wait_while(pthread_rwlock_t *lock, unsigned state)
{
    __sync_fetch_and_add(&lock->waiting, 1);
    __wait_while(&lock->state, state, FOREVER, FUTEX_RWLOCK);
    __sync_fetch_and_sub(&lock->waiting, 1);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
    for (;;) {
        unsigned state = *(volatile unsigned *)&lock->state;

        if (state & FUTEX_HELD)
            return EBUSY;
        if (__sync_bool_compare_and_swap(&lock->state, state, state + 1))
            return 0;
    }
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
    while (pthread_rwlock_tryrdlock(lock) != 0) {
        unsigned state = *(volatile unsigned *)&lock->state;

        if (state == __lock_owner())
            return EDEADLK;
        if (state & FUTEX_HELD)
            wait_while(lock, state);
    }
    return 0;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
    return __try_lock(&lock->state) ? 0 : EBUSY;
}

int pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
    while (pthread_rwlock_trywrlock(lock) != 0) {
        unsigned state = *(volatile unsigned *)&lock->state;

        if (state == __lock_owner())
            return EDEADLK;
        if (state != 0)
            wait_while(lock, state);
    }
    return 0;
}

int pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
    if (lock->state & FUTEX_HELD)
        __sync_lock_test_and_set(&lock->state, 0);
    else if (__sync_fetch_and_sub(&lock->state, 1) != 1)
        return 0;
    if (*(volatile unsigned *)&lock->waiting > 0)
        __futex_wake(&lock->state, 0x7fffffff);
    return 0;
}
