/* A sieve, a matrix product and a sort. */
#include <stdio.h>

#define PRIMES 200000
#define SIDE 64
#define WORDS 20000
#ifndef ROUNDS
#define ROUNDS 6
#endif

static unsigned char composite[PRIMES];
static int a[SIDE][SIDE], b[SIDE][SIDE], c[SIDE][SIDE];
static int words[WORDS];

static int sieve(void)
{
    int count = 0, i, j;

    for (i = 0; i < PRIMES; i++)
        composite[i] = 0;
    for (i = 2; i < PRIMES; i++) {
        if (composite[i])
            continue;
        count++;
        for (j = 2 * i; j < PRIMES; j += i)
            composite[j] = 1;
    }
    return count;
}

static unsigned product(void)
{
    unsigned sum = 0;
    int i, j, k;

    for (i = 0; i < SIDE; i++)
        for (j = 0; j < SIDE; j++) {
            a[i][j] = i * j + 1;
            b[i][j] = i - j;
        }
    for (i = 0; i < SIDE; i++)
        for (j = 0; j < SIDE; j++) {
            c[i][j] = 0;
            for (k = 0; k < SIDE; k++)
                c[i][j] += a[i][k] * b[k][j];
            sum = sum * 31 + c[i][j];
        }
    return sum;
}

static void sort(int *from, int *to)
{
    int pivot = *from, *low = from, *high = to, old;

    if (from >= to)
        return;
    while (low <= high) {
        while (*low < pivot)
            low++;
        while (*high > pivot)
            high--;
        if (low > high)
            break;
        old = *low;
        *low++ = *high;
        *high-- = old;
    }
    sort(from, high);
    sort(low, to);
}

int main(void)
{
    unsigned state = 1, sum = 0;
    int round, i;

    for (round = 0; round < ROUNDS; round++) {
        sum += sieve() + product();
        for (i = 0; i < WORDS; i++) {
            state = state * 1103515245 + 12345;
            words[i] = state >> 8;
        }
        sort(words, words + WORDS - 1);
        sum = sum * 31 + words[WORDS / 2];
    }
    printf("%u\n", sum);
    return 0;
}
