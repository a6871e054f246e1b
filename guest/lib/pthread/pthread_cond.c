/*
 * Condition variables (OSTEP chapter 30). A waiter notes how many signals there have been, lets the mutex go, and sleeps
 * while there is no other: a signal that comes in between is not lost. It may wake without one, and must look again.
 */
#include "own.h"
#include "../threads.h"
#include <errno.h>

static int wait_until(pthread_cond_t *condition, pthread_mutex_t *mutex, unsigned long long until)
{
    unsigned signals = *(volatile unsigned *)&condition->signals;
    int result, error;

    __sync_fetch_and_add(&condition->waiting, 1);
    error = pthread_mutex_unlock(mutex);
    if (error == 0) {
        result = __wait_while(&condition->signals, signals, until, FUTEX_CONDITION);
        pthread_mutex_lock(mutex);
    }
    __sync_fetch_and_sub(&condition->waiting, 1);
    return error ? error : result == ETIMEDOUT && condition->signals == signals ? ETIMEDOUT : 0;
}

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex)
{
    return wait_until(condition, mutex, FOREVER);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until)
{
    unsigned long long instant = __instant_of(until);

    return instant ? wait_until(condition, mutex, instant) : EINVAL;
}

static int wake(pthread_cond_t *condition, int most)
{
    if (*(volatile unsigned *)&condition->waiting == 0)
        return 0;
    __sync_fetch_and_add(&condition->signals, 1);
    __futex_wake(&condition->signals, most);
    return 0;
}

int pthread_cond_signal(pthread_cond_t *condition)
{
    return wake(condition, 1);
}

int pthread_cond_broadcast(pthread_cond_t *condition)
{
    return wake(condition, 0x7fffffff);
}

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes)
{
    (void)attributes;
    condition->signals = condition->waiting = 0;
    return 0;
}

int pthread_cond_destroy(pthread_cond_t *condition)
{
    return condition->waiting ? EBUSY : 0;
}

int pthread_condattr_init(pthread_condattr_t *attributes)
{
    attributes->clock = CLOCK_REALTIME;
    return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *attributes)
{
    (void)attributes;
    return 0;
}

/* All clocks are one. */
int pthread_condattr_setclock(pthread_condattr_t *attributes, clockid_t clock)
{
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        return EINVAL;
    attributes->clock = clock;
    return 0;
}
