/* Pseudo-random numbers, the same ones in each run and for each seed as on Linux: a number is the sum of those 3 and
   31 before it, and its lowest bit is dropped (additive feedback; Knuth, The Art of Computer Programming 3.2.2). */
#include <stdlib.h>

#define WORDS 31
#define DISCARDED 310

static unsigned int state[WORDS];
/* The word that is 31 back. Below WORDS at every moment, whatever other threads do. */
static unsigned int oldest;
static int seeded;

static unsigned int step(void)
{
    unsigned int at = oldest;

    oldest = (at + 1) % WORDS;
    return state[at] += state[(at + WORDS - 3) % WORDS];
}

/* The words to start from are Park and Miller's numbers. */
void srandom(unsigned int seed)
{
    int i, word = seed ? seed : 1;

    seeded = 1;
    state[0] = word;
    for (i = 1; i < WORDS; i++) {
        word = 16807LL * word % 2147483647;
        if (word < 0)
            word += 2147483647;
        state[i] = word;
    }
    oldest = 3;
    for (i = 0; i < DISCARDED; i++)
        step();
}

long random(void)
{
    if (!seeded)
        srandom(1);
    return step() >> 1;
}
