/* What is left of a division, exact: the quotient is found bit by bit, as many as the exponents are apart. */
#include "bits.h"

/* |x| modulo |y|, and the last bits of the quotient; x is finite and y is not 0. */
static double modulo(double x, double y, unsigned int *quotient)
{
    int left, right, shift;
    uint64_t a, b;

    *quotient = 0;
    x = fabs(x);
    y = fabs(y);
    if (x < y)
        return x;
    a = BITS(frexp(x, &left)) & FRACTION;
    b = BITS(frexp(y, &right)) & FRACTION;
    a |= FRACTION + 1;
    b |= FRACTION + 1;
    for (shift = left - right;; shift--, a <<= 1) {
        *quotient <<= 1;
        if (a >= b) {
            a -= b;
            *quotient |= 1;
        }
        if (a == 0 || shift == 0)
            break;
    }
    *quotient = shift > 31 ? 0 : *quotient << shift;
    return ldexp(a, right - 53);
}

double fmod(double x, double y)
{
    unsigned int quotient;

    if (x != x || y != y)
        return x + y;
    if (fabs(x) == HUGE_VAL || y == 0)
        return __no_value(0);
    return copysign(modulo(x, y, &quotient), x);
}

double remainder(double x, double y)
{
    unsigned int quotient;
    double rest, half;

    if (x != x || y != y)
        return x + y;
    if (fabs(x) == HUGE_VAL || y == 0)
        return __no_value(0);
    rest = modulo(x, y, &quotient);
    y = fabs(y);
    half = y - rest; /* rest > y ÷ 2 as rest > y − rest, which is exact where it matters */
    if (rest > half || (rest == half && quotient & 1))
        rest -= y;
    return copysign(1, x) * rest;
}

float fmodf(float x, float y)
{
    return fmod(x, y);
}
