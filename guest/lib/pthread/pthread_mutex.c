/* Mutexes: a lock, and for some kinds who holds it. */
#include "own.h"
#include "../threads.h"
#include <errno.h>

static int is_mine(const pthread_mutex_t *mutex)
{
    return (mutex->lock & ~FUTEX_AWAITED) == __lock_owner();
}

/* The thread holds a mutex that knows that: one more time, or an error. */
static int lock_again(pthread_mutex_t *mutex)
{
    if (mutex->kind == PTHREAD_MUTEX_ERRORCHECK)
        return EDEADLK;
    mutex->again++;
    return 0;
}

static int lock_until(pthread_mutex_t *mutex, unsigned long long until)
{
    if (mutex->kind != PTHREAD_MUTEX_NORMAL && is_mine(mutex))
        return lock_again(mutex);
    return __lock_until(&mutex->lock, until);
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    return lock_until(mutex, FOREVER);
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until)
{
    unsigned long long instant = __instant_of(until);

    return instant ? lock_until(mutex, instant) : EINVAL;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    if (mutex->kind == PTHREAD_MUTEX_RECURSIVE && is_mine(mutex))
        return lock_again(mutex);
    return __try_lock(&mutex->lock) ? 0 : EBUSY;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (mutex->kind != PTHREAD_MUTEX_NORMAL && !is_mine(mutex))
        return EPERM;
    if (mutex->again > 0)
        mutex->again--;
    else
        __unlock(&mutex->lock);
    return 0;
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
    mutex->lock = 0;
    mutex->kind = attributes ? attributes->kind : PTHREAD_MUTEX_DEFAULT;
    mutex->again = 0;
    return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    return mutex->lock ? EBUSY : 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t *attributes)
{
    attributes->kind = PTHREAD_MUTEX_DEFAULT;
    return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes)
{
    (void)attributes;
    return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int kind)
{
    if (kind < PTHREAD_MUTEX_NORMAL || kind > PTHREAD_MUTEX_ERRORCHECK)
        return EINVAL;
    attributes->kind = kind;
    return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *attributes, int *kind)
{
    *kind = attributes->kind;
    return 0;
}
