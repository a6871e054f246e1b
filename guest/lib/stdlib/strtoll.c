/* Integers of 64 bits from text. */
#include "number.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

long long strtoll(const char *s, char **end, int base)
{
    const char *stop;
    struct __number number = __parse_number(s, &stop, base, ULLONG_MAX);
    unsigned long long limit = LLONG_MAX;
    unsigned long long value = number.value;

    if (end)
        *end = (char *)stop;
    if (number.negative)
        limit++;
    if (number.overflow || value > limit) {
        errno = ERANGE;
        value = limit;
    }
    return number.negative ? -value : value;
}

unsigned long long strtoull(const char *s, char **end, int base)
{
    const char *stop;
    struct __number number = __parse_number(s, &stop, base, ULLONG_MAX);

    if (end)
        *end = (char *)stop;
    if (number.overflow) {
        errno = ERANGE;
        return ULLONG_MAX;
    }
    return number.negative ? -number.value : number.value;
}

long long atoll(const char *s)
{
    return strtoll(s, NULL, 10);
}
