/* Signs, exponents and fractions of numbers. */
#include "bits.h"
#include <limits.h>
#include <stddef.h>

double fabs(double x)
{
    return VALUE(MAGNITUDE(x));
}

double copysign(double x, double y)
{
    return VALUE(MAGNITUDE(x) | (BITS(y) & SIGN));
}

float fabsf(float x)
{
    return fabs(x);
}

float copysignf(float x, float y)
{
    return copysign(x, y);
}

int __signbit(double x)
{
    return BITS(x) >> 63 != 0;
}

int __isunordered(double x, double y)
{
    return MAGNITUDE(x) > INFINITE || MAGNITUDE(y) > INFINITE;
}

int __islessgreater(double x, double y)
{
    return x < y || x > y;
}

int __isnan(double x)
{
    return MAGNITUDE(x) > INFINITE;
}

int __isinf(double x)
{
    return MAGNITUDE(x) == INFINITE ? __signbit(x) ? -1 : 1 : 0;
}

int __isfinite(double x)
{
    return MAGNITUDE(x) < INFINITE;
}

int __isnormal(double x)
{
    return __isfinite(x) && MAGNITUDE(x) > FRACTION;
}

int __fpclassify(double x)
{
    uint64_t magnitude = MAGNITUDE(x);

    if (magnitude >= INFINITE)
        return magnitude == INFINITE ? FP_INFINITE : FP_NAN;
    if (magnitude > FRACTION)
        return FP_NORMAL;
    return magnitude ? FP_SUBNORMAL : FP_ZERO;
}

int __fpclassifyf(float x)
{
    int class = __fpclassify(x);

    return class == FP_NORMAL && fabsf(x) < 0x1p-126f ? FP_SUBNORMAL : class;
}

double frexp(double x, int *exponent)
{
    *exponent = 0;
    if (x == 0 || MAGNITUDE(x) >= INFINITE)
        return x;
    if (EXPONENT(x) == 0) {
        x *= 0x1p54;
        *exponent = -54;
    }
    *exponent += EXPONENT(x) - 1022;
    return VALUE((BITS(x) & (SIGN | FRACTION)) | 1022ULL << 52);
}

/* In steps that stay within the normal numbers, so that it rounds once at the end. */
double scalbn(double x, int exponent)
{
    double start = x;

    for (; exponent > 1023 && fabs(x) < HUGE_VAL; exponent -= 1023)
        x *= 0x1p1023;
    for (; exponent < -969 && x != 0; exponent += 969)
        x *= 0x1p-969;
    if (exponent > 1023 || exponent < -969)
        exponent = 0;
    x *= VALUE((uint64_t)(exponent + 1023) << 52);
    if ((x == 0 || fabs(x) == HUGE_VAL) && start != 0 && fabs(start) < HUGE_VAL)
        errno = ERANGE;
    return x;
}

double ldexp(double x, int exponent)
{
    return scalbn(x, exponent);
}

float ldexpf(float x, int exponent)
{
    return ldexp(x, exponent);
}

double modf(double x, double *whole)
{
    *whole = trunc(x);
    return copysign(fabs(x) == HUGE_VAL ? 0 : x - *whole, x);
}

float modff(float x, float *whole)
{
    double part, fraction = modf(x, &part);

    *whole = part;
    return fraction;
}

float frexpf(float x, int *exponent)
{
    return frexp(x, exponent);
}

double logb(double x)
{
    int exponent;

    if (x == 0)
        return -HUGE_VAL;
    if (MAGNITUDE(x) >= INFINITE)
        return x * x;
    frexp(x, &exponent);
    return exponent - 1;
}

int ilogb(double x)
{
    if (x == 0 || x != x)
        return INT_MIN;
    return fabs(x) == HUGE_VAL ? INT_MAX : (int)logb(x);
}

double nextafter(double x, double y)
{
    if (x != x || y != y)
        return x + y;
    if (x == y)
        return y;
    if (x == 0)
        return copysign(0x1p-1074, y);
    return VALUE((x < y) == (x > 0) ? BITS(x) + 1 : BITS(x) - 1);
}

double fmax(double x, double y)
{
    return y != y || x > y ? x : y;
}

double fmin(double x, double y)
{
    return y != y || x < y ? x : y;
}

double fdim(double x, double y)
{
    if (x != x || y != y)
        return x + y;
    return x > y ? x - y : 0;
}

float fmaxf(float x, float y)
{
    return fmax(x, y);
}

float fminf(float x, float y)
{
    return fmin(x, y);
}

double nan(const char *kind)
{
    (void)kind;
    return NAN;
}
