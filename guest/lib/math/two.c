/* Arithmetic with twice the bits (T. J. Dekker, 1971), and results that are none. */
#include "bits.h"

struct __two __two_sum(double a, double b)
{
    struct __two two;
    double part;

    two.high = a + b;
    part = two.high - a;
    two.low = (a - (two.high - part)) + (b - part);
    return two;
}

/* The upper 26 bits: the rest is exact too. */
static double upper(double a)
{
    return VALUE(BITS(a) & 0xfffffffff8000000ULL);
}

struct __two __two_product(double a, double b)
{
    struct __two two;
    double a1 = upper(a), a0 = a - a1, b1 = upper(b), b0 = b - b1;

    two.high = a * b;
    two.low = ((a1 * b1 - two.high) + a1 * b0 + a0 * b1) + a0 * b0;
    return two;
}

double __no_value(double x)
{
    if (x == x)
        errno = EDOM;
    return (x - x) / (x - x);
}

double __pole(double sign)
{
    errno = ERANGE;
    return sign / 0.0;
}

double __overflow(double sign)
{
    errno = ERANGE;
    return sign * HUGE_VAL;
}
