/* Pseudo-random numbers, the same ones in each run: xorshift (Marsaglia 2003), its state never zero. */
#include <stdlib.h>

static unsigned int state = 1;

int rand(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state & RAND_MAX;
}

void srand(unsigned int seed)
{
    state = seed ? seed : 1;
}
