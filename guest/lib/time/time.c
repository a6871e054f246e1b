/* Time, from the machine's clock. The epoch is the boot. */
#include "clock.h"
#include <time.h>

time_t time(time_t *now)
{
    time_t seconds = __instructions() / CLOCKS_PER_SEC;

    if (now)
        *now = seconds;
    return seconds;
}

clock_t clock(void)
{
    return __instructions();
}
