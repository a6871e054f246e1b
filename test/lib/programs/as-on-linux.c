/* What programs see on Linux although C leaves it open: the sequences of rand, and the order of equal elements. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void sequence(unsigned seed)
{
    int i;

    srand(seed);
    for (i = 0; i < 5; i++)
        printf("%d ", rand());
    for (i = 0; i < 1000; i++)
        random();
    printf("... %ld\n", random());
}

static void reentrant(unsigned seed)
{
    int i;

    for (i = 0; i < 4; i++)
        printf("%d ", rand_r(&seed));
    printf("%u\n", seed);
}

struct edge {
    int from, to, weight;
    char name[40];
};

static int comparisons;

static int by_weight(const void *a, const void *b)
{
    comparisons++;
    return ((const struct edge *)a)->weight - ((const struct edge *)b)->weight;
}

/* No order at all, but one that people write. */
static int is_greater(const void *a, const void *b)
{
    comparisons++;
    return *(const int *)a > *(const int *)b;
}

static void sorted(int count)
{
    struct edge *edges = malloc(count * sizeof *edges);
    int *numbers = malloc(count * sizeof *numbers);
    int i;

    srand(count);
    for (i = 0; i < count; i++) {
        edges[i] = (struct edge){ i, i + 1, rand() % 7, "" };
        numbers[i] = rand() % 100;
    }
    comparisons = 0;
    qsort(edges, count, sizeof *edges, by_weight);
    qsort(numbers, count, sizeof *numbers, is_greater);
    for (i = 0; i < count; i += count / 9 + 1)
        printf("%d/%d/%d ", edges[i].from, edges[i].weight, numbers[i]);
    printf("%d\n", comparisons);
    free(edges);
    free(numbers);
}

int main(void)
{
    double nan = NAN;

    printf("%d\n", rand());
    sequence(1);
    sequence(0);
    sequence(42);
    sequence(4000000000u);
    reentrant(0);
    reentrant(12345);
    sorted(1);
    sorted(2);
    sorted(9);
    sorted(100);
    sorted(1000);
    printf("%d%d%d%d %d%d%d\n", isunordered(nan, 1), isunordered(1, nan), isunordered(1, 2.0), isunordered(HUGE_VAL, 0.0),
           islessgreater(1, 2.0), islessgreater(nan, 2), islessgreater(2.0f, 2));
    printf("%d%d%d%d%d%d\n", !!__builtin_signbit(-0.0), __builtin_isunordered(nan, 1.0), __builtin_isnan(nan),
           !!__builtin_isinf(-HUGE_VAL), __builtin_isfinite(1e300), __builtin_isnormal(1e-310));
    return 0;
}
