/* Random numbers of 48 bits: x' = (a x + c) mod 2^48 (POSIX). */
#include <stdlib.h>

#define MULTIPLIER 0x5deece66dull
#define ADDEND 0xbull
#define MASK 0xffffffffffffull

static unsigned short state[3];
static unsigned long long multiplier = MULTIPLIER;
static unsigned addend = ADDEND;

static unsigned long long step(unsigned short x[3])
{
    unsigned long long value = (unsigned long long)x[2] << 32 | (unsigned)x[1] << 16 | x[0];

    value = (value * multiplier + addend) & MASK;
    x[0] = value;
    x[1] = value >> 16;
    x[2] = value >> 32;
    return value;
}

double erand48(unsigned short x[3])
{
    return step(x) / 281474976710656.0;
}

long nrand48(unsigned short x[3])
{
    return step(x) >> 17;
}

long jrand48(unsigned short x[3])
{
    return (int)(step(x) >> 16);
}

double drand48(void)
{
    return erand48(state);
}

long lrand48(void)
{
    return nrand48(state);
}

long mrand48(void)
{
    return jrand48(state);
}

static void reset(void)
{
    multiplier = MULTIPLIER;
    addend = ADDEND;
}

void srand48(long seed)
{
    state[0] = 0x330e;
    state[1] = seed;
    state[2] = seed >> 16;
    reset();
}

unsigned short *seed48(unsigned short seed[3])
{
    static unsigned short before[3];
    int i;

    for (i = 0; i < 3; i++) {
        before[i] = state[i];
        state[i] = seed[i];
    }
    reset();
    return before;
}

void lcong48(unsigned short parameters[7])
{
    int i;

    for (i = 0; i < 3; i++)
        state[i] = parameters[i];
    multiplier = (unsigned long long)parameters[5] << 32 | (unsigned)parameters[4] << 16 | parameters[3];
    addend = parameters[6];
}
