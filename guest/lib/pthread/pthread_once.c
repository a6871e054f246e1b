/* What happens once: others wait until it has happened. */
#include "own.h"
#include "../threads.h"

enum { NOT_YET = PTHREAD_ONCE_INIT, UNDER_WAY, DONE };

int pthread_once(pthread_once_t *once, void (*function)(void))
{
    volatile unsigned *state = once;

    if (__sync_bool_compare_and_swap(once, NOT_YET, UNDER_WAY)) {
        function();
        *state = DONE;
        __futex_wake(once, 0x7fffffff);
    }
    while (*state != DONE)
        __wait_while(once, UNDER_WAY, FOREVER, FUTEX_ONCE);
    return 0;
}
