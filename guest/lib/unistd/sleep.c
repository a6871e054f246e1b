/* Sleeping for seconds of the machine's clock. */
#include <unistd.h>

/* A signal may end it before: the seconds that are left then. */
unsigned int sleep(unsigned int seconds)
{
    for (; seconds > 0; seconds--)
        if (usleep(1000000) < 0)
            break;
    return seconds;
}
