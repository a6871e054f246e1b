/* To integers, each in its own direction. */
#include "bits.h"

/* The bits behind the point; 0 if there are none, all of them for a number below 1. */
static uint64_t fraction_mask(double x)
{
    int exponent = EXPONENT(x) - 1023;

    if (exponent >= 52)
        return 0;
    return exponent < 0 ? ~SIGN : FRACTION >> exponent;
}

double trunc(double x)
{
    return VALUE(BITS(x) & ~fraction_mask(x));
}

double floor(double x)
{
    double whole = trunc(x);

    return whole > x ? whole - 1 : whole;
}

double ceil(double x)
{
    double whole = trunc(x);

    return whole < x ? copysign(whole + 1, x) : whole;
}

double round(double x)
{
    double whole = trunc(x);

    if (fabs(x - whole) >= 0.5)
        whole += copysign(1, x);
    return copysign(whole, x);
}

/* Adding 2^52 rounds as all arithmetic does. */
double rint(double x)
{
    double large = copysign(0x1p52, x);

    return fraction_mask(x) ? copysign(x + large - large, x) : x;
}

double nearbyint(double x)
{
    return rint(x);
}

long lround(double x)
{
    return round(x);
}

long long llround(double x)
{
    return round(x);
}

long lrint(double x)
{
    return rint(x);
}

long long llrint(double x)
{
    return rint(x);
}

float truncf(float x)
{
    return trunc(x);
}

float floorf(float x)
{
    return floor(x);
}

float ceilf(float x)
{
    return ceil(x);
}

float roundf(float x)
{
    return round(x);
}

float rintf(float x)
{
    return rint(x);
}
