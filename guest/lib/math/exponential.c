/* e^x: x = k log 2 + r with |r| ≤ log 2 ÷ 2, and e^r by its series. */
#include "bits.h"

static const double log2_high = 0x1.62e42feep-1, log2_low = 0x1.a39ef35793c76p-33; /* the first has 32 bits */

/* e^(x + low) − 1 for |x| < 0.35 and a low part that is nothing beside it. */
static struct __two small(double x, double low)
{
    double sum = 1.0 / 6227020800;
    static const double terms[] = {1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
                                   1.0 / 5040,      1.0 / 720,      1.0 / 120,     1.0 / 24,     1.0 / 6, 1.0 / 2};
    unsigned int i;

    for (i = 0; i < sizeof terms / sizeof *terms; i++)
        sum = sum * x + terms[i];
    return __two_sum(x, low + (x * x * sum + x * low));
}

/* 2^exponent × (1 + r) */
static double grown(struct __two r, int exponent)
{
    struct __two sum = __two_sum(1, r.high);

    return ldexp(sum.high + (sum.low + r.low), exponent);
}

double __exp_two(double x, double low)
{
    double count;
    struct __two rest;

    if (x > 709.8)
        return __overflow(1);
    if (x < -745.2) {
        errno = ERANGE;
        return 0;
    }
    count = rint(x * 0x1.71547652b82fep+0);
    rest = __two_sum(x - count * log2_high, low - count * log2_low);
    return grown(small(rest.high, rest.low), (int)count);
}

double exp(double x)
{
    if (x != x || fabs(x) == HUGE_VAL)
        return x < 0 ? 0 : x;
    return __exp_two(x, 0);
}

double expm1(double x)
{
    if (x == 0 || x != x || x == HUGE_VAL)
        return x;
    if (fabs(x) < 0.34)
        return small(x, 0).high;
    return x < -50 ? -1 : exp(x) - 1;
}

double exp2(double x)
{
    double whole = rint(x);
    struct __two power = __two_product(x - whole, 0x1.62e42fefa39efp-1);

    if (x != x || fabs(x) == HUGE_VAL || fabs(x) > 1100)
        return exp(x);
    return grown(small(power.high, power.low + (x - whole) * 0x1.abc9e3b39803fp-56), (int)whole);
}

float expf(float x)
{
    return exp(x);
}

float exp2f(float x)
{
    return exp2(x);
}

double sinh(double x)
{
    double more = expm1(fabs(x));

    if (fabs(x) > 709)
        return x != x ? x : copysign(fabs(x) == HUGE_VAL ? HUGE_VAL : exp(fabs(x) / 2) * 0.5 * exp(fabs(x) / 2), x);
    return copysign(fabs(x) < 1 ? (more + more / (more + 1)) / 2 : (exp(fabs(x)) - exp(-fabs(x))) / 2, x);
}

double cosh(double x)
{
    double half;

    x = fabs(x);
    if (x < 709)
        return (exp(x) + exp(-x)) / 2;
    half = exp(x / 2);
    return 0.5 * half * half;
}

double tanh(double x)
{
    double more;

    if (fabs(x) > 22)
        return x != x ? x : copysign(1, x);
    more = expm1(2 * fabs(x));
    return copysign(more / (more + 2), x);
}

float sinhf(float x)
{
    return sinh(x);
}

float coshf(float x)
{
    return cosh(x);
}

float tanhf(float x)
{
    return tanh(x);
}
