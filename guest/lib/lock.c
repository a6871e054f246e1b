/* Locks (OSTEP 28.16, two-phase without the spinning: on one CPU it would only keep the holder from going on). */
#include "threads.h"
#include "time/clock.h"
#include <errno.h>

unsigned __lock_owner(void)
{
    return FUTEX_HELD | (__thread_number ? __thread_number() : 0);
}

int __try_lock(unsigned *lock)
{
    return __sync_bool_compare_and_swap(lock, 0, __lock_owner());
}

/* Sleeps while the word is this, no longer than until a time; ETIMEDOUT once that has come. */
static int wait_while(const unsigned *lock, unsigned value, unsigned long long until)
{
    unsigned long long now = until ? __instructions() : 0;

    if (until && now >= until)
        return ETIMEDOUT;
    __futex_wait(lock, value, until - now > 0xffffffffu ? 0xffffffffu : until - now, FUTEX_LOCK);
    return 0;
}

/* Whoever has waited takes the lock as one that is awaited: others may be waiting still. */
static int wait_for(unsigned *lock, unsigned me, unsigned long long until)
{
    for (;;) {
        unsigned value = *(volatile unsigned *)lock, awaited = value | FUTEX_AWAITED;

        if (value == 0) {
            if (__sync_bool_compare_and_swap(lock, 0, me | FUTEX_AWAITED))
                return 0;
        } else if (value == awaited || __sync_bool_compare_and_swap(lock, value, awaited)) {
            if (wait_while(lock, awaited, until) != 0)
                return ETIMEDOUT;
        }
    }
}

/* 0, or ETIMEDOUT at an instruction count; FOREVER waits for as long as it takes. */
int __lock_until(unsigned *lock, unsigned long long until)
{
    unsigned me = __lock_owner();

    return __sync_bool_compare_and_swap(lock, 0, me) ? 0 : wait_for(lock, me, until);
}

void __unlock(unsigned *lock)
{
    if (__sync_lock_test_and_set(lock, 0) & FUTEX_AWAITED)
        __futex_wake(lock, 1);
}
