/* Integers of 32 bits from text. */
#include "number.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

long strtol(const char *s, char **end, int base)
{
    const char *stop;
    struct __number number = __parse_number(s, &stop, base, ULONG_MAX);
    unsigned long limit = LONG_MAX;
    unsigned long value = number.value;

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

unsigned long strtoul(const char *s, char **end, int base)
{
    const char *stop;
    struct __number number = __parse_number(s, &stop, base, ULONG_MAX);

    if (end)
        *end = (char *)stop;
    if (number.overflow) {
        errno = ERANGE;
        return ULONG_MAX;
    }
    return number.negative ? -(unsigned long)number.value : number.value;
}
