/* The names of POSIX for pseudo-random numbers. */
#include <stdlib.h>

int rand_r(unsigned int *seed)
{
    unsigned int n = *seed ? *seed : 1;

    n ^= n << 13;
    n ^= n >> 17;
    n ^= n << 5;
    *seed = n;
    return n & RAND_MAX;
}

long random(void)
{
    return rand();
}

void srandom(unsigned int seed)
{
    srand(seed);
}
