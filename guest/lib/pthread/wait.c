/* Waiting for a word to change, with an end. */
#include "own.h"
#include "../threads.h"
#include "../time/clock.h"
#include <errno.h>

/* The clock starts at 0 when the machine does, so every time before that is over. */
unsigned long long __instant_of(const struct timespec *until)
{
    unsigned long long instant;

    if (until->tv_nsec < 0 || until->tv_nsec >= 1000000000)
        return 0;
    instant = until->tv_sec < 0 ? 0 : (unsigned long long)until->tv_sec * CLOCKS_PER_SEC + until->tv_nsec / 1000;
    return instant ? instant : 1;
}

int __wait_while(const unsigned *word, unsigned value, unsigned long long until, int use)
{
    unsigned long long now = until ? __instructions() : 0;

    if (until && now >= until)
        return ETIMEDOUT;
    return -__futex_wait(word, value, until - now > 0xffffffffu ? 0xffffffffu : until - now, use);
}
