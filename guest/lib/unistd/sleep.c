/* Sleeping for seconds of the machine's clock. */
#include <unistd.h>

unsigned int sleep(unsigned int seconds)
{
    while (seconds-- > 0)
        usleep(1000000);
    return 0;
}
