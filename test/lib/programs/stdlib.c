/* Numbers from text, sorting and searching, division, the end of the program. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void parse(const char *text, int base)
{
    char *end;
    long long n;
    unsigned long long u;
    long l;

    errno = 0;
    n = strtoll(text, &end, base);
    printf("%s/%d: %lld %d %d", text, base, n, (int)(end - text), errno);
    errno = 0;
    u = strtoull(text, &end, base);
    printf("  %llu %d %d", u, (int)(end - text), errno);
    if (n >= INT_MIN && n <= INT_MAX) { /* where long has the same range everywhere */
        errno = 0;
        l = strtol(text, &end, base);
        printf("  %ld %d %d", l, (int)(end - text), errno);
    }
    printf("\n");
}

static unsigned int state = 1;

static unsigned int any(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void sort(int count)
{
    int numbers[500], i, unsorted = 0, missing = 0;
    unsigned int sum = 0;

    for (i = 0; i < count; i++)
        sum += numbers[i] = any() % 1000;
    qsort(numbers, count, sizeof numbers[0], compare_ints);
    for (i = 1; i < count; i++)
        unsorted += numbers[i - 1] > numbers[i];
    for (i = 0; i < count; i++) {
        int *found = bsearch(&numbers[i], numbers, count, sizeof numbers[0], compare_ints);

        missing += !found || *found != numbers[i];
        sum -= numbers[i];
    }
    i = 1000;
    missing += bsearch(&i, numbers, count, sizeof numbers[0], compare_ints) != NULL;
    printf("sort %d: %d %d %u\n", count, unsorted, missing, sum);
}

static void first(void)
{
    puts("registered first, called last");
}

static void second(void)
{
    printf("registered second, called first");
    printf("; ");
}

int main(void)
{
    char names[5][7] = {"pear", "apple", "quince", "fig", "plum"};
    div_t d;
    lldiv_t l;
    int i;

    parse("0", 10);
    parse("  42abc", 10);
    parse("-2147483648", 10);
    parse("2147483647", 0);
    parse("0x7fffffff", 0);
    parse("0x", 0);
    parse("0xg", 16);
    parse("0755", 0);
    parse("08", 0);
    parse("zz", 36);
    parse("1012", 2);
    parse("", 10);
    parse("+", 10);
    parse("- 1", 10);
    parse("9223372036854775807", 10);
    parse("9223372036854775808", 10);
    parse("-9223372036854775808", 10);
    parse("-9223372036854775809", 10);
    parse("18446744073709551615", 10);
    parse("18446744073709551616", 10);
    parse("0xffffffffffffffff", 16);
    parse("99999999999999999999999999 ", 10);
    printf("%d %d %d %ld %lld\n", atoi("  -17x"), atoi("2147483647"), atoi("x"), atol("+99"), atoll("-12345678901"));

    if (sizeof(long) == 4) {
        errno = 0;
        if (strtol("2147483648", NULL, 10) != LONG_MAX || errno != ERANGE)
            puts("strtol does not saturate");
        errno = 0;
        if (strtol("-2147483649", NULL, 10) != LONG_MIN || errno != ERANGE)
            puts("strtol does not saturate below");
        errno = 0;
        if (strtoul("4294967296", NULL, 10) != ULONG_MAX || errno != ERANGE)
            puts("strtoul does not saturate");
        errno = 0;
        if (strtoul("-1", NULL, 10) != ULONG_MAX || errno != 0)
            puts("strtoul does not negate");
    }

    for (i = 0; i < 20; i++)
        sort(i);
    sort(500);
    qsort(names, 5, sizeof names[0], compare_names);
    for (i = 0; i < 5; i++)
        printf("%s ", names[i]);
    printf("%d\n", bsearch("fig", names, 5, sizeof names[0], compare_names) == names[1]);

    d = div(-17, 5);
    l = lldiv(-17000000000000, 5000000007);
    printf("%d %d %lld %lld\n", d.quot, d.rem, l.quot, l.rem);
    printf("%d %ld %lld\n", abs(-3), labs(4), llabs(-5000000000));

    srand(7);
    i = rand();
    srand(7);
    printf("%d", i == rand());
    printf(" %d\n", i != rand());

    atexit(first);
    atexit(second);
    exit(3);
    return 0;
}
