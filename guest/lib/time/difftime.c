/* The time between two times, in seconds. */
#include <time.h>

double difftime(time_t end, time_t start)
{
    return (double)end - start;
}
