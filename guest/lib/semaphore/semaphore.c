/* Semaphores (OSTEP chapter 31). */
#include "../pthread/own.h"
#include "../threads.h"
#include <errno.h>
#include <semaphore.h>

static int fail(int error)
{
    errno = error;
    return -1;
}

int sem_init(sem_t *semaphore, int shared, unsigned value)
{
    (void)shared;
    if (value > SEM_VALUE_MAX)
        return fail(EINVAL);
    semaphore->value = value;
    semaphore->waiting = 0;
    return 0;
}

int sem_destroy(sem_t *semaphore)
{
    (void)semaphore;
    return 0;
}

/* Takes one, if there is any. */
static int take(sem_t *semaphore)
{
    for (;;) {
        unsigned value = *(volatile unsigned *)&semaphore->value;

        if (value == 0)
            return 0;
        if (__sync_bool_compare_and_swap(&semaphore->value, value, value - 1))
            return 1;
    }
}

static int wait_until(sem_t *semaphore, unsigned long long until)
{
    while (!take(semaphore)) {
        int error;

        __sync_fetch_and_add(&semaphore->waiting, 1);
        error = __wait_while(&semaphore->value, 0, until, FUTEX_SEMAPHORE);
        __sync_fetch_and_sub(&semaphore->waiting, 1);
        if (error == EINTR || error == ETIMEDOUT)
            return fail(error);
    }
    return 0;
}

int sem_wait(sem_t *semaphore)
{
    return wait_until(semaphore, FOREVER);
}

int sem_timedwait(sem_t *semaphore, const struct timespec *until)
{
    unsigned long long instant = __instant_of(until);

    return instant ? wait_until(semaphore, instant) : take(semaphore) ? 0 : fail(EINVAL);
}

int sem_trywait(sem_t *semaphore)
{
    return take(semaphore) ? 0 : fail(EAGAIN);
}

int sem_post(sem_t *semaphore)
{
    if (*(volatile unsigned *)&semaphore->value == SEM_VALUE_MAX)
        return fail(EOVERFLOW);
    __sync_fetch_and_add(&semaphore->value, 1);
    if (*(volatile unsigned *)&semaphore->waiting > 0)
        __futex_wake(&semaphore->value, 1);
    return 0;
}

int sem_getvalue(sem_t *semaphore, int *value)
{
    *value = semaphore->value;
    return 0;
}
