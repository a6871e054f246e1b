/* A signal after some seconds of the machine's clock. */
#include <unistd.h>

#define LONGEST 4294

unsigned int alarm(unsigned int seconds)
{
    unsigned int most = seconds < LONGEST ? seconds : LONGEST;

    return (ualarm(most * 1000000, 0) + 999999) / 1000000;
}
