/* Barriers: all wait until the last one has come. */
#include "own.h"
#include "../threads.h"
#include <errno.h>

int pthread_barrier_init(pthread_barrier_t *barrier, const pthread_barrierattr_t *attributes, unsigned count)
{
    (void)attributes;
    if (count == 0)
        return EINVAL;
    barrier->count = count;
    barrier->here = barrier->round = 0;
    return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *barrier)
{
    return barrier->here ? EBUSY : 0;
}

/* The last one, which is told so, opens the barrier and closes it again behind all. */
int pthread_barrier_wait(pthread_barrier_t *barrier)
{
    volatile unsigned *round = &barrier->round;
    unsigned mine = *round;

    if (__sync_fetch_and_add(&barrier->here, 1) + 1 == barrier->count) {
        barrier->here = 0;
        (*round)++;
        __futex_wake(round, 0x7fffffff);
        return PTHREAD_BARRIER_SERIAL_THREAD;
    }
    while (*round == mine)
        __wait_while(&barrier->round, mine, FOREVER, FUTEX_BARRIER);
    return 0;
}
