/* The same for 64 bits, apart from the others since it brings 64-bit division with it. */
#include <stdlib.h>

long long llabs(long long n)
{
    return n < 0 ? -n : n;
}

lldiv_t lldiv(long long numerator, long long denominator)
{
    lldiv_t result;

    result.quot = numerator / denominator;
    result.rem = numerator % denominator;
    return result;
}
