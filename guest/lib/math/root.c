/* Square roots, correctly rounded: digit by digit, as on paper, with bits. */
#include "bits.h"

double sqrt(double x)
{
    int exponent, i;
    uint64_t rest, root = 0, bit;

    if (x == 0 || x != x || x == HUGE_VAL)
        return x;
    if (x < 0)
        return __no_value(x);
    rest = (BITS(frexp(x, &exponent)) & FRACTION) | (FRACTION + 1);
    if (exponent & 1)
        exponent++;
    else
        rest <<= 1; /* so that the root of 2^exponent is a power of two */
    /* The root of rest has 27 bits before the point; 27 more follow, each after two zeros of the number. */
    for (bit = 1ULL << 53, rest <<= 1; bit != 0; bit >>= 1) {
        uint64_t next = 2 * root + bit;

        if (rest >= next) {
            rest -= next;
            root += bit;
        }
        rest <<= 1;
    }
    i = root & 1;
    root = (root >> 1) + (i && (rest != 0 || root & 2));
    return ldexp((double)root, exponent / 2 - 53);
}

float sqrtf(float x)
{
    return sqrt(x);
}

/* Newton's step from an estimate that is almost right. */
double cbrt(double x)
{
    double root;

    if (x == 0 || MAGNITUDE(x) >= INFINITE)
        return x;
    root = copysign(exp(log(fabs(x)) / 3), x);
    return root - (root - x / (root * root)) / 3;
}

float cbrtf(float x)
{
    return cbrt(x);
}

double hypot(double x, double y)
{
    int exponent;
    struct __two square, other;

    x = fabs(x);
    y = fabs(y);
    if (x == HUGE_VAL || y == HUGE_VAL)
        return HUGE_VAL;
    if (x < y) {
        double larger = y;

        y = x;
        x = larger;
    }
    if (y == 0 || x != x || y != y)
        return x + y;
    frexp(x, &exponent);
    x = ldexp(x, -exponent);
    y = exponent < -1000 ? ldexp(y, -exponent) : y * ldexp(1, -exponent);
    square = __two_product(x, x);
    other = __two_product(y, y);
    x = ldexp(sqrt(square.high + (other.high + (square.low + other.low))), exponent);
    return x == HUGE_VAL ? __overflow(1) : x;
}

float hypotf(float x, float y)
{
    return hypot(x, y);
}
