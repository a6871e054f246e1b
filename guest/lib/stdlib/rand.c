/* C's names for the pseudo-random numbers of random.c, and a small generator whose state the program keeps. */
#include <stdlib.h>

int rand(void)
{
    return random();
}

void srand(unsigned int seed)
{
    srandom(seed);
}

/* The next number, of which the high bits are good. */
static unsigned int step(unsigned int *seed, int bits)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 16 & ((1 << bits) - 1);
}

int rand_r(unsigned int *seed)
{
    unsigned int high = step(seed, 11);
    unsigned int middle = step(seed, 10);

    return high << 20 | middle << 10 | step(seed, 10);
}
